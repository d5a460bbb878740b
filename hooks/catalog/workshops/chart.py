"""The chart of events: one square is one event (of very many events: several of a group), stacked by year, patterned by
group of topics; plain SVG, no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup, escape

from catalog.workshops.event import Event
from kb.writing import Writer

_SQUARE = 18
_MOST = 150
"""Squares that a drawing can hold before it becomes too heavy and too tall."""
Years = dict[str, tuple[int, list[str]]]
"""For each year: how many events there were, and the groups of its squares."""
_PATTERNS = {
    "river": ("45", '<rect class="pf" width="2.4" height="6"/>'),
    "emer": ("", '<circle class="pf" cx="3" cy="3" r="1.4"/>'),
    "chem": ("", '<rect class="pf" width="6" height="2"/>'),
    "oil": ("45", '<path class="pf" d="M0 0h6v1.6H0zM0 0h1.6v6H0z"/>'),
}


def events_in_a_square(events: Sequence[Event]) -> int:
    """How many events a square stands for, at most."""
    return max(1, -(-sum(bool(event.year) for event in events) // _MOST))


def draw(writer: Writer, events: Sequence[Event], groups: Sequence[str]) -> Markup:
    """Two drawings of the same, one wide and one tall: the style sheet shows the one that fits."""
    dated = [event for event in events if event.year]
    first, last = min(event.year for event in dated), max(event.year for event in dated)
    per = events_in_a_square(events)
    counted = Counter((event.year, event.group) for event in dated)
    totals = {
        str(year): sum(counted[str(year), group] for group in groups) for year in range(int(first), int(last) + 1)
    }
    years = {
        year: (total, [group for group in groups for _ in range(-(-counted[year, group] // per))])
        for year, total in totals.items()
    }
    counts = "; ".join(f"{year}: {total}" for year, total in totals.items())
    title = f"{writer.n('events.in_years', len(dated), first=first, last=last)} {counts}"
    return Markup(_wide(years, title) + _tall(years, title))


def _square(group: str, drawing: str, x: int, y: int, width: int, height: int) -> str:
    fill = f' fill="url(#{drawing}-{group})"' if group in _PATTERNS else ""
    return f'<rect class="u u-{group}"{fill} x="{x}" y="{y}" width="{width}" height="{height}"/>'


def _svg(name: str, drawing: str, width: int, height: int, title: str, parts: list[str]) -> str:
    patterns = "".join(
        f'<pattern id="{drawing}-{group}" class="u-{group}-f" width="6" height="6" patternUnits="userSpaceOnUse"'
        + (f' patternTransform="rotate({turn})"' if turn else "")
        + f'><rect class="pb-{group}" width="6" height="6"/>{shape}</pattern>'
        for group, (turn, shape) in _PATTERNS.items()
    )
    return (
        f'<svg class="chart__svg chart__svg--{name}" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">'
        f"<defs>{patterns}</defs>{''.join(parts)}</svg>"
    )


def _wide(years: Years, title: str) -> str:
    tallest = max(len(squares) for _, squares in years.values())
    width, height = 980, (tallest + 1) * (_SQUARE + 1) + 40
    base, step = height - 30, (width - 12) // len(years)
    lines = [base - k * (_SQUARE + 1) for k in range(0, tallest + 1, 5)]
    parts = [f'<line class="ax" x1="0" x2="{width}" y1="{y}" y2="{y}"/>' for y in lines]
    for j, (year, (total, squares)) in enumerate(years.items()):
        x = 12 + j * step
        parts += [
            _square(group, "w", x, base - (k + 1) * (_SQUARE + 1), 46, _SQUARE - 1) for k, group in enumerate(squares)
        ]
        parts.append(f'<text x="{x + 23}" y="{height - 9}" text-anchor="middle">{year}</text>')
        parts.append(
            f'<text class="num" x="{x + 23}" y="{base - len(squares) * (_SQUARE + 1) - 6}" text-anchor="middle">{total}</text>'
        )
    return _svg("wide", "w", width, height, title, parts)


def _tall(years: Years, title: str) -> str:
    row, parts = 22, []
    for j, (year, (total, squares)) in enumerate(years.items()):
        y = 2 + j * row
        parts.append(f'<text x="0" y="{y + 15}">{year}</text>')
        parts += [_square(group, "t", 44 + k * 21, y + 1, 19, 17) for k, group in enumerate(squares)]
        parts.append(f'<text class="num" x="{44 + len(squares) * 21 + 4}" y="{y + 15}">{total}</text>')
    return _svg("tall", "t", 340, row * len(years) + 4, title, parts)
