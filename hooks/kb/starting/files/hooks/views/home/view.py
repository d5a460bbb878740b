"""The home page: what this is, search, how many records there are, those checked last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.writing import Writer

NEWEST = 6


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page, at the root of the language."""
    yield "", "views.home.title", "views.home.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """Every collection with its number of records, and the newest records."""
    library = writer.library
    newest = sorted(library.records.values(), key=lambda record: (record.data.reviewed, record.ref), reverse=True)
    return {
        "tally": [(name, len(library.of(name))) for name in library.order],
        "newest": [writer.get(record.ref) for record in newest[:NEWEST]],
    }
