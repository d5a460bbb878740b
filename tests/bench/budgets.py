"""The weight of the built site against its budgets; tests/site/test_quality.py fails where one is exceeded.

    make budgets
    PYTHONPATH=hooks:tests python -m bench.budgets [SITE]

Bytes are the same on every machine, so they can be a test; kB are 1000 bytes, compressed is gzip -9.
"""

from __future__ import annotations

import gzip
import re
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kb.discovery import collections
from support import ROOT

RECORD, RECORD_MEDIAN, LIST = 60_000, 45_000, 120_000
FIRST_VISIT, LATER_RECORD, LATER_LIST = 110_000, 15_000, 20_000
VISITED = ("", "countries/kazakhstan", "workshops/2018-09-almaty-industrial-safety", "workshops")
# Pages that are still too heavy: HTML and compressed. The list may only become shorter, the numbers only smaller.
KNOWN_HEAVY = {
    "countries/kazakhstan/both": (0, 16_500),
    "countries/kyrgyzstan": (0, 15_500),
    "countries/kyrgyzstan/both": (0, 16_250),
    "countries/tajikistan": (0, 16_000),
    "en/countries/kazakhstan/both": (0, 16_250),
    "en/countries/kyrgyzstan/both": (0, 16_000),
    "fields/countries": (0, 21_000),
}
_LOADED = re.compile(r'<link rel="(?:stylesheet|preload)" href="([^"]+)"|<script src="([^"]+)"')


@dataclass(frozen=True)
class Weight:
    """One thing that was weighed; `known` tells that its limit is one of `KNOWN_HEAVY`."""

    what: str
    where: str
    size: int
    limit: int
    known: bool = False

    @property
    def over(self) -> bool:
        """Whether it is heavier than it may be."""
        return self.size >= self.limit


def _compressed(path: Path) -> int:
    """As a host sends it: text compressed, fonts as they are."""
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 9))


def pages(site: Path) -> dict[str, Path]:
    """Every page by its address without a slash at the end; pages that only lead to a new address are none."""
    found = {path.parent.relative_to(site).as_posix(): path for path in sorted(site.rglob("index.html"))}
    return {name: path for name, path in found.items() if b'http-equiv="refresh"' not in path.read_bytes()}


def is_record(name: str) -> bool:
    """Whether an address is that of a record or of a part of one."""
    first, _, rest = name.removeprefix("en/").partition("/")
    return bool(rest) and not rest.startswith("page/") and first in collections(ROOT)


def each_page(site: Path) -> Iterator[Weight]:
    """HTML and compressed HTML of every page."""
    for name, path in pages(site).items():
        record, known = is_record(name), KNOWN_HEAVY.get(name, (0, 0))
        html, later = (RECORD, LATER_RECORD) if record else (LIST, LATER_LIST)
        what = "record" if record else "list"
        yield Weight(f"{what}, HTML", name, path.stat().st_size, known[0] or html, bool(known[0]))
        yield Weight(f"{what}, compressed", name, _compressed(path), known[1] or later, bool(known[1]))


def first_visit(site: Path, name: str) -> int:
    """A page with all that its first showing loads: style sheet, scripts, fonts."""
    path = site / name / "index.html"
    names = [left or right for left, right in _LOADED.findall(path.read_text(encoding="utf-8"))]
    return _compressed(path) + sum(_compressed((path.parent / each).resolve()) for each in sorted(set(names)))


def measure(site: Path) -> list[Weight]:
    """Everything that has a budget."""
    found = list(each_page(site))
    records = [each.size for each in found if each.what == "record, HTML"]
    found.append(Weight("record, HTML", "median", int(statistics.median(records)), RECORD_MEDIAN))
    for prefix in ("", "en/"):
        found += [
            Weight("first visit", f"{prefix}{name}", first_visit(site, f"{prefix}{name}"), FIRST_VISIT)
            for name in VISITED
        ]
    return found


def over(weights: list[Weight]) -> list[str]:
    """What is wrong, in words: what is too heavy, and what is called heavy and is not any more."""
    faults = [f"{each.where}: {each.what}, {each.size} of {each.limit} bytes" for each in weights if each.over]
    usual = {
        "record, HTML": RECORD,
        "record, compressed": LATER_RECORD,
        "list, HTML": LIST,
        "list, compressed": LATER_LIST,
    }
    light = [each for each in weights if each.known and each.size < usual[each.what]]
    faults += [f"{each.where}: {each.what} is within its budget now; take it off KNOWN_HEAVY" for each in light]
    gone = set(KNOWN_HEAVY) - {each.where for each in weights}
    return faults + [f"{name}: there is no such page; take it off KNOWN_HEAVY" for name in sorted(gone)]


def shown(weights: list[Weight]) -> Table:
    """The heaviest of each kind beside its budget, and the known exceptions."""
    table = Table("what", "heaviest", "bytes", "budget", title="Weight of the site")
    for what in dict.fromkeys(each.what for each in weights):
        kept = [each for each in weights if each.what == what and not each.known]
        for each in sorted(kept, key=lambda each: -each.size / each.limit)[:3]:
            table.add_row(what, each.where, f"{each.size:,}", f"{each.limit:,}", style="red" if each.over else "")
    for each in sorted((each for each in weights if each.known), key=lambda each: -each.size):
        table.add_row(f"{each.what} (known)", each.where, f"{each.size:,}", f"{each.limit:,}", style="yellow")
    return table


def main() -> None:
    """Print the table; 1 where a budget is exceeded."""
    weights = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site")
    Console(width=110).print(shown(weights))
    faults = over(weights)
    print("\n".join(faults) or "Everything is within its budget.")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
