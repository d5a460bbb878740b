"""What the pages of events need beyond their fields: places, short dates, neighbours in time, the chart."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from babel.dates import format_date
from markupsafe import Markup

from catalog.workshops.chart import draw, events_in_a_square
from catalog.workshops.event import Event
from kb.listing import Detail, Facet, Row, said, titled, years
from kb.translating import Localized
from kb.writing import Writer

ICON = "calendar-days"
REVIEW_MONTHS = 24
ORDER = "newest"
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
    """An event in a list and in the chart."""
    row = listed(writer, record)
    group = GROUPS.get(record.topics[0].partition("/")[2], "emer")
    return Event(record, (record.starts or "")[:4], row.above, row.below, place(writer, record), group, row)


def listed(writer: Writer, record: Localized) -> Row:
    """An event as an entry of a list."""
    day, month = _short_date(writer, record.starts, record.ends)
    year = (record.starts or "")[:4]
    return Row(
        record,
        above=day,
        below=month,
        details=_details(writer, record),
        facets=_facets(writer, record),
        date=record.starts or "",
        group=(f"y{year or 0}", year or writer.t("date.unknown_year").unescape()),
    )


def _details(writer: Writer, record: Localized) -> list[Detail]:
    group = GROUPS.get(record.topics[0].partition("/")[2], "emer")
    codes = " ".join(writer.get(country).code for country in record.countries if "/" in country)
    where = Markup(place(writer, record)).striptags()
    foreign = record.city.locale if record.city and record.city.locale != writer.locale else ""
    found = [
        Detail(where, lang=foreign),
        said(writer.get(record.topics[0]).title, writer.locale, f"g g-{group}"),
        Detail(writer.choice("workshops", "kind", record.kind).unescape()),
        Detail(codes, "ccs"),
    ]
    return [each for each in found if each.text]


def _facets(writer: Writer, record: Localized) -> list[Facet]:
    countries = [writer.get(country) for country in record.countries if "/" in country]
    kind, language = writer.choice("workshops", "kind", record.kind).unescape(), writer.language.language
    return [
        Facet("country", writer.t("filter.country"), [(each.code, writer.plain(each.title)) for each in countries]),
        Facet("topic", writer.t("filter.topic"), titled(writer, record.topics)),
        Facet("kind", writer.t("filter.kind"), [(record.kind, kind)]),
        Facet("year", writer.t("filter.year"), years(record.starts)),
        Facet("language", writer.t("filter.spoken"), [(code, language(code)) for code in record.languages]),
    ]


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
    """The countries of the codes in the list, and the chart of all events, drawn when it is wanted."""
    return {"countries": writer.records("countries"), "chart": partial(_chart, writer)}


def _chart(writer: Writer) -> dict[str, Any]:
    """The drawing, how many events have no date, and the groups with their numbers of events."""
    events = [event(writer, record) for record in order(writer, writer.records("workshops"))]
    dated = any(each.year for each in events)
    return {
        "per": events_in_a_square(events),
        "drawing": draw(writer, events, GROUP_NAMES) if dated else "",
        "undated": sum(not each.year for each in events),
        "groups": [
            (name, group_name(writer, name), sum(each.group == name for each in events)) for name in GROUP_NAMES
        ],
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
