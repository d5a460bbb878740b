"""Events for other programs: schema.org/Event, entries of calendars."""

from __future__ import annotations

from datetime import date
from typing import Any

from catalog.workshops.page import place
from catalog.workshops.places import places as cities
from kb.library import Library, Record
from kb.sharing import Appointment, Place, present
from kb.translating import Localized
from kb.writing import Writer

_MODES = {"in-person": "Offline", "online": "Online", "hybrid": "Mixed"}


def dated(data: Any) -> str | None:
    """The first day."""
    return data.starts  # type: ignore[no-any-return]


def appointment(writer: Writer, record: Localized) -> Appointment | None:
    """The event in a calendar; only one whose first day is known can stand there."""
    if not record.starts or len(record.starts) < 10:
        return None
    starts = date.fromisoformat(record.starts)
    ends = date.fromisoformat(record.ends) if record.ends and len(record.ends) == 10 else starts
    kind = str(writer.choice("workshops", "kind", record.kind))
    return Appointment(starts, ends, _where(writer, record), kind, record.cancelled)


def places(library: Library, record: Record) -> list[Place]:
    """The cities of the event, as far as their coordinates are known."""
    return [Place(city.longitude, city.latitude, city.names) for city in cities(library, record.ref)]


def _where(writer: Writer, record: Localized) -> str:
    """Venue, city and country in one line."""
    venue = writer.get(record.venue).title if record.venue else record.venue_name
    return ", ".join(part for part in (writer.plain(venue) if venue else "", place(writer, record)) if part)


def linked_data(writer: Writer, record: Localized) -> dict[str, Any]:
    """The event; without a date it is none for schema.org."""
    if not record.starts:
        return {}
    mode = _MODES.get(record.mode or "")
    status = "EventCancelled" if record.cancelled else "EventScheduled"
    return present(
        {
            "@type": "Event",
            "name": writer.plain(record.title),
            "description": writer.plain(record.summary),
            "startDate": record.starts,
            "endDate": record.ends or record.starts,
            "eventStatus": f"https://schema.org/{status}",
            "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode" if mode else None,
            "inLanguage": list(record.languages),
            "location": _location(writer, record),
            "organizer": [
                {"@type": "Organization", "name": writer.plain(writer.get(ref).title)} for ref in record.organizers
            ],
        }
    )


def _location(writer: Writer, record: Localized) -> dict[str, Any] | None:
    """The place with its address; nothing where none is known."""
    where = _where(writer, record)
    if not where or not (record.city or record.country or record.venue or record.venue_name):
        return None
    country = writer.get(record.country).code if record.country and "/" in record.country else record.country
    address = present(
        {
            "@type": "PostalAddress",
            "addressLocality": writer.plain(record.city) if record.city else None,
            "addressCountry": country,
        }
    )
    return {"@type": "Place", "name": where, "address": address}
