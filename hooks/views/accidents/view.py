"""Accidents: what happened, what was learnt, which guidelines speak of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.writing import Writer

ADDRESS, TITLE = "accidents/", "views.accidents.title"


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield ADDRESS, TITLE, "views.accidents.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """Every accident with its country, newest first; what lies outside the Convention's scope comes after the rest."""
    found = [(country, accident) for country in writer.records("countries") for accident in country.accidents]
    found.sort(key=lambda pair: (pair[1].starts or "", pair[1].id), reverse=True)
    return {
        "inside": [pair for pair in found if not pair[1].outside_convention],
        "outside": [pair for pair in found if pair[1].outside_convention],
        "none": [country for country in writer.records("countries") if not country.accidents],
    }
