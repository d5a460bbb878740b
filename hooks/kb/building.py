"""A whole build: records -> a static site in `site/`, on all cores, switched in when everything is there.

Pages of records and views are made here. The engine (MkDocs, called as a program and never imported) makes the pages that
people write by hand in `docs/`, and copies what lies beside them. `mkdocs build` alone gives the same site, slower.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kb.handwritten import linked_sources
from kb.library import Library
from kb.merging import WHOLE, Part
from kb.parallel import WorkerLost, end_with_parent, spread
from kb.publication import Publication
from kb.switching import replacing
from kb.verifying import Flaw, shown, verify

_ENGINE = [sys.executable, "-m", "mkdocs"]
ANNOUNCED = "KB_ANNOUNCED"
"""In the environment of the engine: the pages that hand-written ones link to, as JSON, when it is to make no other pages."""
_PIECE = 60


class BuildFailed(Exception):
    """The engine stopped; what it said is the message."""


@dataclass(frozen=True)
class _Piece:
    """A part of the build: some pages, or all files that are no pages."""

    pages: tuple[tuple[str, str], ...] = ()
    files: str = ""


def build(publication: Publication, target: Path, part: Part = WHOLE) -> int:
    """Build the site, or a part of it, into `target`, which stays as it was if anything fails; returns the number of pages."""
    _check_places(publication)
    with replacing(target) as made, engine_at_work(publication, made) if part.first else nullcontext() as engine:
        spread(partial(_make, publication, made), _pieces(publication, part))
        if engine:
            engine.into(made)
        if part == WHOLE and (flaws := _flaws(publication, made)):  # a part lacks pages that it links
            raise BuildFailed(shown(flaws))
        part.mark(publication.library, made)
        return sum(1 for _ in made.rglob("*.html"))


def _flaws(publication: Publication, made: Path) -> list[Flaw]:
    """What is wrong with the finished site. Where a record itself says `{{`, that is nothing that a template left."""
    found = verify(made, publication.library.settings)
    return [flaw for flaw in found if flaw.kind != "leftover"] if _says_marks(publication.library, found) else found


def _says_marks(library: Library, found: list[Flaw]) -> bool:
    files = [file for record in library.records.values() for file in (record.original, *record.translations.values())]
    return any(flaw.kind == "leftover" for flaw in found) and any(
        mark in file.path.read_text(encoding="utf-8") for file in files for mark in ("{{", "{%")
    )


def _check_places(publication: Publication) -> None:
    for locale, address in publication.written:
        if (locale, address) in publication.pages:
            raise BuildFailed(taken(f"{locale}/{address}index.md"))


def taken(source: str) -> str:
    """The message for a hand-written page that stands in the place of another."""
    return f"docs/{source} stands where a page of a record is made. Move it, or rename the record."


def _pieces(publication: Publication, part: Part) -> list[_Piece]:
    """The parts of a build. Open data come first and with the views, one of which needs to know their sizes."""
    views = tuple(key for key, page in publication.pages.items() if page.maker == "view")
    others = [key for key, page in publication.pages.items() if page.maker != "view"]
    mine = others[part.number - 1 :: part.of]
    pages = [_Piece(tuple(mine[start : start + _PIECE])) for start in range(0, len(mine), _PIECE)]
    return [_Piece(views, "extras"), _Piece(files="files"), *pages] if part.first else pages


def _make(publication: Publication, made: Path, piece: _Piece) -> None:
    files = {"": dict[str, bytes], "files": lambda: publication.files, "extras": publication.extras}[piece.files]()
    for name, data in files.items():
        write(made / name, data)
    for locale, address in piece.pages:
        write(made / publication.path_of((locale, address)), encoded(publication.document(locale, address)))


def write(path: Path, data: bytes) -> None:
    """Write a file, with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def encoded(document: str) -> bytes:
    """A document as bytes, as MkDocs writes it."""
    return document.encode("utf-8", errors="xmlcharrefreplace")


class Engine:
    """MkDocs at work on the hand-written pages."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process, self._folder = process, folder

    def into(self, made: Path) -> None:
        """Wait for it, and move what it made into a folder."""
        said, complained = self._process.communicate()
        if self._process.returncode:
            raise BuildFailed((complained or said).strip())
        if complained.strip():
            print(complained.strip(), file=sys.stderr)
        for path in sorted(self._folder.rglob("*")):
            if path.is_file():
                place = made / path.relative_to(self._folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                path.replace(place)

    def stop(self) -> None:
        """End it, if it is still at work, and take away what it left."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def engine_at_work(publication: Publication, made: Path) -> Iterator[Engine]:
    """The engine, started; it works in a folder beside `made`, so that what it makes can be moved there."""
    folder = Path(tempfile.mkdtemp(prefix=f"{made.name}-engine-", dir=made.parent))
    engine = Engine(_start(publication, folder), folder)
    try:
        yield engine
    finally:
        engine.stop()


def _start(publication: Publication, folder: Path) -> subprocess.Popen[str]:
    root = publication.library.root
    linked = linked_sources(root, publication.library.settings.languages)
    announced = json.dumps(sorted(linked & publication.by_source.keys()))
    command = [*_ENGINE, "build", "--strict", "--quiet", "--site-dir", str(folder)]
    return subprocess.Popen(
        command,
        cwd=root,
        env={**environment(root), ANNOUNCED: announced},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=end_with_parent if sys.platform == "linux" else None,
    )


def environment(root: Path) -> dict[str, str]:
    """The environment of the engine: the hooks of this knowledge base first, notices of third parties off."""
    hooks = str(root / "hooks")
    path = os.pathsep.join(part for part in (hooks, os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


__all__ = ["ANNOUNCED", "BuildFailed", "WorkerLost", "build", "encoded", "engine_at_work", "taken", "write"]
