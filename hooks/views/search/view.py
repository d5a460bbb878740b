"""The search: its page, and what this knowledge base says of its records for it (see `kb.searching.features`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.searching import Features
from kb.translating import Localized
from kb.writing import Writer

ADDRESS, TITLE = "search/", "views.search.title"
WEIGHTS = {"countries": 1.3, "topics": 1.2, "terms": 1.1, "agreements": 1.1, "organizations": 1.1, "workshops": 0.9}
NAMES = ("short_title", "abbreviation", "other_names", "variants", "symbol", "isbn", "code")
SILENT = (
    *NAMES, "note", "questions", "name_note", "title_note", "publisher_note", "date_note", "countries_note", "borders_note", "reuse_terms", "grammar",
)  # fmt: skip
"""Names are found as names; the others are remarks on what the sources say or leave out."""
DATES = (("starts", "ends"), ("published", "published"), ("year", "year"), ("adopted", "adopted"))
NOT_BOUND = ("not-party", "interest")


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page: the field, and links to all lists."""
    yield ADDRESS, TITLE, "views.search.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """Every collection with its number of records."""
    return {"collections": [(name, writer.library.count(name)) for name in writer.library.order]}


def filters(writer: Writer) -> list[tuple[str, str]]:
    """Results can be narrowed to a country and to a topic, besides kind and year."""
    return [("countries", writer.t("filter.country").unescape()), ("topics", writer.t("filter.topic").unescape())]


def features(writer: Writer, record: Localized) -> Features:
    """Names, date, place and filters of a record."""
    first, last = _dates(record)
    return Features(
        names=[*_names(writer, record), *_official_names(writer, record)],
        date=writer.language.span(first, last) if first or last else "",
        years=(int((first or last)[:4]), int((last or first)[:4])) if first or last else None,
        place=_place(writer, record),
        related=_related(record),
    )


def _names(writer: Writer, record: Localized) -> list[str]:
    found: list[str] = []
    for name in NAMES:
        value = getattr(record, name, None) or ()
        found += [writer.plain(each) for each in (value if isinstance(value, list | tuple) else [value])]
    return found


def _official_names(writer: Writer, record: Localized) -> list[str]:
    """The name of a country in CLDR, where it is another than ours: Киргизия."""
    return [writer.language.country(record.code)] if record.collection == "countries" else []


def _dates(record: Localized) -> tuple[str, str]:
    """First and last day as exact as they are known; '' where there is none."""
    for start, end in DATES:
        first, last = getattr(record, start, None), getattr(record, end, None)
        if first or last:
            return str(first or ""), str(last or "")
    return "", ""


def _place(writer: Writer, record: Localized) -> str:
    """City and country, or the countries; their codes where there are more than two."""
    parts = [getattr(record, "city", None), _country_name(writer, getattr(record, "country", None))]
    if any(parts):
        return ", ".join(writer.plain(part) for part in parts if part)
    countries = _countries(record)
    if record.collection == "countries":
        return ""
    if len(countries) > 2:
        return " ".join(writer.get(ref).code if "/" in ref else ref for ref in countries)
    return ", ".join(writer.plain(writer.country(ref)) for ref in countries)


def _country_name(writer: Writer, ref: str | None) -> str:
    return writer.plain(writer.country(ref)) if ref else ""


def _countries(record: Localized) -> list[str]:
    """The countries that a record is about: itself, its place, those it names, those that are bound by it."""
    if record.collection == "countries":
        return [record.ref]
    bound = [each.country for each in getattr(record, "participation", ()) if each.status not in NOT_BOUND]
    found = [getattr(record, "country", None), *getattr(record, "countries", ()), *bound]
    return list(dict.fromkeys(ref for ref in found if ref))


def _related(record: Localized) -> list[str]:
    """Countries and topics, of which a topic belongs to itself."""
    topics = [record.ref] if record.collection == "topics" else list(getattr(record, "topics", ()))
    return [*_countries(record), *topics]
