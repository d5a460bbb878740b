"""Texts on cards: measured, broken into lines and drawn, each character in the font file that holds it."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby

from PIL import ImageDraw, ImageFont

from kb.exporting.cards.style import Style

# What no font of the site holds is written as this.
_UNKNOWN = "·"


class Lettering:
    """One size and weight of the site's font. Its files are subsets, as the style sheet declares them."""

    def __init__(self, style: Style, size: int, weight: int) -> None:
        self._style, self.size, self._weight = style, size, weight

    @cached_property
    def _fonts(self) -> list[ImageFont.FreeTypeFont]:
        # The basic layout gives the same picture on every machine, with or without Raqm.
        fonts = [
            ImageFont.truetype(path, self.size, layout_engine=ImageFont.Layout.BASIC) for path, _ in self._style.fonts
        ]
        for font in fonts:
            font.set_variation_by_axes([self._weight])
        return fonts

    def _runs(self, text: str) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        """The text in pieces, each with its font; non-breaking spaces look like any other."""
        placed = [self._placed(char) for char in text.replace("\u00a0", " ")]
        runs = groupby(placed, key=lambda pair: pair[0])
        return [(self._fonts[index], "".join(char for _, char in run)) for index, run in runs]

    def _placed(self, char: str) -> tuple[int, str]:
        for index, (_, characters) in enumerate(self._style.fonts):
            if ord(char) in characters:
                return index, char
        return self._placed(_UNKNOWN)

    def width(self, text: str) -> float:
        """Width of a text in one line, in pixels."""
        return sum(font.getlength(run) for font, run in self._runs(text))

    def lines(self, text: str, width: int, most: int) -> list[str]:
        """The text in lines of at most `width`; what is more than `most` lines ends with an ellipsis."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) <= most:
            return lines
        last = lines[most - 1].rstrip(",;:.–— ")
        while self.width(f"{last}…") > width and " " in last:
            last = last.rpartition(" ")[0].rstrip(",;:.–— ")
        return [*lines[: most - 1], f"{last}…"]

    def draw(self, sheet: ImageDraw.ImageDraw, x: float, baseline: float, text: str, fill: int) -> None:
        """Write a line; `baseline` is where the letters stand."""
        for font, run in self._runs(text):
            sheet.text((x, baseline), run, font=font, fill=fill, anchor="ls")
            x += font.getlength(run)
