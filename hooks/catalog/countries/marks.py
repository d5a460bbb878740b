"""The places of events on the map: one mark for each city, or for several that stand too close to be told apart."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from catalog.countries.projection import HEIGHT, WIDTH, on_the_map, project
from catalog.workshops.places import Place, events_by_place
from kb.writing import Writer

_APART = 36
"""Marks keep this distance, in the units of the drawing: on the narrowest map that shows them it is 24 pixels of the screen."""
_RADIUS, _DOT, _EDGE = 18, 11, 260


@dataclass
class Mark:
    """Where it stands, its places with the busiest first, and how many events it counts."""

    x: int
    y: int
    places: list[Place]
    count: int


def marks(writer: Writer) -> list[Mark]:
    """All marks, those with most events first."""
    shown = [
        (place, len(refs))
        for place, refs in events_by_place(writer.library)
        if on_the_map(place.longitude, place.latitude)
    ]
    found: list[Mark] = []
    for place, count in sorted(shown, key=lambda each: (-each[1], each[0].id)):
        x, y = (round(value) for value in project(place.longitude, place.latitude))
        near = next((mark for mark in found if (mark.x - x) ** 2 + (mark.y - y) ** 2 < _APART**2), None)
        if near:
            near.places.append(place)
            near.count += count
        else:
            found.append(Mark(x, y, [place], count))
    return found


def overlay(writer: Writer, target: str) -> Markup:
    """The marks as a drawing that lies over the map, each a link to its busiest place on the page `target`, from west to east.

    A map too small for a finger to tell them apart shows plain dots instead.
    """
    found = sorted(marks(writer), key=lambda mark: (mark.x, mark.y))
    dots = "".join(f'<circle cx="{mark.x}" cy="{mark.y}" r="{_DOT}"/>' for mark in found)
    links = "".join(_link(writer, target, mark) for mark in found)
    box, label = f'viewBox="0 0 {WIDTH} {HEIGHT}"', escape(writer.t("map.places"))
    return Markup(
        f'<svg class="dots" {box} aria-hidden="true">{dots}</svg>'
        f'<svg class="spots" {box} role="group" aria-label="{label}">{links}</svg>'
    )


def _link(writer: Writer, target: str, mark: Mark) -> str:
    names = ", ".join(place.name(writer.locale) for place in mark.places)
    label = escape(f"{names}: {writer.n('collections.workshops.count', mark.count).unescape()}")
    side = "start" if mark.x < _EDGE else "end" if mark.x > WIDTH - _EDGE else "middle"
    return (
        f'<a class="spot" href="{escape(writer.url(f"{target}#{mark.places[0].id}"))}" aria-label="{label}">'
        f'<circle cx="{mark.x}" cy="{mark.y}" r="{_RADIUS}"/><text x="{mark.x}" y="{mark.y + 7}">{mark.count}</text>'
        f'<text class="tip" x="{mark.x}" y="{mark.y - _RADIUS - 10}" text-anchor="{side}">{label}</text></a>'
    )
