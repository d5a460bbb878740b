"""The search: its page, and what this knowledge base says of its records for it (see `kb.searching.features`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.searching import Features
from kb.translating import Localized
from kb.writing import Writer

ADDRESS, TITLE = "search/", "views.search.title"


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page: the field, and links to all lists."""
    yield ADDRESS, TITLE, "views.search.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """Every collection with its number of records."""
    return {"collections": [(name, len(writer.library.of(name))) for name in writer.library.order]}


def filters(writer: Writer) -> list[tuple[str, str]]:
    """Collections whose records narrow the results; none so far."""
    return []


def features(writer: Writer, record: Localized) -> Features:
    """Names, date and place of a record; a note has none of them."""
    return Features()
