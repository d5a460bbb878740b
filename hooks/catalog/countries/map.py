"""The map of the five countries: simplified geometry of Natural Earth, filled by the standing of each, with shared rivers."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from kb.translating import Localized
from kb.writing import Writer

FILE, RIVERS = "docs/assets/map/central-asia.svg", "docs/assets/map/rivers.json"
# Pattern fills stand in the drawing, not in the style sheet: so they also work from file://.
_FILLS = {"yes": 's-yes"', "interest": '" fill="url(#p-interest)"'}
_OTHER = '" fill="url(#p-old)"'
# Where the name of a river stands: a point left free by the names of countries and the marks of events, and its slope.
_RIVER_NAMES = {
    "ural": (150, 196, 0),
    "irtysh": (690, 122, 26),
    "syr-darya": (505, 338, 52),
    "amu-darya": (402, 502, 50),
    "panj": (560, 584, 0),
    "naryn": (672, 434, -9),
}


@lru_cache(maxsize=8)
def _file(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def drawing(writer: Writer, countries: list[Localized], main: dict[str, dict[str, Any]]) -> Markup:
    """The drawing with its title and the names of the rivers in the page's language."""
    root = writer.library.root
    svg = _file(root, FILE).replace("{{TITLE}}", str(escape(writer.t("map.title"))))
    states = {country.code: main[country.ref]["state"] for country in countries}
    for code in ("KZ", "KG", "TJ", "TM", "UZ"):
        svg = svg.replace(f'{{{{STATUS_{code}}}}}"', _FILLS.get(states.get(code, "unknown"), _OTHER))
    return Markup(svg.replace("</svg>", f"{_rivers(writer, json.loads(_file(root, RIVERS)))}</svg>"))


def river_names(writer: Writer) -> dict[str, Markup]:
    """The rivers that the map shows, named in the page's language."""
    return {
        "syr-darya": writer.t("map.rivers.syr-darya"),
        "naryn": writer.t("map.rivers.naryn"),
        "amu-darya": writer.t("map.rivers.amu-darya"),
        "panj": writer.t("map.rivers.panj"),
        "irtysh": writer.t("map.rivers.irtysh"),
        "ural": writer.t("map.rivers.ural"),
    }


def _rivers(writer: Writer, paths: dict[str, str]) -> str:
    """One path for all, with a dark edge below it so that it is seen on every fill; then the names."""
    names = "".join(
        f'<text class="rvn" transform="translate({x} {y}) rotate({turn})">{escape(river_names(writer)[name])}</text>'
        for name, (x, y, turn) in _RIVER_NAMES.items()
    )
    return (
        f'<path class="rve" id="map-rv" d="{"".join(paths[name] for name in _RIVER_NAMES)}"/>'
        f'<use class="rv" href="#map-rv"/>{names}'
    )
