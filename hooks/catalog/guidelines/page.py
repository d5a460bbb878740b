"""What the pages of guidelines need beyond their fields."""

from __future__ import annotations

from typing import Any

from kb.translating import Localized
from kb.writing import Writer

ICON = "book-open-check"
REVIEW_MONTHS = 12


def order(writer: Writer, records: list[Localized]) -> list[Localized]:
    """By main topic, then newest first."""
    return sorted(records, key=lambda record: (_topic_key(writer, record), -(record.year or 0), record.ref))


def _topic_key(writer: Writer, record: Localized) -> tuple[str, str]:
    return writer.language.sort_key(str(writer.get(record.topics[0]).title))


def context(writer: Writer, record: Localized) -> dict[str, Any]:
    """The edition in the reader's language, if there is one, and the others."""
    editions = sorted(record.editions, key=lambda edition: (edition.language != writer.locale, edition.language))
    return {"editions": editions, "own_edition": next((e for e in editions if e.language == writer.locale), None)}


def index(writer: Writer, records: list[Localized]) -> dict[str, Any]:
    """What can be filtered."""
    topics = {topic for record in records for topic in record.topics}
    return {
        "topics": sorted((writer.get(topic) for topic in topics), key=lambda t: writer.language.sort_key(str(t.title))),
        "kinds": sorted(
            {record.kind for record in records}, key=lambda kind: str(writer.choice("guidelines", "kind", kind))
        ),
        "languages": sorted(
            {edition.language for record in records for edition in record.editions}, key=writer.language.language
        ),
        "audiences": sorted({each for record in records for each in record.audience}),
    }
