"""Mends that cannot be wrong: how a file is encoded, white space nobody sees, and what a ledger lacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kb.characters import STACKED
from kb.finding import CONTENT
from kb.library import Library, load
from kb.stamping import stamp_all_missing

_BOM = b"\xef\xbb\xbf"


def mend(root: Path) -> list[str]:
    """Mend every file of the knowledge base at `root`; returns the paths of those that were changed."""
    changed = [path.relative_to(root).as_posix() for path in _files(root) if _mend_file(path)]
    library = load(root)
    return sorted({*changed, *(_ledgers(library) if isinstance(library, Library) else ())})


def _files(root: Path) -> Iterator[Path]:
    for path in sorted((root / CONTENT).rglob("*.yml")):
        if path.is_file() and not path.is_symlink() and path.resolve().is_relative_to((root / CONTENT).resolve()):
            yield path


def _mend_file(path: Path) -> bool:
    data = path.read_bytes()
    right = mended(data)
    if right != data:
        path.write_bytes(right)
    return right != data


def mended(data: bytes) -> bytes:
    """The bytes of a file without byte order mark, CR, tabs at line ends, in NFC; bytes that are no UTF-8 stay."""
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        return data
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(_without_tab_at_end(line) for line in lines)
    return (text if STACKED.search(text) else unicodedata.normalize("NFC", text)).encode()


def _without_tab_at_end(line: str) -> str:
    bare = line.rstrip(" \t")
    return bare if "\t" in line[len(bare) :] else line


def _ledgers(library: Library) -> list[str]:
    """Note the original of every translated field that has no note yet."""
    files = [file for record in library.records.values() for file in record.translations.values()]
    before = {file.shown: file.path.read_bytes() for file in files}
    stamp_all_missing(library)
    return [file.shown for file in files if file.path.read_bytes() != before[file.shown]]
