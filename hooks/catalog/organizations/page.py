"""What the pages of organizations need beyond their fields: what they organize, fund, carry out and publish."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from catalog.organizations.schema import KINDS
from kb.translating import Localized
from kb.writing import Writer

ICON = "building-2"
REVIEW_MONTHS = 12


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


def index(writer: Writer, records: list[Localized]) -> dict[str, Any]:
    """The list by kind."""
    return {"kinds": [(kind, list(group)) for kind, group in groupby(records, key=lambda record: record.kind)]}
