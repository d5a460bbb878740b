"""Official terms for a translator: those of a text, each with its term in the other language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalog.terms.words import Finder, Form, Wording, bare
from kb import texts
from kb.library import Library
from kb.translating import Localized

COLLECTION = "terms"


def suggestions(library: Library, source: str, target: str) -> Callable[[str], list[tuple[str, str]]]:
    """The function that names the terms of a text in the language `source`: (term, official term in `target`)."""
    finder = Finder(source, list(_wordings(library, source, target)))

    def suggest(text: str) -> list[tuple[str, str]]:
        return list(dict.fromkeys(found.wording.value for found in finder.find(texts.plain(text))))

    return suggest


def _wordings(library: Library, source: str, target: str) -> Iterator[Wording[tuple[str, str]]]:
    for record in library.of(COLLECTION):
        if record.has(source) and record.has(target):
            here, there = record.localized(source), record.localized(target)
            pair = (bare(str(here.title)), bare(str(there.title)))
            yield from (Wording(bare(str(name)), pair) for name in (here.title, *here.variants))
            if here.abbreviation:
                yield Wording(here.abbreviation, (here.abbreviation, _short(there)), Form.EXACT)


def _short(term: Localized) -> str:
    return str(term.abbreviation or bare(str(term.title)))
