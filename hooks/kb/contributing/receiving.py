"""A file that somebody sent: where it belongs, and whether it can stand there."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from kb.contributing.formatting import CannotFormat, formatted
from kb.contributing.mending import mended
from kb.finding import CONTENT
from kb.library import Library
from kb.names import is_name
from kb.previewing.session import Session
from kb.problems import Problem, errors
from kb.reading import linked
from kb.translating import LEDGER

_PLACE = re.compile(rf"^#[ \t]*({CONTENT}/[\w-]+/[\w-]+/[\w.-]+\.yml)[ \t]*\n".encode(), re.MULTILINE)
_PATTERN = f"{CONTENT}/LANGUAGE/COLLECTION/NAME.yml"
# As the form names a file; browsers put a number in brackets behind a name that is there already.
_NAME = re.compile(r"([a-z]+)\.([a-z0-9-]+)\.([\w-]+)(?: ?\(\d+\))?\.yml")


class NoPlace(Exception):
    """It is not known where a file belongs; the message says what is missing."""


def place(library: Library, data: bytes, named: str | None, file: str = "") -> PurePosixPath:
    """The path of a sent file below the root: the one named, else the one in a comment of its own, else what its name says."""
    match = _PLACE.search(mended(data))
    shown = named or (match.group(1).decode() if match else _by_name(file))
    if not shown:
        raise NoPlace(f"The file does not say where it belongs. Name its path with --as {_PATTERN}.")
    parts = PurePosixPath(shown).parts
    languages, collections = library.settings.languages, library.collections
    known = len(parts) == 4 and parts[0] == CONTENT and parts[1] in languages and parts[2] in collections
    name = PurePosixPath(shown)
    if not known or name.suffix != ".yml" or not is_name(name.stem) or linked(library.root / name, len(parts)):
        raise NoPlace(f'"{shown}" is no place of a record. Write {_PATTERN}.')
    return name


def _by_name(file: str) -> str:
    """The path that the name of a file from the form stands for: COLLECTION.NAME.LANGUAGE.yml."""
    match = _NAME.fullmatch(file)
    return f"{CONTENT}/{match[3]}/{match[1]}/{match[2]}.yml" if match else ""


def is_translation(data: bytes) -> bool:
    """Whether a sent file is a translation; it is received after its original."""
    return bool(re.search(rf"^{LEDGER}:".encode(), mended(data), re.MULTILINE))


def receive(session: Session, data: bytes, shown: PurePosixPath) -> list[Problem]:
    """Put a file into its place, in the form that all records have; with an error in it everything stays as it was.

    `session` has looked at the knowledge base just before. Returns what is wrong with the file, and what it breaks elsewhere.
    """
    known = set(session.problems)
    target = session.root / shown
    before = target.read_bytes() if target.exists() else None
    target.parent.mkdir(parents=True, exist_ok=True)
    accepted = False
    try:
        target.write_bytes(_PLACE.sub(b"", mended(data), count=1).lstrip(b"\n"))
        session.look()
        mine = [each for each in session.problems if each.path == str(shown) or (each not in known and errors([each]))]
        accepted = not errors(mine)
        if session.publication and accepted:
            _format(session.publication.library, target, str(shown))
        return mine
    finally:
        if not accepted:
            _put_back(target, before)


def _put_back(target: Path, before: bytes | None) -> None:
    if before is None:
        target.unlink()
    else:
        target.write_bytes(before)


def _format(library: Library, target: Path, shown: str) -> None:
    for record in library.records.values():
        for file in (record.original, *record.translations.values()):
            if file.shown == shown:
                try:
                    target.write_text(formatted(library, file, target.read_text(encoding="utf-8")), encoding="utf-8")
                except CannotFormat:
                    return
