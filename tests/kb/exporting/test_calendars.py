"""Calendars: what RFC 5545 asks for; only full days, and a file for each event that is still to come."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from kb.checking import check
from kb.exporting.calendars import calendars
from kb.library import Library
from kb.rendering import Renderer
from support import BASE

COMING = "workshops/2018-09-almaty"


@pytest.fixture
def made(library: Library) -> dict[str, bytes]:
    return calendars(library)


def _events(data: bytes) -> list[object]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def _changed(make, old: str, new: str) -> Library:
    name = f"content/en/{COMING}.yml"
    text = (BASE / name).read_text(encoding="utf-8")
    assert old in text
    library, _ = check(make({name: text.replace(old, new)}))
    assert library is not None
    return library


def test_there_is_one_for_each_language_and_each_country(made) -> None:
    names = ["calendars/all.ics", "calendars/kazakhstan.ics"]
    assert sorted(made) == sorted([*names, *(f"en/{name}" for name in names)])


def test_calendars_have_what_the_format_asks_for(made) -> None:
    """RFC 5545: version and product (3.6), UID and DTSTAMP of each event (3.6.1), lines that end with CR LF and have 75 octets at most (3.1)."""
    for data in made.values():
        lines = data.split(b"\r\n")
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75
        calendar = Calendar.from_ical(data)
        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"]
        for event in calendar.walk("VEVENT"):
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL"} <= set(event)
            assert event.errors == []


def test_events_are_whole_days_and_end_before_the_day_after(made) -> None:
    (event,) = _events(made["en/calendars/all.ics"])
    assert (event.start, event.end) == (date(2018, 9, 25), date(2018, 9, 27))
    assert b"DTSTART;VALUE=DATE:20180925\r\nDTEND;VALUE=DATE:20180927" in made["calendars/all.ics"]
    assert str(event["SUMMARY"]) == "Workshop on Industrial Safety"
    assert str(event["LOCATION"]) == "Almaty, Kazakhstan"
    assert event["SUMMARY"].params["LANGUAGE"] == "en"
    assert event["DTSTAMP"].dt.isoformat() == "2026-11-22T00:00:00+00:00"
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")


def test_an_event_has_the_same_name_in_every_calendar(made) -> None:
    assert {str(event["UID"]) for data in made.values() for event in _events(data)} == {f"{COMING}@example.org"}


def test_what_has_no_full_day_is_left_out(make) -> None:
    library = _changed(make, "starts: 2018-09-25\nends: 2018-09-26", "starts: 2018-09")
    assert _events(calendars(library)["calendars/all.ics"]) == []


def test_a_single_day_needs_no_end(make) -> None:
    (event,) = _events(calendars(_changed(make, "ends: 2018-09-26\n", ""))["calendars/all.ics"])
    assert (event.start, event.end) == (date(2018, 9, 25), date(2018, 9, 26))


def test_what_was_cancelled_says_so(make) -> None:
    (event,) = _events(calendars(_changed(make, "city:", "cancelled: true\ncity:"))["calendars/all.ics"])
    assert event["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(("day", "coming"), [("2026-11-22", False), ("2026-11-23", True)])
def test_only_what_comes_after_the_last_review_has_a_file_of_its_own(make, day: str, coming: bool) -> None:
    library = _changed(make, "starts: 2018-09-25\nends: 2018-09-26", f"starts: {day}")
    made = calendars(library)
    name = f"en/calendars/{COMING.partition('/')[2]}.ics"
    assert (name in made) is coming
    body = Renderer(library, "en").record(library.records[COMING]).body
    assert (f'href="../../{name.removeprefix("en/")}"' in body) is coming, "the page offers the file that is there"
    if coming:
        assert [event.start for event in _events(made[name])] == [date.fromisoformat(day)]


def test_bytes_are_the_same_every_time(library, made) -> None:
    assert calendars(library) == made
