"""The map of the five countries: simplified geometry of Natural Earth, filled by the standing of each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from kb.translating import Localized
from kb.writing import Writer

FILE = "docs/assets/map/central-asia.svg"
# Pattern fills stand in the drawing, not in the style sheet: so they also work from file://.
_FILLS = {"yes": 's-yes"', "interest": '" fill="url(#p-interest)"'}
_OTHER = '" fill="url(#p-old)"'


@lru_cache(maxsize=4)
def _geometry(root: Path) -> str:
    return (root / FILE).read_text(encoding="utf-8")


def drawing(writer: Writer, countries: list[Localized], main: dict[str, dict[str, Any]]) -> Markup:
    """The drawing with its title in the page's language."""
    svg = _geometry(writer.library.root).replace("{{TITLE}}", str(escape(writer.t("map.title"))))
    states = {country.code: main[country.ref]["state"] for country in countries}
    for code in ("KZ", "KG", "TJ", "TM", "UZ"):
        svg = svg.replace(f'{{{{STATUS_{code}}}}}"', _FILLS.get(states.get(code, "unknown"), _OTHER))
    return Markup(svg)
