"""Countries for other programs: schema.org/Country; everything on a country can be followed."""

from __future__ import annotations

from typing import Any

from kb.library import Library, Record
from kb.sharing import present, spoken
from kb.translating import Localized
from kb.writing import Writer

CARDS = True


def subscription(library: Library, record: Record) -> set[str]:
    """The country itself, and every record that names it."""
    return {record.ref, *(link.source for link in library.backlinks.get(record.ref, ()))}


def linked_data(writer: Writer, record: Localized) -> dict[str, Any]:
    """The country, with its ISO code."""
    return present(
        {
            "@type": "Country",
            "name": writer.plain(record.title),
            "identifier": record.code,
            "description": writer.plain(record.summary),
            "subjectOf": [_act(writer, law) for law in record.legislation if _foreign(writer, law)],
        }
    )


def _foreign(writer: Writer, law: Localized) -> list[Any]:
    """The official titles of an act in other languages than the page's."""
    return [each for each in law.official if each.language != writer.locale]


def _act(writer: Writer, law: Localized) -> dict[str, Any]:
    """An act under the titles that the State gave it."""
    return present(
        {
            "@type": "Legislation",
            "name": writer.plain(law.title),
            "alternateName": [spoken(each) for each in _foreign(writer, law)],
            "legislationIdentifier": law.number,
            "legislationDate": law.date,
            "url": law.url,
        }
    )
