"""How complete the knowledge base is: records and translations by collection and language, statements without a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from kb.fields import declarations
from kb.library import Library, Record
from kb.schema import Sourced


@dataclass(frozen=True)
class Count:
    """One collection in one language; `stale` and `partial` count records, not fields."""

    collection: str
    locale: str
    records: int
    originals: int
    translated: int
    partial: int
    stale: int

    @property
    def untranslated(self) -> int:
        """Records of which there is nothing in the language."""
        return self.records - self.originals - self.translated

    @property
    def complete(self) -> int:
        """Records that can be read in full and are up to date."""
        return self.originals + self.translated - self.partial - self.stale


def counts(library: Library) -> Iterator[Count]:
    """Every collection in every language, in the order of the navigation."""
    for name in library.order:
        records = library.of(name)
        for locale in library.settings.languages:
            yield _count(name, locale, records)


def _count(name: str, locale: str, records: list[Record]) -> Count:
    translated = [record for record in records if record.locale != locale and record.has(locale)]
    partial = [record for record in translated if record.missing(locale)]
    return Count(
        collection=name,
        locale=locale,
        records=len(records),
        originals=sum(record.locale == locale for record in records),
        translated=len(translated),
        partial=len(partial),
        stale=sum(bool(record.stale(locale)) and record not in partial for record in translated),
    )


def without_source(library: Library) -> list[Record]:
    """Records that do not say where they come from."""
    return [record for record in library.records.values() if not record.data.sources]


def undated(library: Library) -> list[tuple[Record, str]]:
    """Statements that have neither a date of their own nor a source with any date: record and path."""
    return [
        (record, path)
        for record in library.records.values()
        for path, point in record_statements(record)
        if not _date(record, point)
    ]


def statements(library: Library) -> Iterator[tuple[Record, str, Sourced]]:
    """Every part of every record that has a source of its own."""
    for record in library.records.values():
        for path, point in record_statements(record):
            yield record, path, point


def record_statements(record: Record) -> Iterator[tuple[str, Sourced]]:
    """Every part of a record that has a source of its own, with its path."""
    return _sourced(record.data, "")


def _date(record: Record, point: Sourced) -> Any:
    sources = [source for source in record.data.sources if source.id in point.source]
    return point.as_of or next((source.date or source.accessed for source in sources), None)


def _sourced(item: BaseModel, path: str) -> Iterator[tuple[str, Sourced]]:
    if isinstance(item, Sourced):
        yield path, item
    for name, declaration in declarations(type(item)).items():
        value = getattr(item, name)
        if declaration.model is None or not value:
            continue
        for each in value if declaration.many else [value]:
            yield from _sourced(each, f"{path}.{name}" if path else name)
