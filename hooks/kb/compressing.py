"""Compressed copies beside the files of a site, for servers that hand them out as they are (`gzip_static`, `brotli_static`).

The same file gives the same copy, whenever it is made: the header of gzip holds neither a name nor a time.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from kb.parallel import spread

_TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".atom", ".ics", ".csv"}
_LEAST = 1024
"""Bytes of a file below which a copy saves nothing: it travels in one packet anyway."""
_PIECE = 50


def _brotli(data: bytes) -> bytes:
    """As the step before the last packs it: the last takes twice the time for 1 % less."""
    made: bytes = brotli.compress(data, mode=brotli.MODE_TEXT, quality=10)
    return made


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


_FORMS: dict[str, Callable[[bytes], bytes]] = {".gz": _gzip, ".br": _brotli}
_BACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.decompress, ".br": brotli.decompress}


@dataclass(frozen=True)
class Compressed:
    """What was done: files with copies, bytes of those files, bytes of the copies by ending, copies made and taken away."""

    files: int
    size: int
    sizes: dict[str, int]
    made: int
    removed: int


def original(path: Path) -> Path | None:
    """The file of which this is a compressed copy by its name, whether that file is there or not."""
    stem = path.with_suffix("")
    return stem if path.suffix in _FORMS and stem.suffix in _TEXTS else None


def is_copy(path: Path) -> bool:
    """Whether a file is the compressed copy of one beside it."""
    stem = original(path)
    return bool(stem and stem.is_file())


def is_true_copy(path: Path) -> bool:
    """Whether a file is a compressed copy and holds what the file beside it holds."""
    stem = original(path)
    if not (stem and stem.is_file()):
        return False
    try:
        return _BACK[path.suffix](path.read_bytes()) == stem.read_bytes()
    except (OSError, EOFError, zlib.error, brotli.error):
        return False


def compress(site: Path) -> Compressed:
    """Write the copies that are missing or older than their file, on all cores, and take away those that no file has."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    texts = [path for path in files if path.suffix in _TEXTS and path.stat().st_size > _LEAST]
    made = sum(spread(_compress, [texts[start : start + _PIECE] for start in range(0, len(texts), _PIECE)]))
    removed = list(_orphans(files, set(texts)))
    for path in removed:
        path.unlink()
    sizes = {ending: sum(path.stat().st_size for path in _copies(texts, ending)) for ending in _FORMS}
    return Compressed(len(texts), sum(path.stat().st_size for path in texts), sizes, made, len(removed))


def _copies(texts: list[Path], ending: str) -> Iterator[Path]:
    return (copy for path in texts if (copy := _copy(path, ending)).is_file())


def _orphans(files: list[Path], texts: set[Path]) -> Iterator[Path]:
    for path in files:
        stem = original(path)
        if stem and stem not in texts:
            yield path


def _copy(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _compress(paths: list[Path]) -> int:
    return sum(_write(path, ending) for path in paths for ending in _FORMS)


def _write(path: Path, ending: str) -> bool:
    """Write a copy if it is not as old as its file: they bear the same time. One that saves nothing is not kept."""
    copy, changed = _copy(path, ending), path.stat().st_mtime_ns
    if copy.is_file() and copy.stat().st_mtime_ns == changed:
        return False
    data = path.read_bytes()
    packed = _FORMS[ending](data)
    if len(packed) >= len(data):
        copy.unlink(missing_ok=True)
        return False
    aside = copy.with_name(f".{copy.name}.new")
    aside.write_bytes(packed)
    os.utime(aside, ns=(changed, changed))
    aside.replace(copy)
    return True
