"""What the pages of agreements need beyond their fields: the standing of each country in words and marks."""

from __future__ import annotations

from typing import Any

from kb.translating import Localized
from kb.writing import Writer

ICON = "scroll-text"
REVIEW_MONTHS = 6
WEIGHT = 2.5
LONG = 8
"""A history of more points than this has a page of its own."""
STALE_AFTER = "2024"
"""A "not a Party" from before this year is marked as old: it is over two years old, and much may have changed since."""


def order(writer: Writer, records: list[Localized]) -> list[Localized]:
    """Worldwide and UNECE treaties first in the order of their kinds, each kind by the date of adoption."""
    kinds = (
        "convention",
        "protocol",
        "amendment",
        "framework",
        "regional-agreement",
        "bilateral-agreement",
        "national-policy",
    )
    first = "industrial-accidents"
    return sorted(records, key=lambda r: (r.id != first, kinds.index(r.kind), r.adopted or "9999", r.ref))


def state(entry: Localized | None) -> str:
    """The mark of a country's standing: yes, signed, interest, no, old or unknown."""
    if entry is None:
        return "unknown"
    if entry.status in ("party", "ratified", "joined", "member"):
        return "yes"
    if entry.status == "interest":
        return "interest"
    if entry.status == "signatory":
        return "signed"
    return "no" if (entry.as_of or "") >= STALE_AFTER else "old"


def standing(writer: Writer, agreement: Localized, country: str) -> dict[str, Any]:
    """One cell of the matrix: entry, mark and date."""
    entry = next((each for each in agreement.participation if each.country == country), None)
    since = entry.in_force or entry.joined if entry is not None and state(entry) == "yes" else None
    return {"entry": entry, "state": state(entry), "since": since}


def context(writer: Writer, record: Localized) -> dict[str, Any]:
    """The five countries' standing."""
    countries = writer.records("countries")
    return {"standings": [(country, standing(writer, record, country.ref)) for country in countries], "long": LONG}


def subpages(writer: Writer, record: Localized) -> list[tuple[str, Any]]:
    """A long history has a page of its own: its name and title."""
    return [("history", writer.t("agreements.history_title"))] if len(record.history) > LONG else []


def index(writer: Writer, records: list[Localized]) -> dict[str, Any]:
    """The matrix: agreements x countries."""
    countries = writer.records("countries")
    return {
        "countries": countries,
        "matrix": [
            (record, [(country, standing(writer, record, country.ref)) for country in countries]) for record in records
        ],
    }
