"""Exercises for other programs: a date for feeds, an entry for calendars."""

from __future__ import annotations

from datetime import date
from typing import Any

from kb.sharing import Appointment
from kb.translating import Localized
from kb.writing import Writer


def dated(data: Any) -> str | None:
    """The first day."""
    return data.starts  # type: ignore[no-any-return]


def appointment(writer: Writer, record: Localized) -> Appointment | None:
    """The exercise in a calendar."""
    if not record.starts or len(record.starts) < 10:
        return None
    day = date.fromisoformat(record.starts)
    return Appointment(day, day, kind=str(writer.choice("exercises", "level", record.level)))
