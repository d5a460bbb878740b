"""Whether a period ends after it starts: for the `checks.py` of collections that have periods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.finding import RecordFile, problem
from kb.problems import Problem
from kb.reading import Location


def is_before(one: str, other: str) -> bool:
    """Whether a date is before another, as far as both are known: 2018 is not before 2018-09."""
    known = min(len(one), len(other))
    return one[:known] < other[:known]


def ends_after_start(file: RecordFile, item: Any, location: Location = ()) -> Iterator[Problem]:
    """`ends` of a record or of a part of it at `location` is not before its `starts`."""
    if item.starts and item.ends and is_before(item.ends, item.starts):
        message = f'ends is "{item.ends}", but starts is "{item.starts}", which is later. Mend the one that is wrong.'
        yield problem(file, (*location, "ends"), message, "KB058")
