"""What the pages of projects need beyond their fields."""

from __future__ import annotations

from typing import Any

from kb.listing import Detail, Facet, Row, titled, years
from kb.translating import Localized
from kb.writing import Writer

ICON = "folder-kanban"
REVIEW_MONTHS = 12
ORDER = "newest"


def order(writer: Writer, records: list[Localized]) -> list[Localized]:
    """Newest first; without a date last."""
    return sorted(records, key=lambda record: (record.starts or "", record.ends or "", record.ref), reverse=True)


def context(writer: Writer, record: Localized) -> dict[str, Any]:
    """The events of the project, oldest first, and the project that followed."""
    events = [writer.get(found.ref) for found in writer.library.referring(record.ref, "workshops", "project")]
    return {
        "events": sorted(events, key=lambda event: (event.starts or "9999", event.ref)),
        "followers": [writer.get(found.ref) for found in writer.library.referring(record.ref, "projects", "follows")],
    }


def index(writer: Writer, records: list[Localized]) -> dict[str, Any]:
    """The countries of the codes in the list."""
    return {"countries": writer.records("countries")}


def listed(writer: Writer, record: Localized) -> Row:
    """A project as an entry of a list."""
    countries = [writer.get(each) for each in record.countries if "/" in each]
    implementers = [writer.get(each) for each in record.implementers]
    status = writer.choice("projects", "status", record.status).unescape()
    found = [
        Detail(status),
        Detail(", ".join(writer.plain(each.abbreviation or each.title) for each in implementers)),
        Detail(" ".join(each.code for each in countries), "ccs"),
    ]
    facets = [
        Facet("country", writer.t("filter.country"), [(each.code, writer.plain(each.title)) for each in countries]),
        Facet("topic", writer.t("filter.topic"), titled(writer, record.topics)),
        Facet("status", writer.t("filter.status"), [(record.status, status)]),
        Facet("year", writer.t("filter.year"), years(record.starts, record.ends)),
    ]
    return Row(
        record,
        above=(record.starts or "")[:4],
        below=f"–{record.ends[:4]}" if record.ends else "",
        details=[each for each in found if each.text],
        facets=facets,
        date=record.starts or "",
    )
