"""What the pages of topics need beyond their fields: everything on the topic, by kind."""

from __future__ import annotations

from typing import Any

from kb.translating import Localized
from kb.writing import Writer

ICON = "tag"


def context(writer: Writer, record: Localized) -> dict[str, Any]:
    """The needs of the countries and the accidents that belong to the topic."""
    needs, accidents = [], []
    for country in writer.records("countries"):
        needs += [(country, need) for need in country.needs if record.ref in need.topics]
        accidents += [(country, accident) for accident in country.accidents if record.ref in accident.topics]
    return {"needs": needs, "accidents": sorted(accidents, key=lambda pair: pair[1].starts or "")}


def index(writer: Writer, records: list[Localized]) -> dict[str, Any]:
    """How much there is on each topic, by collection."""
    return {
        "counts": {
            record.ref: {name: len(found) for name, found in writer.backlinks(record.ref).items()} for record in records
        }
    }
