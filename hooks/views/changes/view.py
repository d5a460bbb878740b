"""What changed lately: the newest dated facts of the records, and the records checked last."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from kb.status import statements
from kb.writing import Writer

ADDRESS, TITLE = "changes/", "views.changes.title"
MOST = 60


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield ADDRESS, TITLE, "views.changes.lead", "page.md.jinja", lambda: {"months": newest(writer, MOST)}


def newest(writer: Writer, most: int) -> list[tuple[str, list[tuple[Any, str]]]]:
    """By month, newest first: the records with a fact or an event of that month. Dates in the future are left out."""
    dates: set[tuple[str, str]] = set()
    for record, _, point in statements(writer.library):
        if point.as_of and len(point.as_of) >= 7:
            dates.add((point.as_of[:7], record.ref))
    for event in writer.records("workshops"):
        if event.starts and len(event.starts) >= 7:
            dates.add((event.starts[:7], event.ref))
    today = str(writer.library.reviewed)[:7]
    ordered = sorted((pair for pair in dates if pair[0] <= today), reverse=True)[:most]
    return [
        (writer.when(month), [(writer.get(ref), ref.partition("/")[0]) for _, ref in pairs])
        for month, pairs in groupby(ordered, key=lambda pair: pair[0])
    ]
