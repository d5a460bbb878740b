"""Where a cold build spends its time: the ten functions with the most time of their own, for each part of it.

    PYTHONPATH=hooks:tests python -m bench.profile [--records 1000]

One process does everything, one part after another, and MkDocs is left out.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import pstats
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.records import Generator
from kb.publication import Publication
from support import ROOT

_TOP = 10


def parts(root: Path) -> dict[str, Callable[[], object]]:
    """The parts of a build, in their order."""
    made: list[Publication] = []
    return {
        "reading and checking": lambda: made.append(Publication.of(root)),
        "heads and titles of all pages": lambda: (made[0].pages, made[0].titles),
        "open data, feeds, calendars": lambda: made[0].extras(),
        "search index, scripts, pictures": lambda: made[0].files,
        "pages": lambda: [len(made[0].document(*key)) for key in made[0].pages],
    }


def profiled(work: Callable[[], object]) -> tuple[float, str]:
    """Seconds of a part, and the functions that took most of it."""
    profile, written = cProfile.Profile(), io.StringIO()
    profile.runcall(work)
    stats = pstats.Stats(profile, stream=written).strip_dirs().sort_stats("tottime")
    stats.print_stats(_TOP)
    lines = written.getvalue().splitlines()
    start = next(number for number, line in enumerate(lines) if "tottime" in line)
    return float(vars(stats)["total_tt"]), "\n".join(line for line in lines[start:] if line.strip())


def main() -> None:
    """Profile a build of generated records."""
    parser = argparse.ArgumentParser(description="Profile a cold build.")
    parser.add_argument("--records", type=int, default=1000, help="how many (default: %(default)s)")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder) / "base"
        Generator(ROOT).write(root, parser.parse_args().records)
        for name, work in parts(root).items():
            seconds, top = profiled(work)
            print(f"\n{name}: {seconds:.2f} s\n{top}", flush=True)


if __name__ == "__main__":
    main()
