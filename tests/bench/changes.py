"""How long a change takes until its page is served, and until everything that depends on it is made again.

    python -m bench.changes ROOT RUNS

Writes JSON. Runs in a process of its own, so that nothing is in memory that a preview would not have there, too.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kb import exporting
from kb.previewing.session import Session

_TITLE = re.compile(r"^(title: (?:>-\n +)?)(?=\w)", re.MULTILINE)
_LABEL = re.compile(r"^( +\w+: )(?=[^\W\d_a-zA-Z]{4})", re.MULTILINE)
_WORKSHOPS = "workshops"


@dataclass(frozen=True)
class Times:
    """Seconds from a change until its page is served, until all pages, lists, search and feeds are there, until open data are
    there, too; how many results had to be made."""

    served: float
    all: float
    data: float
    made: int


class Timed:
    """A session, and what a change to its files costs."""

    def __init__(self, root: Path) -> None:
        self.root, self.session = root, Session(root)

    def change(self, change: Callable[[], str]) -> Times:
        """Make a change, which tells the page to look at, and everything after it."""
        address = change()
        began = time.perf_counter()
        self.session.look()
        assert self.session.read(address) is not None, (address, self.session.problems)
        served = time.perf_counter() - began
        publication = self.session.publication
        assert publication
        # One page tells the sizes of open data and so would make them: they are made before it, to be told apart.
        start = time.perf_counter()
        exporting.data_files(publication.library)
        data = time.perf_counter() - start
        self._pages()
        whole = time.perf_counter() - began
        return Times(served, whole - data, whole, self.session.memory.made)

    def _pages(self) -> None:
        publication = self.session.publication
        assert publication
        for key in publication.pages:
            self.session.read(publication.path_of(key))
        assert publication.files
        assert publication.extras()

    # --- changes

    def _originals(self) -> list[tuple[str, Path]]:
        publication = self.session.publication
        assert publication
        records = publication.library.of(_WORKSHOPS)
        return [(each.ref, each.original.path) for each in records if _TITLE.search(each.original.path.read_text())]

    def record(self, number: int) -> Callable[[], str]:
        """Another title for a record in the midst of the others: it stands in lists, search, feeds and on other pages."""
        found = self._originals()
        ref, path = found[(len(found) // 3 + number) % len(found)]

        def change() -> str:
            path.write_text(_TITLE.sub(r"\g<1>Edited ", path.read_text(encoding="utf-8")), encoding="utf-8")
            return f"{ref}/index.html"

        return change

    def label(self, _: int) -> Callable[[], str]:
        """Another word of the interface, which may stand on any page."""
        path = self.root / "content" / "ru" / "labels.yml"

        def change() -> str:
            path.write_text(_LABEL.sub(r"\g<1>Да ", path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
            return "index.html"

        return change

    def added(self, number: int) -> Callable[[], str]:
        """One more record, like one that is there."""
        _, path = self._originals()[number]
        new = path.with_stem(f"{path.stem}-added-{number}")

        def change() -> str:
            text = _TITLE.sub(r"\g<1>Added ", path.read_text(encoding="utf-8"))
            new.write_text(re.sub(r"^moved_from:.*\n(?:[ -].*\n)*", "", text, flags=re.MULTILINE), encoding="utf-8")
            return f"{_WORKSHOPS}/{new.stem}/index.html"

        return change


def measured(root: Path, runs: int) -> dict[str, dict[str, float]]:
    """The median of some runs for each kind of change; the first look makes everything."""
    timed = Timed(root)
    nothing: Callable[[int], Callable[[], str]] = lambda _: lambda: "index.html"  # noqa: E731
    found = {"first": _times(timed, nothing, 1)}
    kinds = {"nothing": nothing, "record": timed.record, "added": timed.added, "label": timed.label}
    for kind, change in kinds.items():
        found[kind] = _times(timed, change, runs)
    return found


def _times(timed: Timed, change: Callable[[int], Callable[[], str]], runs: int) -> dict[str, float]:
    times = [vars(timed.change(change(number))) for number in range(runs)]
    return {name: round(statistics.median(each[name] for each in times), 4) for name in times[0]}


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
