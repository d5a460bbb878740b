"""An event as one row of a list."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.listing import Row
from kb.translating import Localized


@dataclass(frozen=True)
class Event:
    """One event in a list and in the chart."""

    record: Localized
    year: str
    day: str
    month: str
    place: Markup
    group: str
    row: Row
