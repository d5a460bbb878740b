"""Agreements for other programs: schema.org/Legislation."""

from __future__ import annotations

from typing import Any

from kb.sharing import present
from kb.translating import Localized
from kb.writing import Writer

_NO_LAW = ("framework", "national-policy")


def dated(data: Any) -> str | None:
    """When it was adopted."""
    return data.adopted  # type: ignore[no-any-return]


def short_title(writer: Writer, record: Localized) -> Any:
    """What everybody calls it."""
    return record.short_title


def linked_data(writer: Writer, record: Localized) -> dict[str, Any]:
    """The instrument; frameworks and policies bind nobody and are works like others."""
    found = {
        "name": writer.plain(record.title),
        "alternateName": [writer.plain(each) for each in (record.short_title, record.abbreviation) if each],
        "description": writer.plain(record.summary),
        "url": record.url,
    }
    if record.kind in _NO_LAW:
        return present({"@type": "CreativeWork", **found, "datePublished": record.adopted})
    law = {
        "legislationType": str(writer.choice("agreements", "kind", record.kind)),
        "legislationIdentifier": record.registration,
        "legislationDate": record.adopted,
        "legislationDateOfApplicability": record.in_force,
    }
    return present({"@type": "Legislation", **found, **law})
