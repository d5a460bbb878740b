"""What a country profile needs beyond its fields: its standing in the agreements, its events, projects and guidelines."""

from __future__ import annotations

from typing import Any

from catalog.agreements.page import order as agreements_in_order
from catalog.agreements.page import standing
from catalog.countries.map import drawing
from catalog.countries.schema import AREAS
from catalog.workshops.page import event
from catalog.workshops.page import order as events_in_order
from kb.translating import Localized
from kb.writing import Writer

ICON = "map"
REVIEW_MONTHS = 6
MAIN_AGREEMENT = "agreements/industrial-accidents"
HAZARD_ICONS = {
    "tailings": "mountain",
    "uranium-legacy": "radiation",
    "oil-and-gas": "droplets",
    "pipelines": "git-branch",
    "chemicals": "flask-conical",
    "mining": "mountain",
    "dams": "waves",
    "waste": "layers",
    "other": "triangle-alert",
}


def standings(writer: Writer, country: str) -> list[tuple[Localized, dict[str, Any]]]:
    """Every agreement with the country's standing in it; those of which nothing is known are left out."""
    agreements = agreements_in_order(writer, writer.records("agreements"))
    found = [(agreement, standing(writer, agreement, country)) for agreement in agreements]
    return [(agreement, cell) for agreement, cell in found if cell["entry"]]


def main_standing(writer: Writer, country: str) -> dict[str, Any]:
    """The country's standing in the agreement that the knowledge base turns on."""
    if MAIN_AGREEMENT not in writer.library.records:
        return {"entry": None, "state": "unknown", "since": None}
    return standing(writer, writer.get(MAIN_AGREEMENT), country)


def main_agreement(writer: Writer) -> Localized | None:
    """That agreement, where the knowledge base has it."""
    return writer.get(MAIN_AGREEMENT) if MAIN_AGREEMENT in writer.library.records else None


def context(writer: Writer, record: Localized) -> dict[str, Any]:
    """Everything on the country that stands in other records."""
    events = events_in_order(writer, _referring(writer, record, "workshops"))
    progress = {entry.area: entry for entry in record.progress}
    return {
        "main": main_standing(writer, record.ref),
        "main_agreement": main_agreement(writer),
        "standings": standings(writer, record.ref),
        "areas": [(area, progress.get(area)) for area in AREAS],
        "hazard_icons": HAZARD_ICONS,
        "events": [event(writer, each) for each in events],
        "projects": sorted(_referring(writer, record, "projects"), key=lambda p: (p.starts or "", p.ref), reverse=True),
        "guidelines": [writer.get(ref) for ref in sorted(_recommended(record))],
    }


def _tailings(record: Localized) -> Localized | None:
    """The first figure on tailings that a source gives for the country."""
    figures = (
        figure
        for hazard in record.hazards
        if hazard.kind in ("tailings", "uranium-legacy")
        for figure in hazard.figures
    )
    return next(figures, None)


def subpages(writer: Writer, record: Localized) -> list[tuple[str, Any]]:
    """What would make the profile too long has pages of its own: name and title of each."""
    return [
        ("risks", writer.t("countries.risks_title")),
        ("law", writer.t("countries.law_title")),
        ("activities", writer.t("countries.work_title")),
    ]


def _referring(writer: Writer, record: Localized, collection: str) -> list[Localized]:
    return [writer.get(found.ref) for found in writer.library.referring(record.ref, collection)]


def _recommended(record: Localized) -> set[str]:
    """Guidelines that answer the country's needs or that its accidents call for."""
    refs = {ref for need in record.needs for ref in need.answered_by}
    refs |= {ref for accident in record.accidents for ref in accident.guidelines}
    return {ref for ref in refs if ref.startswith("guidelines/")}


def index(writer: Writer, records: list[Localized]) -> dict[str, Any]:
    """The standing of each country, and the comparison."""
    agreements = agreements_in_order(writer, writer.records("agreements"))[:1]
    events = {r.ref: events_in_order(writer, _referring(writer, r, "workshops")) for r in records}
    main = {record.ref: main_standing(writer, record.ref) for record in records}
    return {
        "main": main,
        "map_svg": drawing(writer, records, main),
        "main_agreement": agreements[0] if agreements else None,
        "events": {ref: [event(writer, each) for each in found[:1]] for ref, found in events.items()},
        "event_counts": {ref: len(found) for ref, found in events.items()},
        "tailings": {record.ref: _tailings(record) for record in records},
        "project_counts": {r.ref: len(_referring(writer, r, "projects")) for r in records},
    }
