"""The look of the site, read where it is declared: colours and fonts from the style sheets, the mark from the favicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

Colour = tuple[int, int, int]
Point = tuple[float, float]

_TOKEN = re.compile(r"--([a-z0-9-]+):\s*#([0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_DARK = re.compile(r":root\[data-scheme=dark\]\s*\{([^}]*)\}")
_KIND = re.compile(r"\.k-([a-z]+)\s*\{\s*--k:\s*var\(--([a-z0-9-]+)\)")
_FACE = re.compile(r"@font-face\s*\{[^}]*?url\(([^)]+)\)[^}]*?unicode-range:\s*([^;}]+)")
_STEP = re.compile(r"([MmLlHhVvZz])|(-?\d*\.?\d+)")
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Stroke:
    """One outline of the mark, on a square of 48: filled where `width` is 0."""

    points: tuple[Point, ...]
    colour: Colour
    width: float


@dataclass(frozen=True, eq=False)
class Style:
    """Colours by token (those of the dark scheme, since cards are dark), colours of kinds, font files by the characters they hold."""

    tokens: dict[str, Colour]
    kinds: dict[str, Colour]
    fonts: tuple[tuple[Path, frozenset[int]], ...]
    mark: tuple[Stroke, ...]


def style_of(assets: Path) -> Style:
    """The style of the site whose sources are in `assets` (`docs/assets`); the same object as long as they don't change."""
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in sorted((assets / "css").glob("*.css")))
    return _style(assets, sheets, (assets / "favicon.svg").read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _style(assets: Path, sheets: str, favicon: str) -> Style:
    tokens: dict[str, Colour] = {}
    for name, digits in _TOKEN.findall(sheets):
        tokens.setdefault(name, _colour(digits))
    for block in _DARK.findall(sheets):
        tokens |= {name: _colour(digits) for name, digits in _TOKEN.findall(block)}
    kinds = {kind: tokens[name] for kind, name in _KIND.findall(sheets) if name in tokens}
    fonts = tuple((assets / name.strip("'\""), _characters(ranges)) for name, ranges in _FACE.findall(sheets))
    return Style(tokens, kinds, fonts, _mark(favicon))


def _colour(digits: str) -> Colour:
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return (int(full[:2], 16), int(full[2:4], 16), int(full[4:], 16))


def _characters(ranges: str) -> frozenset[int]:
    """The code points of a CSS unicode-range."""
    found: set[int] = set()
    for each in ranges.split(","):
        first, _, last = each.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def _mark(favicon: str) -> tuple[Stroke, ...]:
    """The paths of the favicon; they have straight lines only."""
    strokes = []
    for each in ElementTree.fromstring(favicon).iter(f"{_SVG}path"):
        width = float(each.get("stroke-width", "0"))
        paint = each.get("stroke", "") if width else each.get("fill", "")
        strokes.append(Stroke(_outline(each.get("d", "")), _colour(paint.removeprefix("#")), width))
    return tuple(strokes)


def _outline(data: str) -> tuple[Point, ...]:
    """The corners of an SVG path of the commands M, L, H, V, Z (SVG 1.1, section 8.3), small ones relative."""
    points: list[Point] = []
    command, numbers, here = "", [], (0.0, 0.0)
    for letter, number in _STEP.findall(data):
        if letter:
            command = letter
            continue
        numbers.append(float(number))
        if len(numbers) == (1 if command in "HhVv" else 2):
            here = _moved(command, numbers, here)
            points.append(here)
            numbers = []
    return tuple(points)


def _moved(command: str, numbers: list[float], here: Point) -> Point:
    x, y = here if command.islower() else (0.0, 0.0)
    if command in "Hh":
        return x + numbers[0], here[1]
    if command in "Vv":
        return here[0], y + numbers[0]
    return x + numbers[0], y + numbers[1]
