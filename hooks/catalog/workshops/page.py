"""What the pages of events need beyond their fields: places, short dates, neighbours in time, the chart."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from babel.dates import format_date
from markupsafe import Markup

from catalog.workshops.chart import draw
from catalog.workshops.event import Event
from kb.translating import Localized
from kb.writing import Writer

ICON = "calendar-days"
REVIEW_MONTHS = 24
GROUPS = {
    "accession-and-implementation": "conv",
    "tailings-safety": "conv",
    "notification-of-hazardous-activities": "conv",
    "land-use-planning": "conv",
    "natech": "conv",
    "risk-assessment-and-inspection": "conv",
    "public-participation": "conv",
    "transboundary-rivers": "river",
    "dam-safety": "river",
    "fire-water-retention": "river",
    "chemical-safety": "chem",
    "uranium-legacy": "uran",
    "oil-spills": "oil",
    "oil-terminals": "oil",
    "pipelines": "oil",
}
GROUP_NAMES = ("conv", "river", "emer", "chem", "uran", "oil")


def order(writer: Writer, records: list[Localized]) -> list[Localized]:
    """Newest first; without a date last."""
    return sorted(records, key=lambda record: (record.starts or "", record.ref), reverse=True)


def event(writer: Writer, record: Localized) -> Event:
    """An event as a row."""
    day, month = _short_date(writer, record.starts, record.ends)
    main = record.topics[0]
    return Event(
        record=record,
        year=(record.starts or "")[:4],
        day=day,
        month=month,
        place=place(writer, record),
        group=GROUPS.get(main.partition("/")[2], "emer"),
        topic=writer.get(main).title,
        topic_ids=[topic.partition("/")[2] for topic in record.topics],
        codes=[writer.get(country).code for country in record.countries if "/" in country],
    )


def place(writer: Writer, record: Localized) -> Markup:
    """City and country, or how it was held where no place is given."""
    parts = [writer.country(record.country)] if record.country else []
    parts = [record.city, *parts] if record.city else parts
    online = writer.choice("workshops", "mode", "online") if record.mode == "online" else Markup("")
    return Markup(", ").join(writer.line(part) for part in parts) or online


def _short_date(writer: Writer, start: str | None, end: str | None) -> tuple[str, str]:
    """('25–26', 'сент. 2018') for days, ('', 'июнь 2017') for a month, ('', '2015') for a year."""
    if not start:
        return "", writer.t("date.unknown").unescape()
    if len(start) < 10:
        return "", writer.when(start)
    first = date.fromisoformat(start)
    month = format_date(first, "LLL y", locale=writer.language.locale)
    if not end or len(end) < 10 or end == start:
        return str(first.day), month
    last = date.fromisoformat(end)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day}", month
    return (
        f"{first.day}–{last.day}",
        f"{format_date(first, 'LLL', locale=writer.language.locale)} – {format_date(last, 'LLL y', locale=writer.language.locale)}",
    )


def neighbours(writer: Writer) -> dict[str, tuple[str | None, str | None]]:
    """For each event with a date the events before and after it."""
    refs = [each.ref for each in reversed(order(writer, writer.records("workshops"))) if each.starts]
    return dict(zip(refs, zip([None, *refs], [*refs[1:], None], strict=False), strict=True))


TABLES = {"neighbours": neighbours}


def context(writer: Writer, record: Localized) -> dict[str, Any]:
    """The event itself as a row, and the events before and after it."""
    before, after = writer.look_up("workshops", "neighbours", record.ref) or (None, None)
    return {
        "event": event(writer, record),
        "coming": len(record.starts or "") == 10 and date.fromisoformat(record.starts) > writer.library.reviewed,
        "previous": writer.get(before) if before else None,
        "next": writer.get(after) if after else None,
    }


def index(writer: Writer, records: list[Localized]) -> dict[str, Any]:
    """The list by year, what can be filtered, and the chart."""
    events = [event(writer, record) for record in records]
    years = [(year, list(group)) for year, group in groupby(events, key=lambda each: each.year)]
    topics = sorted({topic for each in events for topic in each.topic_ids})
    return {
        "years": years,
        "topics": sorted(
            (writer.get(f"topics/{topic}") for topic in topics), key=lambda t: writer.language.sort_key(str(t.title))
        ),
        "kinds": sorted(
            {record.kind for record in records}, key=lambda kind: str(writer.choice("workshops", "kind", kind))
        ),
        "countries": writer.records("countries"),
        "groups": [
            (name, group_name(writer, name), sum(each.group == name for each in events)) for name in GROUP_NAMES
        ],
        "chart": draw(writer, events, GROUP_NAMES) if any(each.year for each in events) else "",
    }


def group_name(writer: Writer, group: str) -> str:
    """The word of the interface for a group of topics."""
    names = {
        "conv": writer.t("groups.conv"),
        "river": writer.t("groups.river"),
        "emer": writer.t("groups.emer"),
        "chem": writer.t("groups.chem"),
        "uran": writer.t("groups.uran"),
        "oil": writer.t("groups.oil"),
    }
    return names[group]
