"""Which files are records, and what they hold: `content/<language>/<collection>/<id>.yml`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from kb.discovery import Collection
from kb.names import name_fault
from kb.problems import Level, Problem, did_you_mean
from kb.reading import EMPTY, NO_LINK, Location, Node, Place, bytes_of, read_bytes
from kb.salvaging import salvage
from kb.schema import SLUG, Item
from kb.translating import LEDGER, translation_schema
from kb.untouched import State, state_of
from kb.validating import validate

CONTENT = "content"
LABELS_FILE = "labels.yml"
SITE_NAME = "site.yml"
_DEEPEST = 6
MOST_FILES = 20_000


@dataclass(frozen=True)
class RecordFile:
    """One file of a record: an original, or a translation when it has a ledger.

    `model` is None when the file is not valid; `draft` is then what can be read of it all the same, so that one
    mistake does not hide the others.
    """

    path: Path
    shown: str
    locale: str
    collection: str
    id: str
    node: Node
    model: Any
    translation: bool
    draft: Any = None
    digest: str = ""

    @property
    def ref(self) -> str:
        """`collection/id` of the record."""
        return f"{self.collection}/{self.id}"

    @property
    def valid(self) -> bool:
        """Whether every value is what its schema wants."""
        return self.draft is None and self.model is not None

    def readable(self) -> RecordFile:
        """The file with its draft in the place of the model that it lacks."""
        return self if self.model is not None else replace(self, model=self.draft)

    def place_of_words(self, location: Location, words: str) -> Place:
        """Place of some words inside a text; of the text where they are written in another way."""
        start = self.node.place_of(location)
        for number in range(start.line, len(self._lines) + 1) if words else ():
            column = self._lines[number - 1].find(words, start.column - 1 if number == start.line else 0)
            if column >= 0:
                return Place(number, column + 1)
        return start

    @cached_property
    def _lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8").split("\n")


class _Place(NamedTuple):
    """What follows from where a file stands."""

    shown: str
    language: str
    collection: Collection


class _Read(NamedTuple):
    """What was read of a file, what is wrong with it, and the state in which it was then."""

    file: RecordFile
    problems: list[Problem]
    state: State = None


Seen = dict[Path, _Read]


def problem(
    file: RecordFile,
    location: Location,
    message: str,
    code: str,
    level: Level = "error",
    *,
    name: bool = False,
    words: str = "",
) -> Problem:
    """A problem at a location of a record's file: at the value, at its name, or at some words of a text."""
    place = file.place_of_words(location, words) if words else file.node.place_of(location, name=name)
    return Problem(file.shown, *place, message, code, level)


def find_records(
    root: Path, languages: list[str], collections: dict[str, Collection], seen: Seen | None = None
) -> tuple[list[RecordFile], list[Problem]]:
    """Every record file of every language, read and validated, and what is wrong with them.

    `seen` holds what was read before, and afterwards what was read now: an unchanged file is not read again.
    """
    before = dict(seen or {})
    now: Seen = {} if seen is None else seen
    now.clear()
    files: list[RecordFile] = []
    problems: list[Problem] = []
    problems += _strangers(root, languages)
    for language in languages:
        for number, path in enumerate(_files(root, root / CONTENT / language, problems)):
            if number == MOST_FILES:
                message = f"More than {MOST_FILES} files stand in this language. The rest is not read."
                problems.append(Problem(f"{CONTENT}/{language}", 1, 1, message, "KB016"))
                break
            if place := _placed(root, path, language, collections, problems):
                now[path] = _read(path, place, before.get(path))
    for read in now.values():
        files.append(read.file)
        problems += read.problems
    return files, problems


def _strangers(root: Path, languages: list[str]) -> Iterator[Problem]:
    """Whatever stands in `content/` beside the settings and the folders of the languages."""
    for name in sorted(os.listdir(root / CONTENT)):
        path = root / CONTENT / name
        if path.is_symlink():
            yield Problem(_shown(root, path), 1, 1, NO_LINK, "KB034")
        elif name not in (SITE_NAME, *languages) and not name.startswith("."):
            message = f'Neither the settings nor a language. Languages are: {", ".join(languages)}; a new one is a folder, named by its code, with {LABELS_FILE}. Add that file, or delete "{name}".'
            yield Problem(_shown(root, path), 1, 1, message, "KB035")


def _files(root: Path, folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Files below a folder in a fixed order; links that lead elsewhere are problems and are not followed."""
    for name in sorted(os.listdir(folder)) if folder.is_dir() and not folder.is_symlink() else []:
        path = folder / name
        if path.is_symlink():
            problems.append(Problem(_shown(root, path), 1, 1, NO_LINK, "KB034"))
        elif path.is_dir():
            if len(path.relative_to(root).parts) > _DEEPEST:
                message = f"Too many folders in one another. Records stand in {CONTENT}/LANGUAGE/COLLECTION."
                problems.append(Problem(_shown(root, path), 1, 1, message, "KB035"))
            else:
                yield from _files(root, path, problems)
        elif not name.startswith("."):
            yield path


def _placed(
    root: Path, path: Path, language: str, collections: dict[str, Collection], problems: list[Problem]
) -> _Place | None:
    """What kind of record a file holds by the place where it stands; None for what is no record."""
    shown = _shown(root, path)
    parts = tuple(_printable(part) for part in path.relative_to(root / CONTENT / language).parts)
    if parts == (LABELS_FILE,):
        return None
    if fault := _misplaced(parts, collections):
        problems.append(Problem(shown, 1, 1, fault, "KB035"))
        return None
    return _Place(shown, language, collections[parts[0]])


def _misplaced(parts: tuple[str, ...], collections: dict[str, Collection]) -> str | None:
    known = ", ".join(collections)
    if len(parts) != 2:
        return f"No record is expected here. Put it into the folder of its collection: {known}."
    collection, name = parts
    if collection not in collections:
        hint = did_you_mean(collection, collections) or f" Known are: {known}."
        return f'"{collection}" is no collection.{hint}'
    if not name.endswith(".yml"):
        return f'"{name}" is no record. Records end with .yml.'
    if not SLUG.fullmatch(name.removesuffix(".yml")):
        return f'The file name "{name}" is no slug. Use small Latin letters, digits and single hyphens, for example 2018-09-first-meeting.yml.'
    if fault := name_fault(name.removesuffix(".yml")):
        return f'"{name}" cannot be a file everywhere. Expected {fault}; give it another one.'
    return None


def _read(path: Path, place: _Place, before: _Read | None) -> _Read:
    state = state_of(path)
    if before and state and before.state == state:
        return before
    data = bytes_of(path, place.shown)
    if isinstance(data, Problem):
        return _Read(_file(path, place, None, ""), [data])
    digest = hashlib.sha256(data).hexdigest()
    if before and before.file.digest == digest:
        return before._replace(state=state)
    return _Read(*_understood(path, place, data, digest), state)


def _understood(path: Path, place: _Place, data: bytes, digest: str) -> tuple[RecordFile, list[Problem]]:
    node, problems = read_bytes(data, place.shown)
    if node is None:
        return _file(path, place, None, digest), problems
    file = _file(path, place, node, digest)
    model, found = validate(_schema(file, place), node, place.shown)
    problems = [*problems, *found]
    if problems:
        return replace(file, draft=salvage(_schema(file, place), node)), problems
    return replace(file, model=model), problems


def _file(path: Path, place: _Place, node: Node | None, digest: str) -> RecordFile:
    translation = node is not None and isinstance(node.value, dict) and LEDGER in node.value
    return RecordFile(
        path,
        place.shown,
        place.language,
        place.collection.name,
        path.stem,
        node or EMPTY,
        None,
        translation,
        None,
        digest,
    )


def _schema(file: RecordFile, place: _Place) -> type[Item]:
    return translation_schema(place.collection.schema) if file.translation else place.collection.schema


def _shown(root: Path, path: Path) -> str:
    return _printable(path.relative_to(root).as_posix())


def _printable(name: str) -> str:
    """A name of a file that can be shown in one line, even where it is no UTF-8."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in name)
