"""Places of events: looked up in the table, drawn where they lie."""

from __future__ import annotations

import json
import re

import pytest

from catalog.countries.map import RIVERS, drawing, river_names
from catalog.countries.marks import marks, overlay
from catalog.countries.page import main_standing
from catalog.countries.projection import project
from catalog.workshops import places
from kb.library import Library
from kb.writing import Writer
from support import ROOT

Point = tuple[float, float]


@pytest.fixture(scope="module")
def outlines() -> dict[str, list[list[Point]]]:
    """The rings of each country in the drawing."""
    svg = (ROOT / "docs/assets/map/central-asia.svg").read_text(encoding="utf-8")
    found = re.findall(r'class="c c-(\w\w) [^>]* d="([^"]+)"', svg)
    return {code: [_points(part) for part in path.split("M")[1:]] for code, path in found}


def _points(path: str) -> list[Point]:
    numbers = [float(each) for each in re.findall(r"-?\d+", path)]
    (x, y), found = numbers[:2], [(numbers[0], numbers[1])]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def _inside(point: Point, ring: list[Point]) -> bool:
    """Whether a ray from the point crosses the ring an odd number of times."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def test_the_table_is_as_its_schema_says() -> None:
    assert places.problems() == []


def test_a_mistake_in_the_table_is_told_with_its_place(tmp_path, monkeypatch) -> None:
    wrong = tmp_path / "places.yml"
    wrong.write_text(
        "places:\n  - {id: osh, country: KG, names: {en: Osh}, latitude: north, longitude: 72.8, geonames: 1}\n"
    )
    monkeypatch.setattr(places, "FILE", wrong)
    found, (problem,) = places._read.__wrapped__()
    assert found == []
    assert "latitude" in problem.message
    assert (problem.line, problem.code) == (2, "KB023")


def test_every_city_of_the_five_lies_in_its_country(real: Library, outlines: dict[str, list[list[Point]]]) -> None:
    here = [place for place, _ in places.events_by_place(real) if place.country in outlines]
    assert len(here) > 12
    for place in here:
        point = project(place.longitude, place.latitude)
        near = [
            (point[0] + dx, point[1] + dy) for dx in (-4, 0, 4) for dy in (-4, 0, 4)
        ]  # cities at the border and the shore
        assert any(_inside(each, ring) for each in near for ring in outlines[place.country]), place.id


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("workshops/2018-09-almaty-industrial-safety", ["almaty"]),
        ("workshops/2024-09-uz-jwg-exchange", ["chirchik", "tashkent", "samarkand"]),
        ("workshops/2019-11-tashkent-jeyran", []),  # a region is no point
        ("workshops/2023-08-guliston-uls-forum", []),  # not in the table; Guliston of Uzbekistan is another city
    ],
)
def test_cities_are_found_by_name_and_country(real: Library, ref: str, expected: list[str]) -> None:
    assert [place.id for place in places.places(real, ref)] == expected


def test_marks_stand_apart_and_count_every_event_once_for_each_place(real: Library) -> None:
    writer = Writer(real, "ru")
    found = marks(writer)
    for one in found:
        assert all(abs(one.x - two.x) ** 2 + abs(one.y - two.y) ** 2 >= 36**2 for two in found if two is not one)
    counted = {place.id: len(refs) for place, refs in places.events_by_place(real)}
    shown = {place.id for mark in found for place in mark.places}
    assert sum(mark.count for mark in found) == sum(counted[name] for name in shown)


@pytest.mark.parametrize(("locale", "city", "river"), [("ru", "Душанбе", "Сырдарья"), ("en", "Dushanbe", "Syr Darya")])
def test_names_are_in_the_language_of_the_page(real: Library, locale: str, city: str, river: str) -> None:
    writer = Writer(real, locale)
    countries = writer.records("countries")
    main = {country.ref: main_standing(writer, country.ref) for country in countries}
    assert f'aria-label="{city}: ' in overlay(writer, "places/")
    assert f">{river}</text>" in drawing(writer, countries, main)


def test_every_river_that_is_drawn_has_a_name(real: Library) -> None:
    assert json.loads((ROOT / RIVERS).read_text()).keys() == river_names(Writer(real, "en")).keys()
