"""Terms in texts: the first occurrence of each on a page leads to the term's page and can show its definition.

The link works by itself; `docs/assets/js/terms.js` shows the definition beside it, from the script made here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from markupsafe import Markup

from catalog.terms.words import Finder, Form, Wording, bare
from kb.library import Library
from kb.translating import Localized
from kb.writing import Annotate, Writer

COLLECTION = "terms"
# What stays as it is: links, quotations (names of documents), tags. What is between is text.
_KEPT = re.compile(r"(<a\b.*?</a>|«[^»]{0,999}»|“[^”]{0,999}”|&quot;.*?&quot;|<[^>]*>)", re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)"')


def wordings(term: Localized) -> Iterator[Wording[str]]:
    """How a term is found in a text: by its name, its other accepted names and its abbreviation."""
    for name in (term.title.text, *term.variants):
        yield Wording(bare(name), term.id, Form.CASED)
    if term.abbreviation:
        yield Wording(term.abbreviation, term.id, Form.EXACT)


class Glossary:
    """All terms of a language, ready to be found in texts."""

    def __init__(self, writer: Writer) -> None:
        self.ids = {term.id for term in writer.records(COLLECTION)}
        found = [term for term in writer.records(COLLECTION) if term.tooltip and term.title.locale == writer.locale]
        self._wordings = [each for term in found for each in wordings(term)]
        self.finder = Finder(writer.locale, self._wordings)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Glossary) and (self.ids, self._wordings) == (other.ids, other._wordings)

    __hash__ = None  # type: ignore[assignment]


class Marker:
    """Links terms in the texts of one page, one text after another; a page of a term does not link that term."""

    def __init__(self, writer: Writer, glossary: Glossary) -> None:
        self._glossary = glossary
        self._base = writer.url(COLLECTION)
        self._done = {term for term in glossary.ids if writer.address.startswith(f"{COLLECTION}/{term}/")}

    def __call__(self, html: Markup) -> Markup:
        """The HTML of a text with links on terms that were not linked on this page before."""
        parts = _KEPT.split(html)
        return Markup("".join(self._own(part) if index % 2 else self._text(part) for index, part in enumerate(parts)))

    def _own(self, part: str) -> str:
        """A link that the text itself has to a term is the link of that term; everything else stays as it is."""
        match = _LINK.match(part)
        term = match.group(1).removeprefix(self._base).strip("/") if match else ""
        if term not in self._glossary.ids or term in self._done:
            return part
        self._done.add(term)
        return self._opened(term) + part[part.index(">") + 1 :]

    def _text(self, text: str) -> str:
        made, end = [], 0
        for found in self._glossary.finder.find(text):
            term = found.wording.value
            if term not in self._done:
                self._done.add(term)
                made += [text[end : found.start], self._opened(term), text[found.start : found.end], "</a>"]
                end = found.end
        return "".join([*made, text[end:]])

    def _opened(self, term: str) -> str:
        return f'<a class="term-link" href="{self._base}{term}/">'


def annotator(writer: Writer) -> Callable[[], Annotate]:
    """What begins a page: it gives the function that links the terms in the page's texts, one text after another.

    On the glossary itself, where all terms stand, nothing is linked.
    """
    return lambda: (
        Markup if writer.address == f"{COLLECTION}/" else Marker(writer, writer.look_up(COLLECTION, "glossary", ""))
    )


def glossary(writer: Writer) -> dict[str, Glossary]:
    """The glossary as the only line of a table: pages with links on terms depend on it, and not on all that terms say."""
    return {"": Glossary(writer)}


def scripts(library: Library) -> dict[str, bytes]:
    """For each language the script with what is shown beside a term: name -> bytes."""
    writers = {code: Writer(library, code) for code in library.settings.languages}
    return {f"{COLLECTION}-{code}.js": _script(code, writers) for code in writers}


def _script(locale: str, writers: dict[str, Writer]) -> bytes:
    """Hands over, by a global name, for each term the paragraphs of its tooltip: (language, text)."""
    found = {term.id: list(_shown(term, locale, writers)) for term in writers[locale].records(COLLECTION)}
    packed = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"(globalThis.kbTerms??={{}})[{json.dumps(locale)}]={packed}\n".encode()


def _shown(term: Localized, locale: str, writers: dict[str, Writer]) -> Iterator[tuple[str, str]]:
    """The definition, then the term in the other languages."""
    yield term.summary.locale, writers[locale].language.typeset(writers[locale].plain(term.summary))
    for code, writer in writers.items():
        other = writer.get(term.ref)
        if code != locale and not other.title.foreign:
            yield code, f"{other.title} ({other.abbreviation})" if other.abbreviation else str(other.title)
