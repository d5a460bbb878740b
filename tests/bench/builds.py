"""How fast we build, and how fast others build the same pages, side by side: `make bench`.

    PYTHONPATH=hooks:tests python -m bench.builds [--sizes 100,1000,10000] [--runs 3] [--only "ours,Hugo"] [--no-peers] [--peers-to 1000]

Every step runs in processes of its own and has a time limit; one that fails is told, and the rest goes on. After each size
the figures are written to `tests/bench/results.json` and drawn into `BENCHMARKS.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import peers, reporting
from bench.measuring import Cost, median, run, weigh
from bench.records import Generator
from support import ROOT

RESULTS = ROOT / "tests" / "bench" / "results.json"
_ONCE = 5000
"""Records from which on everything runs once."""
_PYTHON = {"PYTHONPATH": os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests")])}
_START = [sys.executable, "-c", "from kb.cli import main; main()"]
console = Console()


class Bench:
    """All measurements of one size, in a folder of their own."""

    def __init__(self, folder: Path, size: int, runs: int, limit: float, wanted: Callable[[str], bool]) -> None:
        self._folder, self._size, self._limit, self._wanted = folder, size, limit, wanted
        self._runs = runs if size < _ONCE else 1
        self._root, self._site, self._tree = folder / "base", folder / "site", folder / "tree"

    def measured(self, generator: Generator) -> dict[str, Any]:
        """Everything about this size."""
        with _step(f"{self._size} records: writing them"):
            generator.write(self._root, self._size)
        found: dict[str, Any] = {"records": self._size, "runs": self._runs, "tools": {}}
        if self._wanted("ours"):
            found["check"] = self._repeat("check", ["check", "--root", self._root]).figures
            found["tools"]["ours"] = self._ours()
            found["changes"] = self._changes()
        rivals = [peer for peer in peers.PEERS if self._wanted(peer.name)]
        if rivals:
            found["export"], peers_found = self._peers(rivals)
            found["tools"] |= peers_found
        return found

    def _kb(self, *arguments: object) -> Cost:
        return run([*_START, *arguments], self._root, self._limit, _PYTHON)

    def _repeat(self, name: str, arguments: list[object]) -> Cost:
        with _step(f"{self._size} records: kb {name}") as say:
            cost = median([self._kb(*arguments) for _ in range(self._runs)])
            say(cost)
        return cost

    def _ours(self) -> dict[str, Any]:
        cost = self._repeat("build", ["build", "--root", self._root, "--site", self._site])
        return cost.figures | ({} if cost.fault else weigh(self._site))

    def _changes(self) -> dict[str, Any]:
        """In a copy: the records that others build stay as they are."""
        copy = self._folder / "changed"
        shutil.copytree(self._root, copy)
        with _step(f"{self._size} records: changes") as say:
            cost = run([sys.executable, "-m", "bench.changes", copy, self._runs], ROOT, self._limit, _PYTHON)
            say(cost)
        shutil.rmtree(copy)
        return cost.figures if cost.fault else {**json.loads(cost.said), "memory": cost.memory}

    def _peers(self, rivals: list[peers.Peer]) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the Markdown cost that they all get, and what each of them cost."""
        with _step(f"{self._size} records: kb export") as say:
            cost = self._kb("export", "--root", self._root, self._tree, "--force")
            say(cost)
        if cost.fault:
            return cost.figures, {peer.name: cost.figures for peer in rivals}
        peers.pages_only(self._tree)
        return cost.figures, {peer.name: self._peer(peer) for peer in rivals}

    def _peer(self, peer: peers.Peer) -> dict[str, Any]:
        folder = self._folder / peer.name.replace(" ", "-")
        folder.mkdir()
        with _step(f"{self._size} records: {peer.name}") as say:
            peer.prepare(self._tree, folder)
            cost = median([self._build(peer, folder) for _ in range(self._runs)])
            say(cost)
        found = cost.figures | ({} if cost.fault else weigh(folder / "site"))
        shutil.rmtree(folder)
        return found

    def _build(self, peer: peers.Peer, folder: Path) -> Cost:
        """All its commands, one after another."""
        peers.clear(folder)
        costs = []
        for command in peer.commands(folder):
            costs.append(run(command, folder, self._limit, peers.environment()))
            if costs[-1].fault:
                return costs[-1]
        return Cost(sum(c.seconds for c in costs), sum(c.cpu for c in costs), max(c.memory for c in costs))


@contextmanager
def _step(name: str) -> Iterator[Callable[[Cost], None]]:
    """Show what is at work, and at the end what it cost or why it failed."""
    said: list[Cost] = []
    with console.status(name):
        yield said.append
    for cost in said:
        result = f"[red]{cost.fault}" if cost.fault else f"{cost.seconds:.1f} s, {cost.cpu:.1f} s of the processors"
        console.print(f"{name}: {result}, {cost.memory / 1e6:.0f} MB")


def _machine() -> dict[str, Any]:
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure our build and those of others on the same pages.")
    parser.add_argument("--sizes", default="100,1000,10000", help="numbers of records (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help=f"runs of each step below {_ONCE} records")
    parser.add_argument("--only", default="", help="only these, such as: ours,Hugo")
    parser.add_argument("--no-peers", action="store_true", help="measure ours only")
    parser.add_argument(
        "--peers-to", type=int, default=sys.maxsize, help="records up to which others are measured, too"
    )
    parser.add_argument("--limit", type=float, default=1800, help="seconds for one step (default: %(default)s)")
    return parser.parse_args()


def _is_wanted(wanted: set[str], name: str) -> bool:
    return not wanted or name.lower() in wanted


def main() -> None:
    """Measure, show, write."""
    given = _arguments()
    only = {name.strip().lower() for name in given.only.split(",") if name.strip()} or (
        {"ours"} if given.no_peers else set()
    )
    if only != {"ours"}:
        with _step("installing the others"):
            peers.install()
    results: dict[str, Any] = {"machine": _machine(), "versions": peers.versions(), "sizes": []}
    generator = Generator(ROOT)
    for size in map(int, given.sizes.split(",")):
        wanted = {"ours"} if size > given.peers_to else only
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            bench = Bench(Path(folder), size, given.runs, given.limit, partial(_is_wanted, wanted))
            results["sizes"].append(bench.measured(generator))
        RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        reporting.write(results)
    reporting.show(results, console)


if __name__ == "__main__":
    main()
