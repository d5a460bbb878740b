"""One colour -> the colours of frame and links that can be read on it and beside it (WCAG 2.2)."""

from __future__ import annotations

import re
from collections.abc import Callable

Colour = tuple[int, int, int]
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
# What stands on the frame in a softer white, and the darkest ground of the light scheme.
_SOFT, _BAND = (0xBF, 0xDC, 0xE0), (0xE6, 0xF0, 0xF1)
FRAME, FRAME_2, LINE, LINK, HOVER = "#05303c", "#0b4453", "#2c6876", "#005e6b", "#00414a"
"""The colours of the generator's own style sheets, to be replaced."""


def parsed(text: str) -> Colour:
    """A colour as #rrggbb; `ValueError` for anything else."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError("no colour")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def palette(text: str) -> dict[str, str]:
    """Each colour of the generator's style sheets that is to be replaced, with the one in its place."""
    chosen = parsed(text)
    frame = _darkened(chosen, lambda colour: contrast(colour, _SOFT) >= 7)
    link = _darkened(chosen, lambda colour: contrast(colour, _BAND) >= 5)
    found = {
        FRAME: frame,
        FRAME_2: _mixed(frame, _WHITE, 0.1),
        LINE: _mixed(frame, _WHITE, 0.25),
        LINK: link,
        HOVER: _mixed(link, _BLACK, 0.3),
    }
    return {old: _written(new) for old, new in found.items()}


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _darkened(colour: Colour, enough: Callable[[Colour], bool]) -> Colour:
    """The colour with as little black as is enough."""
    shades = (_mixed(colour, _BLACK, step / 50) for step in range(51))
    return next(shade for shade in shades if enough(shade))


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _written(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
