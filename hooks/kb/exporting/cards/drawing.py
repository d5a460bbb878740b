"""One card: what somebody sees who is sent a link. 1200 x 630 pixels, as Open Graph readers expect.

The picture has a palette: for each ink sixteen steps between the ground and the ink, so that edges are smooth, the file is small and
the bytes are the same every time.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from kb.exporting.cards.lettering import Lettering
from kb.exporting.cards.style import Colour, Stroke, Style

SIZE = (1200, 630)
_STEPS = 16
_LEFT, _BAR, _INNER = 88, 20, 1030
_FINER = 4  # The mark is drawn so many times larger and made small again: Pillow does not smooth lines.


@dataclass(frozen=True)
class Card:
    """The words of a card: a small line above (the site), the kind, the title, a line below; and the kind's colour."""

    above: str
    kind: str
    title: str
    below: str
    colour: Colour


@lru_cache(maxsize=512)
def draw(style: Style, card: Card) -> bytes:
    """A card as a PNG; remembered, so that a site that is served while somebody writes does not draw it again."""
    return _painter(style).draw(card)


@lru_cache(maxsize=4)
def _painter(style: Style) -> Painter:
    return Painter(style)


class Painter:
    """Draws cards in the style of the site."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._small = Lettering(style, 30, 500)
        self._kind = Lettering(style, 34, 600)
        self._titles = [Lettering(style, size, 700) for size in (72, 60, 50)]

    def draw(self, card: Card) -> bytes:
        """The card as a PNG."""
        inks = [
            self._style.tokens["frame-2"],
            self._style.tokens["on-frame"],
            self._style.tokens["on-frame-2"],
            card.colour,
            *(stroke.colour for stroke in self._style.mark),
        ]
        picture = Image.new("P", SIZE, 0)
        picture.putpalette(_palette(self._style.tokens["frame"], inks))
        self._decorate(picture, inks)
        self._write(picture, card)
        data = io.BytesIO()
        picture.save(data, "PNG")
        return data.getvalue()

    def _decorate(self, picture: Image.Image, inks: list[Colour]) -> None:
        """The bar of the kind, the mark, and the mark again, large and faint."""
        picture.paste(3 * _STEPS + _STEPS - 1, (0, 0, _BAR, SIZE[1]))
        for stroke in self._style.mark:
            _lay(picture, _drawn(stroke, 520), 0, (830, 180))
            _lay(picture, _drawn(stroke, 84), inks.index(stroke.colour, 4), (_LEFT - 8, 56))

    def _write(self, picture: Image.Image, card: Card) -> None:
        sheets = [Image.new("L", SIZE, 0) for _ in range(3)]
        white, soft, kind = (ImageDraw.Draw(sheet) for sheet in sheets)
        self._small.draw(soft, _LEFT + 100, 108, self._small.lines(card.above, _INNER - 60, 1)[0], 255)
        self._kind.draw(kind, _LEFT, 222, card.kind, 255)
        font = next((each for each in self._titles if len(each.lines(card.title, _INNER, 9)) <= 3), self._titles[-1])
        leading = round(font.size * 1.16)
        lines = font.lines(card.title, _INNER, 4)
        for number, line in enumerate(lines):
            font.draw(white, _LEFT, 222 + 20 + leading * (number + 1), line, 255)
        for number, line in enumerate(self._small.lines(card.below, _INNER, 2)):
            self._small.draw(soft, _LEFT, 540 + 40 * number, line, 255)
        for ink, sheet in enumerate(sheets, 1):
            _lay(picture, sheet, ink, (0, 0))


def _palette(ground: Colour, inks: list[Colour]) -> list[int]:
    """Sixteen steps from the ground to each ink."""
    return [
        round(under + (over - under) * step / (_STEPS - 1))
        for ink in inks
        for step in range(_STEPS)
        for under, over in zip(ground, ink, strict=True)
    ]


def _lay(picture: Image.Image, sheet: Image.Image, ink: int, where: tuple[int, int]) -> None:
    """Put what was drawn in shades of grey onto the picture, in an ink of the palette."""
    step = [value * _STEPS // 256 for value in range(256)]
    picture.paste(
        sheet.point([ink * _STEPS + each for each in step]), where, sheet.point([255 * bool(s) for s in step])
    )


@lru_cache(maxsize=16)
def _drawn(stroke: Stroke, size: int) -> Image.Image:
    """An outline of the mark as a picture in shades of grey."""
    scale = size * _FINER / 48
    sheet = Image.new("L", (size * _FINER, size * _FINER), 0)
    points = [(x * scale, y * scale) for x, y in stroke.points]
    if stroke.width:
        ImageDraw.Draw(sheet).line([*points, *points[:2]], fill=255, width=round(stroke.width * scale), joint="curve")
    else:
        ImageDraw.Draw(sheet).polygon(points, fill=255)
    return sheet.resize((size, size), Image.Resampling.BOX)
