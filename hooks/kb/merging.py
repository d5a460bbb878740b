"""A site that several processes or machines build in parts, put together: the same to the byte as built by one.

Each part says in a file of its own which one it is, of how many, and of which records; only parts that belong together are
merged.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kb.library import Library
from kb.settings import Settings
from kb.switching import replacing
from kb.verifying import shown, verify

_MARK = ".part.json"


class MergeFault(Exception):
    """Parts that make no whole; the message says why."""


@dataclass(frozen=True)
class Part:
    """One part of a build: the first of two is `Part(1, 2)`. Pages are dealt out in turn; the first has all that are not
    made from one record each, and the files that stand beside pages."""

    number: int
    of: int

    @property
    def first(self) -> bool:
        """Whether it has what cannot be dealt out."""
        return self.number == 1

    def mark(self, library: Library, folder: Path) -> None:
        """Say in the folder which part it is; a whole says nothing."""
        if self.of > 1:
            (folder / _MARK).write_text(json.dumps(asdict(self) | {"basis": _basis(library)}), encoding="utf-8")


WHOLE = Part(1, 1)


def _basis(library: Library) -> str:
    """A digest of everything in `content/` that a site is made from."""
    said = [f"{ref} {record.signature}" for ref, record in sorted(library.records.items())]
    for path in sorted(library.root.glob("content/*.yml")) + sorted(library.root.glob("content/*/*.yml")):
        said.append(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def merge(folders: Sequence[Path], target: Path, settings: Settings) -> int:
    """Put the parts in `folders` together into `target` and verify the whole; returns the number of files."""
    _check(folders)
    with replacing(target) as made:
        count = sum(_copy(folder, made) for folder in folders)
        if flaws := verify(made, settings):
            raise MergeFault(shown(flaws))
        return count


def _copy(folder: Path, made: Path) -> int:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path != folder / _MARK]
    for path in files:
        place = made / path.relative_to(folder)
        if place.exists():
            raise MergeFault(f"{path.relative_to(folder)} is in two parts. Build all parts anew.")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return len(files)


def _check(folders: Sequence[Path]) -> None:
    marks = [_read(folder) for folder in folders]
    of = {mark["of"] for mark in marks}
    numbers = sorted(mark["number"] for mark in marks)
    if len(of) > 1 or numbers != list(range(1, max(of, default=0) + 1)):
        given = ", ".join(f"{mark['number']}/{mark['of']}" for mark in marks)
        raise MergeFault(f"These parts make no whole: {given}. Give each part of one build once.")
    if len({mark["basis"] for mark in marks}) > 1:
        raise MergeFault("The parts were built from different records. Build all parts from the same commit.")


def _read(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / _MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise MergeFault(
            f"{folder} is no part of a site. Parts are built with: kb build --part 1/2 --site {folder}"
        ) from None
    return found
