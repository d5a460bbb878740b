"""What the pages of projects need beyond their fields."""

from __future__ import annotations

from typing import Any

from kb.translating import Localized
from kb.writing import Writer

ICON = "folder-kanban"
REVIEW_MONTHS = 12


def order(writer: Writer, records: list[Localized]) -> list[Localized]:
    """Newest first; without a date last."""
    return sorted(records, key=lambda record: (record.starts or "", record.ends or "", record.ref), reverse=True)


def context(writer: Writer, record: Localized) -> dict[str, Any]:
    """The events of the project, oldest first, and the project that followed."""
    events = [writer.get(found.ref) for found in writer.library.referring(record.ref, "workshops", "project")]
    return {
        "events": sorted(events, key=lambda event: (event.starts or "9999", event.ref)),
        "followers": [writer.get(found.ref) for found in writer.library.referring(record.ref, "projects", "follows")],
    }


def index(writer: Writer, records: list[Localized]) -> dict[str, Any]:
    """What can be filtered."""
    topics = {topic for record in records for topic in record.topics}
    return {
        "topics": sorted((writer.get(topic) for topic in topics), key=lambda t: writer.language.sort_key(str(t.title))),
        "countries": writer.records("countries"),
        "statuses": sorted({record.status for record in records}),
    }
