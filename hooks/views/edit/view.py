"""The form for records: one page, which a script fills with a record or with an empty form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.writing import Writer

ADDRESS, TITLE = "edit/", "views.edit.title"


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page: the kinds of record to begin with, and what to do without the form."""
    yield ADDRESS, TITLE, "views.edit.lead", "page.md.jinja", {"collections": writer.library.order}
