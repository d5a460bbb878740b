"""What a kind of record may tell other programs: the functions that the generator looks for in `hooks/catalog/<kind>/sharing.py`.

All of them are optional.

- `linked_data(writer, record) -> dict`: what the record is about, in the words of schema.org;
- `LIST_TYPE`: the schema.org type of the whole collection, where it has one of its own;
- `short_title(writer, record) -> Any`: a shorter title, for the window and for search engines;
- `dated(data) -> str | None`: the date of the thing itself, which orders records that were checked on the same day;
- `appointment(writer, record) -> Appointment | None`: the record as an entry of a calendar;
- `subscription(library, record) -> set[str]`: the records that somebody wants to hear of who follows this one;
- `suggestions(library, source, target) -> (text -> [(word, word)])`: words of a text in one language, with the right ones
  in another, for translators;
- `places(library, record) -> list[Place]`: where on Earth the record is, for maps;
- `glossary(library) -> list[Concept]`: the records as entries of a glossary, see `kb.exporting.data.glossary`;
- `CARDS = True`: each record has a picture of its own for links in social networks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.library import Library, Record

ALL = "all"


@dataclass(frozen=True)
class Appointment:
    """A day or several days in a calendar; `ends` is the last of them."""

    starts: date
    ends: date
    place: str = ""
    kind: str = ""
    cancelled: bool = False


@dataclass(frozen=True)
class Place:
    """A point in degrees (WGS 84) and what it is called, by language."""

    longitude: float
    latitude: float
    names: dict[str, str]


@dataclass(frozen=True)
class Subscription:
    """Something to follow: the name of its files, the page and the record it belongs to, and the records it tells of."""

    name: str
    address: str
    ref: str | None
    refs: frozenset[str]


def hook(library: Library, collection: str, name: str) -> Any:
    """What a collection says under a name, or None."""
    return getattr(library.collections[collection].sharing, name, None)


def can_follow(library: Library, ref: str) -> bool:
    """Whether a record has a feed of its own."""
    return hook(library, ref.partition("/")[0], "subscription") is not None


def subscriptions(library: Library) -> Iterator[Subscription]:
    """The whole, then each record that can be followed."""
    yield Subscription(ALL, "", None, frozenset(library.records))
    for name in library.order:
        follow = hook(library, name, "subscription")
        for record in library.of(name) if follow else ():
            yield Subscription(record.id, f"{record.ref}/", record.ref, frozenset(follow(library, record)))


def moment(library: Library, record: Record) -> str:
    """The date of the thing itself, as exact as it is known; empty where the kind has none."""
    dated = hook(library, record.collection, "dated")
    return str(dated(record.data) or "") if dated else ""


def list_id(library: Library, locale: str, collection: str) -> dict[str, str]:
    """A reference to the whole collection in a language, as linked data names it."""
    return {"@id": f"{library.settings.page_url(locale, f'{collection}/')}#list"}


def spoken(title: Any) -> dict[str, str]:
    """An official title as linked data: the text with its language."""
    return {"@value": str(title.text), "@language": str(title.language)}


def present(found: dict[str, Any]) -> dict[str, Any]:
    """What is known of a description: without the empty values."""
    return {key: value for key, value in found.items() if value not in (None, "", [], {}, ())}
