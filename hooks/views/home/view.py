"""The home page: what this is, search, the map, true counts, ways in, the latest events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalog.countries.map import drawing
from catalog.countries.marks import overlay
from catalog.countries.page import main_agreement, main_standing
from catalog.workshops.page import event
from catalog.workshops.page import order as newest_first
from kb.writing import Writer

EXAMPLES = ("views.home.example_1", "views.home.example_2", "views.home.example_3", "views.home.example_4")


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page, at the root of the language."""
    yield "", "views.home.title", "views.home.lead", "page.md.jinja", lambda: _context(writer)


def _context(writer: Writer) -> dict[str, Any]:
    countries = writer.records("countries")
    main = {country.ref: main_standing(writer, country.ref) for country in countries}
    return {
        "countries": countries,
        "main": main,
        "main_agreement": main_agreement(writer),
        "map_svg": drawing(writer, countries, main),
        "spots": overlay(writer, "places/"),
        "tally": [(name, writer.library.count(name)) for name in writer.library.order],
        "latest": [event(writer, record) for record in newest_first(writer, writer.records("workshops"))[:5]],
        "tasks": writer.records("tasks"),
        "topics": _busiest_topics(writer),
        "examples": [writer.t(key) for key in EXAMPLES],
        "questions": sum(len(country.questions) for country in countries),
    }


def _busiest_topics(writer: Writer) -> list[tuple[Any, int]]:
    """The topics with most events."""
    topics = [
        (topic, len(writer.library.referring(topic.ref, "workshops", "topics"))) for topic in writer.records("topics")
    ]
    return sorted(topics, key=lambda pair: (-pair[1], pair[0].ref))[:7]
