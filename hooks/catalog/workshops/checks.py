"""Rules of this kind of record beyond its schema."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.workshops import places
from kb.library import Library, Record
from kb.periods import ends_after_start
from kb.problems import Problem


def check(library: Library, record: Record) -> Iterator[Problem]:
    """The end is not before the start."""
    yield from ends_after_start(record.original, record.data)


def check_all(library: Library) -> list[Problem]:
    """The table of places is as its schema says."""
    return places.problems()
