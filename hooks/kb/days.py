"""Dates as records write them: whole days, or as exact as they are known; in the calendar and in our time."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

WHEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Programs that reckon with days fail near the ends of their calendars, and a date out there is a slip anyway.
_YEARS = range(1000, 2200)


def wrong(expected: str, **context: Any) -> PydanticCustomError:
    """The error of a value that is not what was expected."""
    return PydanticCustomError("kb_value", "{expected}", {"expected": expected, **context})


def checked_when(value: str) -> str:
    """A date as exact as it is known."""
    match = WHEN.fullmatch(value)
    if not match:
        raise wrong("a date as YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (part or "01" for part in match.groups())
    _real(f"{year}-{month}-{day}", "a date")
    return value


def checked_day(value: object) -> date:
    """A whole day."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise wrong("a day as YYYY-MM-DD")
    return _real(value, "a day")


def _real(text: str, what: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise wrong(f"{what} that exists in the calendar") from None
    if day.year not in _YEARS:
        raise wrong(f"{what} between {_YEARS.start} and {_YEARS.stop - 1}")
    return day
