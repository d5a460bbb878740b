"""Timeline: projects as bars, events as marks above them, year by year; the list of both below says the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

from kb.translating import Localized
from kb.writing import Writer

ADDRESS, TITLE = "timeline/", "views.timeline.title"
FIRST, LAST = 2004, 2030
YEAR, ROW, LEFT = 36, 22, 4


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield ADDRESS, TITLE, "views.timeline.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """Projects with their events, in the order in which they began; events without a project by year."""
    projects = sorted(
        (p for p in writer.records("projects") if p.starts), key=lambda p: (p.starts, p.ends or "9999", p.ref)
    )
    events = sorted((e for e in writer.records("workshops") if e.starts), key=lambda e: (e.starts, e.ref))
    by_project = {p.ref: [e for e in events if e.project == p.ref] for p in projects}
    return {
        "projects": [(p, by_project[p.ref]) for p in projects],
        "others": [e for e in events if not e.project],
        "drawing": draw(writer, projects, by_project),
    }


def _x(date: str, *, end: bool = False) -> float:
    """Position of a date; a bare year as an end means its last day."""
    year = int(date[:4])
    part = (int(date[5:7]) - 0.5) / 12 if len(date) >= 7 else 1.0 if end else 0.0
    return LEFT + (min(max(year, FIRST), LAST) - FIRST + part) * YEAR


def draw(writer: Writer, projects: list[Localized], events: dict[str, list[Localized]]) -> Markup:
    """The drawing; every bar links to its project, so that it can be reached by keyboard."""
    width, height = LEFT + (LAST - FIRST + 1) * YEAR, 30 + ROW * len(projects)
    grid = "".join(
        f'<line class="ax" x1="{LEFT + k * YEAR}" x2="{LEFT + k * YEAR}" y1="22" y2="{height}"/>'
        f'<text x="{LEFT + k * YEAR + 3}" y="14">{FIRST + k}</text>'
        for k in range(0, LAST - FIRST + 1, 2)
    )
    bars = "".join(
        _bar(writer, project, events[project.ref], 26 + index * ROW) for index, project in enumerate(projects)
    )
    title = escape(writer.t("views.timeline.drawing"))
    return Markup(
        f'<svg class="gantt" viewBox="0 0 {width} {height}" role="group" aria-label="{title}">{grid}{bars}</svg>'
    )


def _bar(writer: Writer, project: Localized, events: list[Localized], y: int) -> str:
    start, end = _x(project.starts), _x(project.ends, end=True) if project.ends else LEFT + (LAST - FIRST + 1) * YEAR
    open_end = "" if project.ends else " gantt__bar--open"
    label = escape(f"{writer.plain(project.title)}, {writer.span(project.starts, project.ends)}")
    marks = "".join(f'<circle class="gantt__e" cx="{_x(e.starts):.1f}" cy="{y + 8}" r="4"/>' for e in events)
    return (
        f'<a href="{writer.url(project.ref)}" aria-label="{label}"><title>{label}</title>'
        f'<rect class="gantt__bar{open_end}" x="{start:.1f}" y="{y}" width="{max(end - start, 6):.1f}" height="16" rx="3"/>{marks}</a>'
    )
