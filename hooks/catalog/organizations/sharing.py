"""Organizations for other programs: schema.org/Organization."""

from __future__ import annotations

from typing import Any

from kb.sharing import present, spoken
from kb.translating import Localized
from kb.writing import Writer


def linked_data(writer: Writer, record: Localized) -> dict[str, Any]:
    """The organization; authorities of a state are government organizations."""
    parent = writer.get(record.part_of) if record.part_of else None
    seat = writer.plain(record.seat) if record.seat else None
    country = writer.get(record.country).code if record.country and "/" in record.country else record.country
    address = present({"@type": "PostalAddress", "addressLocality": seat, "addressCountry": country})
    return present(
        {
            "@type": "GovernmentOrganization" if record.kind == "authority" else "Organization",
            "name": writer.plain(record.title),
            "alternateName": [
                *[writer.plain(each) for each in (record.abbreviation, *record.other_names) if each],
                *[spoken(each) for each in record.official if each.language != writer.locale],
            ],
            "description": writer.plain(record.summary),
            "url": record.url,
            "address": address if len(address) > 1 else None,
            "parentOrganization": {"@type": "Organization", "name": writer.plain(parent.title)} if parent else None,
        }
    )
