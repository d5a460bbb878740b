"""What is wrong with a built site, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST = 20
"""How many flaws of one kind are shown; the others are counted."""


@dataclass(frozen=True, order=True)
class Flaw:
    """A flaw of a file of the site: what was found and what was expected. `path` is below the folder of the site,
    `kind` one word that groups flaws of one cause."""

    path: str
    line: int
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def shown(flaws: Iterable[Flaw], most: int = MOST) -> str:
    """The flaws by kind, one a line, of each kind at most so many, and the number of all."""
    flaws = sorted(flaws)
    counts = Counter(flaw.kind for flaw in flaws)
    lines = [
        line for kind in sorted(counts) for line in _of_kind(kind, [each for each in flaws if each.kind == kind], most)
    ]
    noun = "flaw" if len(flaws) == 1 else "flaws"
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    return "\n".join([*lines, f"{len(flaws)} {noun} found ({kinds})."])


def _of_kind(kind: str, flaws: list[Flaw], most: int) -> Iterator[str]:
    yield from map(str, flaws[:most])
    if len(flaws) > most:
        yield f"... and {len(flaws) - most} more of kind {kind}."
