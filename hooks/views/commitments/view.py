"""Commitments: who promised what at which event, by when, and what a later source shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.writing import Writer

ADDRESS, TITLE = "commitments/", "views.commitments.title"


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield ADDRESS, TITLE, "views.commitments.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """Every commitment with its event, newest first."""
    events = sorted(writer.records("workshops"), key=lambda record: (record.starts or "", record.ref), reverse=True)
    return {"commitments": [(event, commitment) for event in events for commitment in event.commitments]}
