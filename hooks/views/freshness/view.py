"""Freshness: how old the statements are, and which records are to be checked again, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from heapq import nsmallest
from typing import Any

from kb.library import Library, Record
from kb.schema import Sourced
from kb.status import record_statements
from kb.writing import Writer

ADDRESS, TITLE = "freshness/", "views.freshness.title"
MOST = 120


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield ADDRESS, TITLE, "views.freshness.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """Statements by the year in which they were true, the oldest ones, and the review of each collection."""
    dated = [each for record in writer.library.records.values() for each in _dated(writer.library, record)]
    years = Counter(date[:4] for date, *_ in dated)
    oldest = nsmallest(MOST, (each for each in dated if _may_change(*each)))
    return {
        "years": sorted(years.items(), reverse=True),
        "most": max(years.values(), default=1),
        "total": len(dated),
        "oldest": [(date, writer.get(ref), path) for date, ref, path in oldest],
        "collections": [(name, *_review(writer, name)) for name in writer.library.order if writer.library.of(name)],
    }


def _dated(library: Library, record: Record) -> list[tuple[str, str, str]]:
    """Day, record and path of each of its statements that has a day."""
    return library.remember(("dated", record.ref), partial(_days, library, record))


def _days(library: Library, record: Record) -> list[tuple[str, str, str]]:
    library.note("record", record.ref)
    days = [(day(record, point), record.ref, path) for path, point in record_statements(record)]
    return [each for each in days if each[0]]


def day(record: Record, point: Sourced) -> str:
    """When a statement was true: its own date, else the newest of its sources, else when they were seen."""
    sources = [source for source in record.data.sources if source.id in point.source]
    return point.as_of or max((source.date or str(source.accessed) for source in sources), default="")


def _may_change(_: str, ref: str, path: str) -> bool:
    """Standing in agreements, authorities, laws, counts: what may be another today. Past events stay what they were."""
    return ref.startswith(("countries/", "agreements/")) and not path.startswith(("accidents", "steps", "history"))


def _review(writer: Writer, name: str) -> tuple[int, Any, Any]:
    """Interval in months, earliest review and its due date."""
    interval = writer.library.collections[name].review_months
    first = min(record.data.reviewed for record in writer.library.of(name))
    return interval, first, writer.due(name, first)
