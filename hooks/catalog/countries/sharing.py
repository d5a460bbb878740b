"""Countries for other programs: schema.org/Country; everything on a country can be followed."""

from __future__ import annotations

from typing import Any

from kb.library import Library, Record
from kb.translating import Localized
from kb.writing import Writer

CARDS = True


def subscription(library: Library, record: Record) -> set[str]:
    """The country itself, and every record that names it."""
    return {record.ref, *(link.source for link in library.backlinks.get(record.ref, ()))}


def linked_data(writer: Writer, record: Localized) -> dict[str, Any]:
    """The country, with its ISO code."""
    return {
        "@type": "Country",
        "name": writer.plain(record.title),
        "identifier": record.code,
        "description": writer.plain(record.summary),
    }
