"""The figures of `make bench` as a table, as a page for maintainers and as a chart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.chart import chart
from support import ROOT

PAGE, CHART = ROOT / "BENCHMARKS.md", ROOT / "tests" / "bench" / "results.svg"
_CHANGES = {
    "first": "everything, at first",
    "nothing": "no change",
    "record": "one record edited",
    "added": "one record added",
    "label": "one label edited",
}
Row = list[str]
_BUILDS = ["records", "tool", "seconds", "× ours", "CPU seconds", "× ours", "peak memory"]
_WEIGHTS = ["records", "tool", "pages", "HTML", "median page", "largest page", "search index", "site"]
_AFTER = ["records", "change", "page served", "pages, lists, search, feeds", "with open data", "results made"]


def _builds(results: dict[str, Any]) -> Iterator[Row]:
    for size in results["sizes"]:
        ours, export = size["tools"].get("ours", {}), size.get("export")
        for name, found in {**size["tools"], **({"their Markdown (kb export)": export} if export else {})}.items():
            if "fault" in found:
                yield [f"{size['records']:,}", name, found["fault"], "", "", "", ""]
                continue
            times = [cell for unit in ("seconds", "cpu") for cell in (f"{found[unit]:.1f}", _ratio(found, ours, unit))]
            yield [f"{size['records']:,}", name, *times, _bytes(found["memory"])]


def _weights(results: dict[str, Any]) -> Iterator[Row]:
    for records, name, found in _tools(results):
        if "fault" not in found:
            weights = [_bytes(found[key]) for key in ("html", "page_median", "page_largest", "search", "site")]
            yield [records, name, f"{found['pages']:,}", *weights]


def _tools(results: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Number of records, tool, its figures."""
    for size in results["sizes"]:
        for name, found in size["tools"].items():
            yield f"{size['records']:,}", name, found


def _ratio(found: dict[str, Any], ours: dict[str, Any], unit: str) -> str:
    return f"{found[unit] / ours[unit]:.2f}" if ours.get(unit) and "fault" not in ours else ""


def _bytes(count: float) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def _after(results: dict[str, Any]) -> Iterator[Row]:
    for size in results["sizes"]:
        changes = size.get("changes", {})
        if "fault" in changes:
            yield [f"{size['records']:,}", changes["fault"], "", "", "", ""]
        for kind, text in _CHANGES.items():
            if found := changes.get(kind):
                times = [f"{found[name]:.2f} s" for name in ("served", "all", "data")]
                yield [f"{size['records']:,}", text, *times, f"{found['made']:,.0f}"]


def _growth(results: dict[str, Any]) -> Iterator[str]:
    """How a build grows from one size to the next: the budget is eleven times the time for ten times the records."""
    sizes = [size for size in results["sizes"] if "pages" in size["tools"].get("ours", {})]
    for less, more in pairwise(sizes):
        one, other = less["tools"]["ours"], more["tools"]["ours"]
        times = more["records"] / less["records"]
        memory = (other["memory"] - one["memory"]) / (more["records"] - less["records"])
        yield (
            f"From {less['records']:,} to {more['records']:,} records ({times:.0f} times): {other['cpu'] / one['cpu']:.1f} times "
            f"the CPU time, {other['seconds'] / one['seconds']:.1f} times the time; {_bytes(memory)} of memory for each record more."
        )


def show(results: dict[str, Any], console: Console) -> None:
    """Print the tables."""
    for title, head, rows in (
        ("Cold builds", _BUILDS, _builds(results)),
        ("Weights", _WEIGHTS, _weights(results)),
        ("After a change", _AFTER, _after(results)),
    ):
        table = Table(*head, title=title)
        for row in rows:
            table.add_row(*row)
        console.print(table)
    for line in _growth(results):
        console.print(line)


def write(results: dict[str, Any]) -> None:
    """Write the page and its chart."""
    CHART.write_text(chart(results), encoding="utf-8")
    machine = results["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    parts = [
        _HEAD,
        f"Measured on {machine['cores']} cores ({machine['system']}, Python {machine['python']}), with a load of {machine['load']} before the first step. Others: {versions}.",
        "![Seconds of each tool for each number of records](tests/bench/results.svg)",
        "## Cold builds",
        _markdown(_BUILDS, _builds(results)),
        _markdown(_WEIGHTS, _weights(results)),
        _BUILD_NOTES,
        "\n".join(f"- {line}" for line in _growth(results)),
        "## After a change",
        _markdown(_AFTER, _after(results)),
        _CHANGE_NOTES,
    ]
    PAGE.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


def _markdown(head: Row, rows: Iterator[Row]) -> str:
    ruler = ["---", "---", *["--:"] * (len(head) - 2)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ruler, *rows))


_HEAD = """# Benchmarks

For maintainers. Written by `make bench` from `tests/bench/results.json`; do not edit it by hand. Records are made from the
real ones in the real proportions, in two languages (`tests/bench/records.py`); every tool builds the same pages. What to do
beyond these sizes is in [SCALING.md](SCALING.md)."""
_BUILD_NOTES = """*Ours* reads and checks the records, renders all pages, and makes the search index, feeds, calendars, pictures and open data.
The others get finished Markdown (`kb export`, in a row of its own and not counted with theirs) and turn it into pages: *plain stack* is MkDocs with Material and
static-i18n and the records out of the navigation; ProperDocs builds both languages as one site; Zensical is called for each
language; Hugo has a bare theme and no search. CPU seconds are those of all processes together and suffer less from other work on
the machine. Memory is the most that all processes held at the same time, what they share counted once."""
_CHANGE_NOTES = """Measured in one process, as `kb serve` works: it serves a page as soon as it is made and the rest when somebody asks for it.
The column for open data includes what stands left of it."""
