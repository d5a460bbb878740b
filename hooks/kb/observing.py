"""A library that notes what is read of it, so that what was made from it can be kept (see `kb.remembering`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from kb.library import Library, Link, Record
from kb.remembering import Key, Memory
from kb.writing import Writer

Made = TypeVar("Made")
Note = Callable[..., None]


class _Observed(dict[str, Any]):
    """A dictionary that notes which of its keys is asked for; whoever goes through it has read it all."""

    def __init__(self, items: dict[str, Any], note: Note, kind: str) -> None:
        super().__init__(items)
        self._note, self._kind = note, kind

    def __getitem__(self, key: str) -> Any:
        self._note(self._kind, key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._note(self._kind, key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(self._kind, key)
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._note("all")
        return super().__iter__()

    def __len__(self) -> int:
        self._note("all")
        return super().__len__()

    def keys(self) -> Any:
        self._note("all")
        return super().keys()

    def values(self) -> Any:
        self._note("all")
        return super().values()

    def items(self) -> Any:
        self._note("all")
        return super().items()


class _ObservedSet(frozenset[str]):
    """The same for a set."""

    note: Note

    def __contains__(self, key: object) -> bool:
        self.note("known", key)
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self.note("names")
        return super().__iter__()


class Observed(Library):
    """The same library; what is read while something is made is noted with its value."""

    def __init__(self, library: Library, memory: Memory) -> None:
        super().__init__(**{each.name: getattr(library, each.name) for each in fields(Library) if each.init})
        self._whole, self._memory = library, memory
        memory.begin(self._asks())
        self.records = _Observed(library.records, memory.note, "record")
        self.known = _ObservedSet(library.known)
        self.known.note = memory.note

    def _asks(self) -> dict[str, Callable[..., Any]]:
        """How the present value of each kind of thing is found out; `None` stands for what is not there."""
        whole = self._whole
        return {
            "record": lambda ref: whole.records[ref].signature if ref in whole.records else None,
            "draft": lambda ref: whole.drafts[ref].signature,
            "known": lambda ref: ref in whole.known,
            "names": lambda: whole.known,
            "collection": lambda name: tuple((record.ref, record.signature) for record in whole.of(name)),
            "count": lambda name: len(whole.of(name)),
            "backlinks": lambda ref: tuple((link.source, link.field) for link in whole.backlinks.get(ref, ())),
            "reviewed": lambda: whole.reviewed,
            "all": lambda: tuple((ref, record.signature) for ref, record in whole.records.items()),
            "table": lambda locale, collection, name, key: self._table(locale, collection, name).get(key),
        }

    def _table(self, locale: str, collection: str, name: str) -> dict[str, Any]:
        make = self.collections[collection].tables[name]
        return self._memory.recall(("table", locale, collection, name), lambda: make(Writer(self, locale)))

    def note(self, *key: str) -> None:
        """Whatever is being made has read this."""
        self._memory.note(*key)

    def of(self, collection: str) -> list[Record]:
        """The records of a collection, in the order of their ids."""
        self._memory.note("collection", collection)
        return self._whole.of(collection)

    def count(self, collection: str) -> int:
        """How many records a collection has."""
        self._memory.note("count", collection)
        return self._whole.count(collection)

    @property
    def reviewed(self) -> date:
        """The newest day on which a record was reviewed."""
        self._memory.note("reviewed")
        return self._whole.reviewed

    @property
    def links(self) -> list[Link]:
        """Every reference of every record."""
        self._memory.note("all")
        return self._whole.links

    @property
    def links_from(self) -> dict[str, list[Link]]:
        """The references of each record."""
        return _Observed(self._whole.links_from, self._memory.note, "record")

    @property
    def backlinks(self) -> dict[str, list[Link]]:
        """The references to each record."""
        return self._backlinks

    @cached_property
    def _backlinks(self) -> dict[str, list[Link]]:
        return _Observed(self._whole.backlinks, self._memory.note, "backlinks")

    def remember(self, key: Key, make: Callable[[], Made]) -> Made:
        """What was made under this name, or made now."""
        return self._memory.recall(key, make)

    def look_up(self, table: tuple[str, str, str], key: str, make: object) -> Any:  # noqa: ARG002 - it has to know by itself
        """One line of a table; the rest of the table does not count as read."""
        return self._memory.read("table", *table, key)
