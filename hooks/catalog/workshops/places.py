"""Where events took place: the cities of the records, looked up in `places.yml` beside this file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import Field

from kb.library import Library
from kb.problems import Problem
from kb.reading import read_file
from kb.schema import Integer, Item, Language, Line, Number, Slug, Territory
from kb.validating import validate

FILE = Path(__file__).with_name("places.yml")
_SHOWN = "hooks/catalog/workshops/places.yml"
_BRACKETS = re.compile(r"\s*\([^)]*\)")


class Place(Item):
    """A city with its coordinates in degrees, as GeoNames gives them."""

    id: Slug
    country: Territory
    names: dict[Language, Line]
    also: list[Line] = Field(default_factory=list)
    latitude: Number
    longitude: Number
    geonames: Integer

    def name(self, locale: str) -> str:
        """What it is called in a language, or in the first that is there."""
        return self.names.get(locale) or next(iter(self.names.values()))


class Places(Item):
    """All places that are known."""

    places: list[Place]


@cache
def _read() -> tuple[list[Place], list[Problem]]:
    node, problems = read_file(FILE, _SHOWN)
    if node is None or problems:
        return [], problems
    found, problems = validate(Places, node, _SHOWN)
    return (found.places if found else []), problems


def problems() -> list[Problem]:
    """What is wrong with the table of places."""
    return _read()[1]


@cache
def _by_name() -> dict[tuple[str, str], Place]:
    """By country and name in any language: a name alone may mean cities of several countries."""
    return {(each.country, name): each for each in _read()[0] for name in (*each.names.values(), *each.also)}


def places(library: Library, ref: str) -> list[Place]:
    """The known cities of an event; none where its city is not given or not in the table."""
    event = library.records[ref].data
    if not event.city or not event.country:
        return []
    country = library.records[event.country].data.code if "/" in event.country else event.country
    names = _BRACKETS.sub("", event.city).split(", ")
    return [found for name in names if (found := _by_name().get((country, name)))]


def events_by_place(library: Library) -> Iterator[tuple[Place, list[str]]]:
    """Every place at which there was an event, in the order of the table, with the events."""
    found: dict[str, list[str]] = {}
    for record in library.of("workshops"):
        for place in places(library, record.ref):
            found.setdefault(place.id, []).append(record.ref)
    for place in _read()[0]:
        if place.id in found:
            yield place, found[place.id]
