"""What the pages of organizations need beyond their fields: what they organize, fund, carry out and publish."""

from __future__ import annotations

from typing import Any

from catalog.organizations.schema import KINDS
from kb.listing import Detail, Facet, Row, titled
from kb.translating import Localized
from kb.writing import Writer

ICON = "building-2"
REVIEW_MONTHS = 12
ORDER = "group"
WEIGHT = 0.5


def order(writer: Writer, records: list[Localized]) -> list[Localized]:
    """By kind, then by the alphabet."""
    return sorted(records, key=lambda record: (KINDS.index(record.kind), writer.language.sort_key(str(record.title))))


def context(writer: Writer, record: Localized) -> dict[str, Any]:
    """What refers to the organization, by what it does there."""
    groups = [
        (writer.t("organizations.publishes"), _found(writer, record, "guidelines", "publishers")),
        (writer.t("organizations.implements"), _found(writer, record, "projects", "implementers")),
        (writer.t("organizations.funds"), _found(writer, record, "projects", "donors")),
        (writer.t("organizations.supports"), _found(writer, record, "projects", "partners")),
        (writer.t("organizations.organizes"), _found(writer, record, "workshops", "organizers")),
        (writer.t("organizations.hosts"), _found(writer, record, "workshops", "venue")),
        (writer.t("organizations.takes_part"), _found(writer, record, "workshops", "partners")),
        (writer.t("organizations.serves"), _found(writer, record, "agreements", "secretariat")),
        (writer.t("organizations.is_competent"), _found(writer, record, "countries", "authorities")),
        (writer.t("organizations.answers"), _found(writer, record, "countries", "needs")),
        (writer.t("organizations.parts"), _found(writer, record, "organizations", "part_of")),
    ]
    return {"groups": [(title, found) for title, found in groups if found]}


def _found(writer: Writer, record: Localized, collection: str, field: str) -> list[Localized]:
    return [writer.get(found.ref) for found in writer.library.referring(record.ref, collection, field)]


def listed(writer: Writer, record: Localized) -> Row:
    """An organization as an entry of a list: under its kind."""
    kind = writer.choice("organizations", "kind", record.kind).unescape()
    country = writer.plain(writer.country(record.country)) if record.country else ""
    found = [Detail(writer.plain(record.abbreviation or "")), Detail(country)]
    return Row(
        record,
        details=[each for each in found if each.text],
        facets=[
            Facet("kind", writer.t("filter.kind"), [(record.kind, kind)]),
            Facet("country", writer.t("filter.country"), [(_code(writer, record.country), country)] if country else []),
            Facet("topic", writer.t("filter.topic"), titled(writer, record.topics)),
        ],
        group=(record.kind, kind),
    )


def _code(writer: Writer, country: str) -> str:
    return str(writer.get(country).code) if "/" in country else country
