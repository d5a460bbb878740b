"""Status of the translations: by collection and language, and what is missing or stale, each with the way to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.status import counts
from kb.writing import Writer

ADDRESS, TITLE = "status/", "views.status.title"


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield ADDRESS, TITLE, "views.status.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """The table, and each record that has something to do in a language."""
    library = writer.library
    todo = [
        (writer.get(record.ref), code, record)
        for record in library.records.values()
        for code in library.settings.languages
        if code != record.locale and (record.missing(code) or record.stale(code))
    ]
    return {"counts": [count for count in counts(library) if count.records], "todo": todo}
