"""Needs and support: what each country says it needs, beside the guidelines, projects and organizations that answer it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.writing import Writer

ADDRESS, TITLE = "needs/", "views.needs.title"


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield ADDRESS, TITLE, "views.needs.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """The countries with their needs, the answers of each by collection."""
    countries = [
        (country, [(need, answers(writer, need.answered_by)) for need in country.needs])
        for country in writer.records("countries")
    ]
    needs = [need for _, found in countries for need, _ in found]
    return {"countries": countries, "total": len(needs), "unmet": sum(not need.answered_by for need in needs)}


def answers(writer: Writer, refs: list[str]) -> dict[str, list[str]]:
    """References by collection, in the order of the navigation."""
    return {
        name: found for name in writer.library.order if (found := [ref for ref in refs if ref.startswith(f"{name}/")])
    }
