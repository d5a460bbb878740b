"""Library -> entries: what can be found in one language, each as a row of plain values.

A row holds, in this order (the browser reads it by position, `docs/assets/js/search-engine.js`):
address, kind (position in `kinds`), title, summary, names, names in other languages, words of closed lists, date, years,
place, rows of the filters it belongs to, other rows it refers to, language where it is another.
"""

from __future__ import annotations

from typing import Any

from kb.fields import declarations, references
from kb.library import Library, Record
from kb.schema import Entry
from kb.searching.features import Features, Subject
from kb.searching.other_pages import other_pages
from kb.searching.passages import kinds, passages
from kb.writing import Writer

Row = list[Any]
PAGE = "page"
"""The kind of what is no record: indexes of collections, views, pages written by hand. They come after records."""
PAGE_WEIGHT = 0.25
LONG = 8
"""Names in other languages of more words are left out; they are found through the other language's own entries."""


class Entries:
    """All rows of one language with their texts, records first."""

    def __init__(self, library: Library, subject: Subject, writers: dict[str, Writer], locale: str) -> None:
        self.library, self.subject, self.writers, self.locale = library, subject, writers, locale
        self.writer = writers[locale]
        self.refs = [record.ref for name in library.order for record in library.of(name)]
        self.pages = list(other_pages(self.writer))
        self._position = {ref: number for number, ref in enumerate(self.refs)}
        self._silent = subject.silent | set(declarations(Entry))

    @property
    def kinds(self) -> list[tuple[str, str, float]]:
        """Name, label and weight of every collection, then of the pages."""
        one = [
            (name, self.writer.t(f"collections.{name}.one").unescape(), self.subject.weight(name))
            for name in self.library.order
        ]
        return [*one, (PAGE, self.writer.t("search.page").unescape(), PAGE_WEIGHT)]

    @property
    def filters(self) -> list[tuple[str, str]]:
        """Collection and label of each filter."""
        return self.subject.filters(self.writer)

    def rows(self) -> list[Row]:
        """What is shown of each record and page and searched first."""
        kind = len(self.library.order)
        pages = [[address, kind, title, lead, [], [], "", "", [], "", [], []] for address, title, lead, _ in self.pages]
        return [self._row(self.library.records[ref]) for ref in self.refs] + pages

    def texts(self) -> list[str]:
        """The other texts of each, passages on lines of their own."""
        return [self._text(self.library.records[ref]) for ref in self.refs] + [text for *_, text in self.pages]

    def _row(self, record: Record) -> Row:
        here = self.writer.get(record.ref)
        known, title = self.subject.features(self.writer, here), self.writer.plain(here.title)
        related = self._positions(known.related)
        return [
            f"{record.ref}/",
            self.library.order.index(record.collection),
            title,
            self.writer.plain(here.summary),
            [name for name in dict.fromkeys(known.names) if name != title],
            self._other_names(record, known),
            " ".join(kinds(self.writer, type(record.data), here, record.collection)),
            known.date,
            list(known.years or ()),
            known.place,
            related,
            sorted(set(self._positions([ref for _, ref, _ in references(record.data)])) - set(related)),
            *([] if record.has(self.locale) else [record.locale]),
        ]

    def _text(self, record: Record) -> str:
        return "\n".join(passages(self.writer, type(record.data), self.writer.get(record.ref), self._silent))

    def _positions(self, refs: list[str]) -> list[int]:
        return [self._position[ref] for ref in refs if ref in self._position]

    def _other_names(self, record: Record, known: Features) -> list[str]:
        """Title and names in the other languages in which the record can be read."""
        found: list[str] = []
        for code, writer in self.writers.items():
            if code != self.locale and record.has(code) and record.has(self.locale):
                here = writer.get(record.ref)
                found += [writer.plain(here.title), *self.subject.features(writer, here).names]
        return [name for name in dict.fromkeys(found) if name not in known.names and len(name.split()) <= LONG]
