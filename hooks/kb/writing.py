"""What templates may say: labels, links, dates, texts, notes; one `Writer` for each language.

Its public methods are the functions of the templates. The writer knows which page is being written, since links are
relative and notes are numbered page by page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from kb import texts
from kb.label_checks import choice_key
from kb.library import Library, Record
from kb.schema import Source
from kb.sidebyside import Row
from kb.translating import Localized, Phrase

FEW = 8
"""So many records of a kind that refer to another are listed on its page; more have a page of their own."""
Annotate = Callable[[Markup], Markup]
"""Puts something into the HTML of a text, such as links on certain words."""


class MissingLabel(Exception):
    """A template asks for a label that no check could foresee."""


class Writer:
    """The functions of the templates in one language."""

    def __init__(self, library: Library, locale: str) -> None:
        self.library, self.locale = library, locale
        self.language = library.languages[locale]
        self.labels = library.labels[locale].texts
        self.begin("")

    def begin(self, address: str) -> None:
        """Turn to a new page: links start there, notes from 1, and no text has been annotated yet."""
        self.address = address
        self._notes: dict[str, tuple[int, Source]] = {}
        self._annotate: dict[str, Annotate] | None = None
        self.annotated_by: tuple[str, ...] = ()

    # --- words of the interface

    def t(self, key: str, **values: Any) -> Markup:
        """A label, its braces filled; values are escaped."""
        text = self.labels.get(key)
        if not isinstance(text, str):
            raise MissingLabel(f'The label "{key}" is missing in {self.library.labels[self.locale].shown}.')
        return Markup(escape(text)).format(**values) if values else Markup(escape(text))

    def n(self, key: str, count: int, **values: Any) -> Markup:
        """A label in the plural form of a number; `{n}` is the number."""
        forms = self.labels.get(key)
        if not isinstance(forms, dict):
            raise MissingLabel(f'The label "{key}" has no plural forms in {self.library.labels[self.locale].shown}.')
        text = forms.get(self.language.plural(count), forms["other"])
        return Markup(escape(text)).format(n=self.language.number(count), **values)

    def choice(self, collection: str, field: str, value: str) -> Markup:
        """The word of the interface for a word of a closed list."""
        return self.t(choice_key(collection, field, value))

    # --- texts of records

    def line(self, value: Any) -> Markup:
        """A text inside a sentence, a cell or a heading; marked with its language where that is another."""
        if not isinstance(value, Phrase):
            return escape(value)
        if not value.markdown:
            return self._marked(value, texts.plain_html(value.text))
        return self._marked(value, texts.render_inline(value.text, self.url))

    def prose(self, value: Phrase) -> Markup:
        """A text in paragraphs."""
        if not value.markdown:
            return self._marked(value, Markup("<p>{}</p>").format(value.text), "div")
        return self._marked(value, texts.render(value.text, self.url), "div")

    def _marked(self, value: Phrase, html: Markup, tag: str = "span") -> Markup:
        """The HTML of a text: marked with its language where that is another, else annotated where it is Markdown."""
        if value.locale != self.locale:
            return Markup('<{} lang="{}">{}</{}>').format(tag, value.locale, html, tag)
        return self._annotated(html) if value.markdown else html

    @cached_property
    def _annotators(self) -> dict[str, Callable[[], Annotate]]:
        """By collection, what it does to texts: `annotator(writer)` of its page.py gives what begins a page."""
        pages = {name: collection.page for name, collection in self.library.collections.items()}
        return {name: page.annotator(self) for name, page in pages.items() if page and hasattr(page, "annotator")}

    def _annotated(self, html: Markup) -> Markup:
        if self._annotate is None:
            self._annotate = {name: begin() for name, begin in self._annotators.items()}
        for name, annotate in self._annotate.items():
            before, html = html, annotate(html)
            if html != before and name not in self.annotated_by:
                self.annotated_by += (name,)
        return html

    def plain(self, value: Any) -> str:
        """A text without any mark, for titles, descriptions and attributes."""
        if isinstance(value, Phrase):
            return texts.plain(value.text) if value.markdown else value.text
        return str(value)

    def row_text(self, row: Row, locale: str) -> Markup:
        """One text of a row of `kb.sidebyside`."""
        text = row.texts[locale]
        return texts.render(text, self.url) if row.markdown else escape(text)

    def original_mark(self, record: Record, locale: str) -> Markup:
        """The word for what a language's text is: the original or a translation."""
        return self.t("both.original") if locale == record.locale else self.t("both.translation")

    # --- links

    @property
    def root(self) -> str:
        """The way from this page to the root of its language."""
        return "../" * self.address.count("/") or "./"

    def url(self, target: str) -> str:
        """Relative address of a record (`collection/id`) or of a page (`countries/`), with its anchor if any."""
        path, mark, anchor = target.partition("#")
        if path and not path.endswith("/"):
            path += "/"
        return f"{self.root}{path}{mark}{anchor}"

    def file_url(self, path: str) -> str:
        """Relative address of a file, given below the root of the site."""
        up = self.library.settings.prefix(self.locale).count("/") + self.address.count("/")
        return f"{'../' * up}{path}"

    def link(self, ref: str, text: Any = None) -> Markup:
        """A link to a record, by default with its title as text."""
        record = self.get(ref)
        return Markup('<a href="{}">{}</a>').format(self.url(ref), self.line(text or record.title))

    def get(self, ref: str) -> Localized:
        """A record in this language, with its `ref`, `id` and `collection`."""
        return self.library.records[ref].localized(self.locale)

    def records(self, collection: str) -> list[Localized]:
        """All records of a collection in this language, in the order of their ids."""
        return [record.localized(self.locale) for record in self.library.of(collection)]

    def look_up(self, collection: str, table: str, key: str) -> Any:
        """One line of a table that the page.py of a collection declares in `TABLES`; None where it has no such line.

        A page depends on this line only, not on everything that the table was made from.
        """
        make = self.library.collections[collection].tables[table]
        return self.library.look_up((self.locale, collection, table), key, lambda: make(self))

    def country(self, value: str) -> Any:
        """Name of a country: the record's title where there is one, else that of CLDR."""
        return self.get(value).title if "/" in value else self.language.country(value)

    def country_link(self, value: str) -> Markup:
        """Name of a country, linked where there is a record of it."""
        return self.link(value) if "/" in value else escape(self.language.country(value))

    def backlinks(self, ref: str, *leave_out: str) -> dict[str, list[Localized]]:
        """The records that refer to `ref`, by collection in the order of the navigation; those in `leave_out` are shown elsewhere."""
        found: dict[str, set[str]] = defaultdict(set)
        for link in self.library.backlinks.get(ref, ()):
            if link.source not in leave_out:
                found[link.source.partition("/")[0]].add(link.source)
        return {name: [self.get(ref) for ref in sorted(found[name])] for name in self.library.order if name in found}

    # --- dates and numbers

    def when(self, value: str | date) -> str:
        """A date as exact as it is known."""
        return self.language.day(value) if isinstance(value, date) else self.language.when(value)

    def span(self, start: str | None, end: str | None) -> str:
        """A period."""
        return self.language.span(start, end)

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return self.language.number(value)

    def due(self, collection: str, reviewed: date) -> date:
        """When a record is to be checked again: the first of the month after its review interval."""
        months = reviewed.month + self.library.collections[collection].review_months
        return date(reviewed.year + months // 12, months % 12 + 1, 1)

    # --- sources

    def note(self, record: Localized, source: str) -> int:
        """Number of a source on this page; a source of several records counts once."""
        found = next(each for each in record.sources if each.id == source)
        key = str(found.url)
        if key not in self._notes:
            self._notes[key] = (len(self._notes) + 1, found)
        return self._notes[key][0]

    def notes(self, record: Localized | None = None) -> list[tuple[int, Any]]:
        """The sources named on this page so far; with `record`, also those of the record that were not named."""
        for source in record.sources if record else ():
            self.note(record, source.id)  # type: ignore[arg-type]
        return list(self._notes.values())

    def dated(self, record: Localized, point: Any) -> tuple[str, str | date]:
        """When a statement was true and how we know: ('as_of' | 'source' | 'seen', date)."""
        if point.as_of:
            return "as_of", point.as_of
        sources = [each for each in record.sources if each.id in point.source]
        dates = sorted(each.date for each in sources if each.date)
        return ("source", dates[-1]) if dates else ("seen", max(each.accessed for each in sources))

    # --- the page as a file of the repository

    def original(self, ref: str) -> Record:
        """The record behind `ref`, with its files."""
        return self.library.records[ref]

    def typeset(self, body: str) -> str:
        """The body of a page with the language's non-breaking spaces; tags, scripts and drawings stay as they are."""
        if not self.language.typesets:
            return body
        parts = re.split(r"(<(?:script|style|pre)\b.*?</(?:script|style|pre)>|<[^>]*>)", body, flags=re.DOTALL)
        return "".join(part if index % 2 else self.language.typeset(part) for index, part in enumerate(parts))


def sorted_by(records: Iterable[Localized], writer: Writer) -> list[Localized]:
    """Records in the alphabetical order of their titles."""
    return sorted(records, key=lambda record: writer.language.sort_key(str(record.title)))
