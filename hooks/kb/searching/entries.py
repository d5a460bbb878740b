"""Library -> entries: what can be found in one language.

They are handed over column by column: all titles, all summaries ... which compress better than entry by entry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from kb.fields import declarations, references
from kb.library import Library, Record
from kb.schema import Entry as AnyRecord
from kb.searching.features import Features, Subject
from kb.searching.other_pages import other_pages
from kb.searching.passages import kinds, passages
from kb.writing import Writer

Made = TypeVar("Made")
PAGE = "page"
"""The kind of what is no record: indexes of collections, views, pages written by hand. They come after records."""
PAGE_WEIGHT = 0.25
LONG = 8
"""Names in other languages of more words are left out; they are found through the other language's own entries."""


@dataclass(frozen=True)
class Entry:
    """One record or page: what is shown of it and searched first. Numbers are positions of other entries.

    `kind` is a position in `Entries.kinds`; `others` are names in other languages, `words` those of closed lists;
    `related` are the entries of filters it belongs to, `refs` the others it refers to; `language` is that of the text
    where it is not the language of the page.
    """

    address: str
    kind: int
    title: str
    summary: str
    names: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    words: str = ""
    date: str = ""
    years: list[int] = field(default_factory=list)
    place: str = ""
    related: list[int] = field(default_factory=list)
    refs: list[int] = field(default_factory=list)
    language: str = ""


class Entries:
    """All entries of one language with their texts, records first."""

    def __init__(self, library: Library, subject: Subject, writers: dict[str, Writer], locale: str) -> None:
        self.library, self.subject, self.writers, self.locale = library, subject, writers, locale
        self.writer = writers[locale]
        self.refs = [record.ref for name in library.order for record in library.of(name)]
        self.pages = list(other_pages(self.writer))
        self._position = {ref: number for number, ref in enumerate(self.refs)}
        self._silent = subject.silent | set(declarations(AnyRecord))

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

    def columns(self) -> dict[str, list[Any]]:
        """The entries by the names of their fields."""
        entries = [self._entry(ref) for ref in self.refs]
        entries += [Entry(address, len(self.library.order), title, lead) for address, title, lead, _ in self.pages]
        return {name: [getattr(entry, name) for entry in entries] for name in Entry.__dataclass_fields__}

    def texts(self) -> list[str]:
        """The other texts of each, passages on lines of their own."""
        return [self._remembered("passages", ref, self._text) for ref in self.refs] + [text for *_, text in self.pages]

    def _entry(self, ref: str) -> Entry:
        entry, related, refs = self._remembered("entry", ref, self._without_positions)
        here, others = self._positions(related), self._positions(refs)
        return replace(entry, related=here, refs=sorted(set(others) - set(here)))

    def _remembered(self, kind: str, ref: str, make: Callable[[Record], Made]) -> Made:
        """What is said of a record, made once for all as long as the record stays the same."""
        return self.library.remember((kind, self.locale, ref), lambda: make(self.library.records[ref]))

    def _without_positions(self, record: Record) -> tuple[Entry, list[str], list[str]]:
        """An entry, still without the numbers of others, which change when a record is added; and their references."""
        here = self.writer.get(record.ref)
        known, title = self.subject.features(self.writer, here), self.writer.plain(here.title)
        entry = Entry(
            address=f"{record.ref}/",
            kind=self.library.order.index(record.collection),
            title=title,
            summary=self.writer.plain(here.summary),
            names=[name for name in dict.fromkeys(known.names) if name != title],
            others=self._other_names(record, known),
            words=" ".join(kinds(self.writer, type(record.data), here, record.collection)),
            date=known.date,
            years=list(known.years or ()),
            place=known.place,
            language="" if record.has(self.locale) else record.locale,
        )
        return entry, known.related, [ref for _, ref, _ in references(record.data)]

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
