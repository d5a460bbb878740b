"""Rules of this kind of record beyond its schema."""

from __future__ import annotations

from collections.abc import Iterator

from kb.library import Library, Record
from kb.periods import ends_after_start
from kb.problems import Problem


def check(library: Library, record: Record) -> Iterator[Problem]:
    """No accident and no step ends before it starts."""
    for name in ("accidents", "steps"):
        for index, item in enumerate(getattr(record.data, name)):
            yield from ends_after_start(record.original, item, (name, index))
