"""An event as one row of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb.translating import Localized


@dataclass(frozen=True)
class Event:
    """One row of a list of events, in words."""

    record: Localized
    year: str
    day: str
    month: str
    place: Markup
    group: str
    topic: Any
    topic_ids: list[str]
    codes: list[str]
