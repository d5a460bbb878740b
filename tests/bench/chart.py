"""A chart of how long each tool takes, by number of records; both axes logarithmic, so that linear growth is a straight line."""

from __future__ import annotations

import math
from typing import Any

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _EDGE = 760, 420, 60, 130, 40
_COLOURS = ("#0b6e5f", "#b3261e", "#8a5a00", "#5b4bb7", "#33658a")
_Points = list[tuple[float, float]]


def chart(results: dict[str, Any]) -> str:
    """The chart as SVG; without any figures an empty one."""
    lines: dict[str, _Points] = {}
    for size in results["sizes"]:
        for name, found in size["tools"].items():
            if "fault" not in found:
                lines.setdefault(name, []).append((size["records"], found["seconds"]))
    points = [point for line in lines.values() for point in line]
    drawn = _drawn(lines, points) if points else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{drawn}</svg>\n'
    )


class _Axis:
    """From powers of ten to places on the drawing."""

    def __init__(self, values: list[float], start: float, end: float) -> None:
        self.low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        self.high = max(high, self.low + 1)
        self._start, self._end = start, end

    def at(self, value: float) -> float:
        """The place of a value."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self._start + share * (self._end - self._start), 1)

    @property
    def marks(self) -> list[float]:
        """The powers of ten on it."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def _drawn(lines: dict[str, _Points], points: _Points) -> str:
    across = _Axis([x for x, _ in points], _LEFT, _WIDTH - _RIGHT)
    up = _Axis([y for _, y in points], _HEIGHT - _EDGE, _EDGE)
    parts = [_mark(_LEFT - 8, up.at(mark) + 4, f"{mark:g} s", "end") for mark in up.marks]
    parts += [f'<path d="M{_LEFT} {up.at(mark)}H{_WIDTH - _RIGHT}" stroke="#ddd"/>\n' for mark in up.marks]
    parts += [_mark(across.at(mark), _HEIGHT - 14, f"{mark:,.0f}", "middle") for mark in across.marks]
    parts.append(_mark(_WIDTH - _RIGHT + 36, _HEIGHT - 14, "records", "start"))
    taken: list[float] = []
    for colour, (name, line) in zip(_COLOURS, sorted(lines.items(), key=lambda each: each[1][-1][1]), strict=False):
        places = [(across.at(x), up.at(y)) for x, y in line]
        path = " ".join(f"{x},{y}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>\n')
        parts += [f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>\n' for x, y in places]
        height = min([places[-1][1], *(other - 16 for other in taken)])  # names do not lie over each other
        taken.append(height)
        parts.append(_mark(places[-1][0] + 10, height + 4, name, "start", colour))
    return "".join(parts)


def _mark(x: float, y: float, text: str, anchor: str, colour: str = "#444") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}">{text}</text>\n'
