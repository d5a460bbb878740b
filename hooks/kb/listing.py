"""Lists of records: what an entry shows, what it can be filtered and sorted by, and how a long list becomes several pages.

A kind says in its page.py what its entries are: `listed(writer, record) -> Row`, and by which words its own order goes:
`ORDER`, one of `ORDERS`. `WEIGHT` is that of an entry where it is not the usual one: fewer heavy entries fill a page.
Nothing else has to be told: filters, order, count, state in the address and the pages follow from the rows. Beyond one
page the rows also stand in a script (`kb.exporting.lists`), so that filters work over all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from kb.discovery import Collection
from kb.library import Library
from kb.translating import Localized, Phrase
from kb.writing import Writer, sorted_by

PAGES = "page"
"""Where the further pages of a list stand: `<collection>/page/2/`."""
ORDERS = ("newest", "oldest", "title", "checked", "group")


@dataclass(frozen=True)
class Facet:
    """What entries can be filtered by: its name in addresses, its word, and the values of one entry with their words."""

    name: str
    label: Markup
    values: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Detail:
    """A word or two under a title; `style` is a class of the style sheet, `lang` the language where it is another.

    The class `ccs` says more: each word is a code by itself.
    """

    text: str
    style: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Row:
    """One entry of a list. `above` and `below` stand at its side, `date` is what it is sorted by, `group` its heading."""

    record: Localized
    above: str = ""
    below: str = ""
    details: Sequence[Detail] = ()
    facets: Sequence[Facet] = ()
    date: str = ""
    group: tuple[str, str] = ("", "")

    def values(self, facets: Iterable[Facet]) -> tuple[str, ...]:
        """The values of the entry for each of these facets, with spaces between."""
        own = {facet.name: " ".join(value for value, _ in facet.values) for facet in self.facets}
        return tuple(own.get(facet.name, "") for facet in facets)


@dataclass(frozen=True)
class Listing:
    """One page of a list, number `number` of `count`."""

    collection: str
    order: str
    rows: Sequence[Row]
    records: Sequence[Localized]
    number: int
    count: int
    size: int
    facets: Sequence[Facet]

    @classmethod
    def of(cls, writer: Writer, collection: Collection) -> Listing:
        """The first page of a collection's list."""
        records = ordered(writer, collection)
        made, order = rows(writer, collection, records), getattr(collection.page, "ORDER", "title")
        size, count = page_size(writer.library, collection), page_count(writer.library, collection)
        return cls(collection.name, order, made, records, 1, count, size, facets(writer, made))

    @property
    def total(self) -> int:
        """How many records there are on all pages."""
        return len(self.records)

    def page(self, number: int) -> str:
        """The address of a page of the list."""
        return page_address(self.collection, number)

    @property
    def first(self) -> int:
        """The number of the first entry on this page."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The number of the last entry on this page."""
        return min(self.number * self.size, self.total)

    @property
    def here(self) -> list[Localized]:
        """The records on this page."""
        return list(self.records[self.first - 1 : self.last])

    @property
    def groups(self) -> list[tuple[tuple[str, str], list[Row]]]:
        """The rows on this page under their headings (anchor and words)."""
        shown = self.rows[self.first - 1 : self.last]
        return [(group, list(found)) for group, found in groupby(shown, key=lambda row: row.group)]

    @property
    def headed(self) -> bool:
        """Whether entries stand under headings."""
        return any(row.group[1] for row in self.rows)

    @property
    def orders(self) -> list[str]:
        """The orders to choose from, the list's own first; dates only where entries have some."""
        dated = {"newest", "oldest"} if any(row.date for row in self.rows) else set()
        others = [order for order in ORDERS if order in {*dated, "title", "checked"} - {self.order}]
        return [self.order, *others]


def facets(writer: Writer, rows: Sequence[Row]) -> list[Facet]:
    """What a list can be filtered by, with the values that occur; not by what tells no entry from another."""
    found: dict[str, tuple[Markup, dict[str, str]]] = {}
    having: Counter[str] = Counter()
    for row in rows:
        for each in row.facets:
            found.setdefault(each.name, (each.label, {}))[1].update(each.values)
            having[each.name] += bool(each.values)
    return [
        Facet(name, label, _sorted(writer, values))
        for name, (label, values) in found.items()
        if len(values) > 1 or 0 < having[name] < len(rows)
    ]


def _sorted(writer: Writer, values: dict[str, str]) -> list[tuple[str, str]]:
    """Words by the alphabet, years from the last one back."""
    if all(value.isdigit() for value in values):
        return sorted(values.items(), reverse=True)
    return sorted(values.items(), key=lambda pair: writer.language.sort_key(pair[1]))


def said(value: Any, locale: str, style: str = "") -> Detail:
    """A text of a record, with its language where it is not that of the page."""
    if not isinstance(value, Phrase):
        return Detail(str(value), style)
    return Detail(value.text, style, value.locale if value.locale != locale else "")


def titled(writer: Writer, refs: Iterable[str]) -> list[tuple[str, str]]:
    """The values of a facet that are records: their ids and titles."""
    return [(ref.partition("/")[2], writer.plain(writer.get(ref).title)) for ref in refs if "/" in ref]


def years(start: str | None, end: str | None = None) -> list[tuple[str, str]]:
    """The values of a facet of years: that of a date, or all from one to another."""
    if not start:
        return []
    return [(str(year), str(year)) for year in range(int(start[:4]), int((end or start)[:4]) + 1)]


def rows(writer: Writer, collection: Collection, records: Sequence[Localized]) -> list[Row]:
    """The records of a collection as entries; none where the kind does not say how."""
    listed = getattr(collection.page, "listed", None)
    return [_row(writer, str(record.ref), listed) for record in records] if listed else []


def _row(writer: Writer, ref: str, listed: Callable[[Writer, Localized], Row]) -> Row:
    return writer.library.remember(("row", writer.locale, ref), lambda: listed(writer, writer.get(ref)))


def ordered(writer: Writer, collection: Collection) -> list[Localized]:
    """The records of a collection in the order in which its list shows them."""
    records = writer.records(collection.name)
    order = getattr(collection.page, "order", None)
    return list(order(writer, records)) if order else sorted_by(records, writer)


def page_size(library: Library, collection: Collection) -> int:
    """How many entries a page of the collection's list holds."""
    return max(1, int(library.settings.list_size / getattr(collection.page, "WEIGHT", 1)))


def page_count(library: Library, collection: Collection) -> int:
    """How many pages the list takes."""
    return max(1, -(-library.count(collection.name) // page_size(library, collection)))  # rounded up


def page_address(collection: str, number: int) -> str:
    """The address of a page of a list."""
    return f"{collection}/" if number == 1 else f"{collection}/{PAGES}/{number}/"


def script_name(collection: str, locale: str) -> str:
    """The name of the script with all entries of a list, before it gets its digest."""
    return f"list-{collection}-{locale}.js"
