"""Places: the map with the shared rivers and the cities of the events, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from catalog.countries.map import drawing, river_names
from catalog.countries.marks import overlay
from catalog.countries.page import main_agreement, main_standing
from catalog.workshops.page import order as newest_first
from catalog.workshops.page import place as where
from catalog.workshops.places import Place, events_by_place
from kb.translating import Localized
from kb.writing import Writer

ADDRESS, TITLE = "places/", "views.places.title"


class City(NamedTuple):
    """A place, what it is called in the page's language, its country and its events, newest first."""

    place: Place
    name: str
    country: str
    events: list[Localized]


class River(NamedTuple):
    """A river, whether the map shows it, and where records of countries tell of it: country and anchor."""

    name: Any
    drawn: bool
    told: list[tuple[Localized, str]]


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield ADDRESS, TITLE, "views.places.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """The map, cities in the five countries and elsewhere, events without a point on the map, rivers."""
    countries = writer.records("countries")
    main = {country.ref: main_standing(writer, country.ref) for country in countries}
    found = cities(writer, {country.code: country.ref for country in countries})
    placed = {event.ref for city in found for event in city.events}
    return {
        "countries": countries,
        "main": main,
        "main_agreement": main_agreement(writer),
        "map_svg": drawing(writer, countries, main),
        "spots": overlay(writer, ADDRESS),
        "here": [city for city in found if "/" in city.country],
        "beyond": [city for city in found if "/" not in city.country],
        "elsewhere": [
            (event, where(writer, event))
            for event in newest_first(writer, writer.records("workshops"))
            if event.ref not in placed and event.mode != "online"
        ],
        "rivers": rivers(writer, countries),
    }


def cities(writer: Writer, countries: dict[str, str]) -> list[City]:
    """Every place with events, by the names of country and place."""
    found = [
        City(
            place,
            place.name(writer.locale),
            countries.get(place.country, place.country),
            newest_first(writer, [writer.get(ref) for ref in refs]),
        )
        for place, refs in events_by_place(writer.library)
    ]
    key = writer.language.sort_key
    return sorted(found, key=lambda city: (key(writer.plain(writer.country(city.country))), key(city.name)))


def rivers(writer: Writer, countries: list[Localized]) -> list[River]:
    """The rivers of the map, then those of which only the countries' records tell."""
    told: dict[str, list[tuple[Localized, Any]]] = {}
    for country in countries:
        for river in country.rivers:
            told.setdefault(river.id, []).append((country, river.name))
    drawn = river_names(writer)
    return [
        River(drawn.get(name) or told[name][0][1], name in drawn, [(each, name) for each, _ in told.get(name, ())])
        for name in (*drawn, *(name for name in told if name not in drawn))
    ]
