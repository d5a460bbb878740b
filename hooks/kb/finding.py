"""Which files are records, and what they hold: `content/<language>/<collection>/<id>.yml`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.discovery import Collection
from kb.fields import declarations
from kb.problems import Problem, did_you_mean
from kb.reading import EMPTY, Node, read_file
from kb.schema import SLUG, Item
from kb.translating import LEDGER, translation_schema
from kb.validating import validate

CONTENT = "content"
LABELS_FILE = "labels.yml"


@dataclass(frozen=True)
class RecordFile:
    """One file of a record: an original, or a translation when it has a ledger. `model` is None when it is not valid."""

    path: Path
    shown: str
    locale: str
    collection: str
    id: str
    node: Node
    model: Any
    translation: bool

    @property
    def ref(self) -> str:
        """`collection/id` of the record."""
        return f"{self.collection}/{self.id}"


def find_records(
    root: Path, languages: list[str], collections: dict[str, Collection]
) -> tuple[list[RecordFile], list[Problem]]:
    """Every record file of every language, read and validated, and what is wrong with them."""
    files: list[RecordFile] = []
    problems: list[Problem] = []
    for language in languages:
        for path in _files(root, root / CONTENT / language, problems):
            _take(root, path, language, collections, files, problems)
    return files, problems


def _files(root: Path, folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Files below a folder in a fixed order; links that lead elsewhere are problems and are not followed."""
    for name in sorted(os.listdir(folder)) if folder.is_dir() else []:
        path = folder / name
        if path.is_symlink():
            message = "This is a symbolic link. Put the file itself here; links are not followed."
            problems.append(Problem(_shown(root, path), 1, 1, message, "KB034"))
        elif path.is_dir():
            yield from _files(root, path, problems)
        elif not name.startswith("."):
            yield path


def _take(
    root: Path,
    path: Path,
    language: str,
    collections: dict[str, Collection],
    files: list[RecordFile],
    problems: list[Problem],
) -> None:
    shown = _shown(root, path)
    parts = path.relative_to(root / CONTENT / language).parts
    if parts == (LABELS_FILE,):
        return
    if fault := _misplaced(parts, collections):
        problems.append(Problem(shown, 1, 1, fault, "KB035"))
        return
    file, found = _read(path, shown, language, collections[parts[0]])
    problems += found
    files.append(file)


def _misplaced(parts: tuple[str, ...], collections: dict[str, Collection]) -> str | None:
    known = ", ".join(collections)
    if len(parts) != 2:
        return f"No record is expected here. Put it into the folder of its collection: {known}."
    collection, name = parts
    if collection not in collections:
        return f'"{collection}" is no collection.{did_you_mean(collection, collections)} Known are: {known}.'
    if not name.endswith(".yml"):
        return f'"{name}" is no record. Records end with .yml.'
    if not SLUG.fullmatch(name.removesuffix(".yml")):
        return f'The file name "{name}" is no slug. Use small Latin letters, digits and single hyphens, for example 2018-09-almaty-industrial-safety.yml.'
    return None


def _read(path: Path, shown: str, language: str, collection: Collection) -> tuple[RecordFile, list[Problem]]:
    node, problems = read_file(path, shown)
    fields = node.value if node else {}
    translation = isinstance(fields, dict) and LEDGER in fields
    model = None
    if node is not None and not problems:
        schema: type[Item] = translation_schema(collection.schema) if translation else collection.schema
        model, problems = validate(schema, node, shown)
        problems = [_fact_in_translation(problem, collection, path, translation) for problem in problems]
    elif node is not None:
        _, found = validate(translation_schema(collection.schema) if translation else collection.schema, node, shown)
        problems = [*problems, *found]
    file = RecordFile(path, shown, language, collection.name, path.stem, node or EMPTY, model, translation)
    return file, problems


def _fact_in_translation(problem: Problem, collection: Collection, path: Path, translation: bool) -> Problem:
    """A fact in a translation is not "unknown": say where it belongs."""
    name = problem.message.partition('"')[2].partition('"')[0]
    if not translation or problem.code != "KB021" or name not in declarations(collection.schema):
        return problem
    message = f'"{name}" is a fact and stands in a translation. Facts stand in the original only; move it to the {path.name} that has no "translation_of".'
    return Problem(problem.path, problem.line, problem.column, message, "KB036")


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
