"""Calendars (iCalendar, RFC 5545, with the names of RFC 7986): what has full days, of the whole and of each record that can be followed.

What is still to come has a file of its own, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from kb.library import Library, Record
from kb.sharing import Appointment, Subscription, hook, subscriptions
from kb.writing import Writer

_END = b"END:VCALENDAR\r\n"


def calendars(library: Library) -> dict[str, bytes]:
    """Name below the root of the site -> bytes of each calendar, in each language."""
    made = {}
    for locale in library.settings.languages:
        writer = Writer(library, locale)
        events = {record.ref: (each, _known(writer, record, each)) for record, each in _appointments(writer)}
        folder = f"{library.settings.prefix(locale)}calendars/"
        for subscription in subscriptions(library):
            found = [event for ref, (_, event) in events.items() if ref in subscription.refs]
            made[f"{folder}{subscription.name}.ics"] = _calendar(writer, _name(writer, subscription), found)
        for ref, (each, event) in events.items():
            if is_coming(library, each):
                made[f"{folder}{library.records[ref].id}.ics"] = _calendar(writer, "", [event])
    return made


def is_coming(library: Library, appointment: Appointment) -> bool:
    """Whether something begins after the day on which the library was reviewed last: builds know no other today."""
    return appointment.starts > library.reviewed


def _appointments(writer: Writer) -> Iterator[tuple[Record, Appointment]]:
    for name in writer.library.order:
        appointment = hook(writer.library, name, "appointment")
        for record in writer.library.of(name) if appointment else ():
            found = appointment(writer, writer.get(record.ref))
            if found:
                yield record, found


def _name(writer: Writer, subscription: Subscription) -> str:
    site = writer.t("site.name").unescape()
    return f"{writer.plain(writer.get(subscription.ref).title)} · {site}" if subscription.ref else site


def _calendar(writer: Writer, name: str, events: list[bytes]) -> bytes:
    """A calendar of some events; one without a name is only there to be taken over into another."""
    library, locale = writer.library, writer.locale
    calendar = Calendar()
    calendar.add("prodid", f"-//{_host(library)}//{library.settings.bundle}//{locale.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if name:
        calendar.add("name", name, parameters={"language": locale})
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(days=7), parameters={"value": "DURATION"})
        calendar.add("url", library.settings.page_url(locale, ""))
    return bytes(calendar.to_ical()).removesuffix(_END) + b"".join(events) + _END


def _known(writer: Writer, record: Record, appointment: Appointment) -> bytes:
    """An event as it stands in every calendar that has it."""
    key = ("event", writer.locale, record.ref, repr(appointment))
    return writer.library.remember(key, lambda: bytes(_event(writer, record, appointment).to_ical()))


def _event(writer: Writer, record: Record, appointment: Appointment) -> Event:
    """One event, for whole days. Its UID is the same in both languages and for ever; it takes up nobody's time."""
    here, language = writer.get(record.ref), {"language": writer.locale}  # `get` tells what the event depends on
    address = writer.library.settings.page_url(writer.locale, f"{record.ref}/")
    checked = datetime.combine(record.data.reviewed, time(), UTC)
    event = Event()
    event.add("uid", f"{record.ref}@{_host(writer.library)}")
    event.add("dtstamp", checked)
    event.add("last-modified", checked)
    event.add("dtstart", appointment.starts)
    event.add("dtend", _day_after(appointment.ends))
    event.add("summary", writer.plain(here.title), parameters=language)
    event.add("description", f"{writer.plain(here.summary)}\n{address}", parameters=language)
    event.add("url", address)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if appointment.place:
        event.add("location", appointment.place, parameters=language)
    if appointment.kind:
        event.add("categories", [appointment.kind])
    return event


def _day_after(day: date) -> date:
    """The end of an event in whole days does not belong to it any more (RFC 5545, section 3.6.1)."""
    return day + timedelta(days=1)


def _host(library: Library) -> str:
    return str(urlsplit(library.settings.url).hostname)
