"""What the pages of guidelines need beyond their fields."""

from __future__ import annotations

from typing import Any

from kb.listing import Detail, Facet, Row, titled, years
from kb.translating import Localized
from kb.writing import Writer

ICON = "book-open-check"
REVIEW_MONTHS = 12
ORDER = "group"


def order(writer: Writer, records: list[Localized]) -> list[Localized]:
    """By main topic, then newest first."""
    return sorted(records, key=lambda record: (_topic_key(writer, record), -(record.year or 0), record.ref))


def _topic_key(writer: Writer, record: Localized) -> tuple[str, str]:
    return writer.language.sort_key(str(writer.get(record.topics[0]).title))


def context(writer: Writer, record: Localized) -> dict[str, Any]:
    """The edition in the reader's language, if there is one, and the others."""
    editions = sorted(record.editions, key=lambda edition: (edition.language != writer.locale, edition.language))
    return {"editions": editions, "own_edition": next((e for e in editions if e.language == writer.locale), None)}


def listed(writer: Writer, record: Localized) -> Row:
    """A guideline as an entry of a list: under its main topic."""
    publishers = [writer.get(each) for each in record.publishers]
    found = [
        Detail(writer.choice("guidelines", "kind", record.kind).unescape()),
        Detail(", ".join(writer.plain(each.abbreviation or each.title) for each in publishers)),
        Detail(record.symbol or "", "mono"),
        Detail(" ".join(edition.language for edition in record.editions), "ccs"),
    ]
    return Row(
        record,
        above=str(record.year or ""),
        details=[each for each in found if each.text],
        facets=_facets(writer, record),
        date=record.published or str(record.year or ""),
        group=(record.topics[0].partition("/")[2], writer.plain(writer.get(record.topics[0]).title)),
    )


def _facets(writer: Writer, record: Localized) -> list[Facet]:
    audiences = [(each, writer.choice("guidelines", "audience", each).unescape()) for each in record.audience]
    kind, language = writer.choice("guidelines", "kind", record.kind).unescape(), writer.language.language
    languages = [(edition.language, language(edition.language)) for edition in record.editions]
    return [
        Facet("topic", writer.t("filter.topic"), titled(writer, record.topics)),
        Facet("audience", writer.t("filter.audience"), audiences),
        Facet("kind", writer.t("filter.kind"), [(record.kind, kind)]),
        Facet("language", writer.t("filter.language"), languages),
        Facet("year", writer.t("filter.year"), years(str(record.year or ""))),
    ]
