"""Rows of a table -> files of records, tried in a copy of the knowledge base before anything is written.

A row with the `id` of a record that is there changes the fields of its columns and nothing else; an empty cell changes
nothing. Every other row is a new record.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.checking import check, check_library
from kb.contributing.canonical import canonical
from kb.contributing.comments import Comments, read_comments
from kb.contributing.editors import modeline
from kb.contributing.tabular import BETWEEN, Row, Target
from kb.fields import declarations
from kb.finding import CONTENT, RecordFile
from kb.library import Library, Record
from kb.names import is_name
from kb.problems import errors
from kb.reading import Node, Place
from kb.schema import Item
from kb.stamping import stamp
from kb.translating import LEDGER, translation_schema

_HERE = Place(1, 1)
Plain = dict[str, Any]


@dataclass
class Outcome:
    """What would be written (path -> text), and what is wrong with each row (number -> sentences)."""

    files: dict[str, str] = field(default_factory=dict)
    faults: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


class Unfit(Exception):
    """A row that cannot become a record; the message says why."""


class Importer:
    """Imports rows into a collection; `language` is that of new records whose row names none."""

    def __init__(self, library: Library, collection: str, columns: Mapping[str, Target], language: str) -> None:
        self.library, self.collection, self.columns, self.language = library, collection, columns, language
        self.schema: type[Item] = library.collections[collection].schema

    def run(self, rows: Iterable[Row]) -> Outcome:
        """Try all rows together."""
        outcome, owners = Outcome(), {}
        made: dict[str, str] = {}
        for row in rows:
            try:
                for path, text in self._files(row):
                    if path in made:
                        raise Unfit("the same record stands in an earlier row.")
                    made[path], owners[path] = text, row.number
            except Unfit as reason:
                outcome.faults[row.number].append(str(reason))
        fit = {
            path: text for path, text in made.items() if owners[path] not in outcome.faults and self._new(path, text)
        }
        if not fit:
            return outcome
        with _copy(self.library.root) as root:
            outcome.files = self._tried(root, fit, owners, outcome.faults)
        return outcome

    def _tried(
        self, root: Path, files: dict[str, str], owners: dict[str, int], faults: dict[int, list[str]]
    ) -> dict[str, str]:
        """The files as they stand after the check in a copy, without those of rows that do not fit."""
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        library, problems = check(root)
        known = set(check_library(self.library))
        for problem in errors(problems):
            if problem.path in owners:
                faults[owners[problem.path]].append(problem.message)
            elif problem not in known:
                for number in set(owners.values()):
                    faults[number].append(f"with it another file is wrong: {problem}")
        for path in files if library else ():
            self._stamp(library, path)
        texts = {path: (root / path).read_text(encoding="utf-8") for path in files if owners[path] not in faults}
        return {path: text for path, text in texts.items() if self._new(path, text)}

    def _new(self, path: str, text: str) -> bool:
        """Whether a file says anything that it does not say already."""
        return text != _read(self.library.root / path)

    def _stamp(self, library: Library | None, path: str) -> None:
        _, locale, collection, name = Path(path).parts
        record = library.records.get(f"{collection}/{Path(name).stem}") if library else None
        if record and locale in record.translations:
            stamp(record, locale, only_missing=True)

    def _files(self, row: Row) -> Iterator[tuple[str, str]]:
        """The files of a row: the original, and a translation for each other language that has a column."""
        name = self._name(row)
        record = self.library.drafts.get(f"{self.collection}/{name}")
        home = record.locale if record else row.cells.get("original", self.language)
        if home not in self.library.settings.languages:
            raise Unfit(f'"{home}" is no language of this knowledge base.')
        values = self._values(row, home, record)
        for locale in {home: None, **values}:
            file = (record.original if locale == home else record.translations.get(locale)) if record else None
            yield (
                f"{CONTENT}/{locale}/{self.collection}/{name}.yml",
                self._text(file, values[locale], locale == home, home),
            )

    def _name(self, row: Row) -> str:
        name = row.cells.get("id") or row.cells.get("ref", "").rpartition("/")[2]
        if not name:
            raise Unfit('it has no "id". Add a column "id" with the name of each record.')
        if not is_name(name):
            raise Unfit(f'the id "{name[:60]}" is no name. Use small Latin letters, digits and single hyphens.')
        return name

    def _values(self, row: Row, home: str, record: Record | None) -> dict[str, dict[tuple[str, ...], str]]:
        """The values of a row by language and path."""
        found: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
        found[home] = {}
        for column, target in self.columns.items():
            if (cell := row.cells.get(column)) is None:
                continue
            if record and self._in_list(target.path):
                if not _says(_first(record.original.node.plain(), target.path), cell):
                    name = ".".join(target.path)
                    raise Unfit(f'the record is there, and "{name}" stands in a list; lists are not changed.')
                continue
            found[target.locale or home][target.path] = cell
        return dict(found)

    def _in_list(self, path: tuple[str, ...]) -> bool:
        model: type[Item] | None = self.schema
        for name in path[:-1]:
            each = declarations(model)[name] if model else None
            if each is None or each.many:
                return True
            model = each.model
        return False

    def _text(self, file: RecordFile | None, values: dict[tuple[str, ...], str], original: bool, home: str) -> str:
        """The text of a file with other values."""
        schema = self.schema if original else translation_schema(self.schema)
        plain: Plain = file.node.plain() if file else {}
        for path, value in values.items():
            _put(plain, schema, path, value)
        if not original:
            plain.setdefault(LEDGER, {"language": home})
        comments = Comments(head=[modeline(self.collection, "" if original else "translation")])
        if file:
            comments = read_comments(file.path.read_text(encoding="utf-8"), file.node)
        return canonical(_node(plain), schema, comments)


def _put(plain: Plain, model: type[Item], path: tuple[str, ...], cell: str) -> None:
    """Set the value at a path; where the record says so already, the way it is written stays, too."""
    name, *rest = path
    each = declarations(model)[name]
    if not rest:
        if not _says(plain.get(name, model.model_fields[name].default), cell):
            plain[name] = [part.strip() for part in cell.split(BETWEEN) if part.strip()] if each.many else cell
    elif each.model is not None:
        inner = plain.setdefault(name, [{}] if each.many else {})
        inner = inner[0] if each.many and isinstance(inner, list) and inner else inner
        if not isinstance(inner, dict):
            raise Unfit(f'the record has no fields under "{name}". Mend it first.')
        _put(inner, each.model, tuple(rest), cell)
        if inner in ({}, None):
            del plain[name]


def _first(plain: Any, path: tuple[str, ...]) -> Any:
    """The value at a path, in lists of their first items."""
    for name in path:
        plain = plain[0] if isinstance(plain, list) and plain else plain
        plain = plain.get(name) if isinstance(plain, dict) else None
    return plain


def _says(value: Any, cell: str) -> bool:
    """Whether a value is what a cell says; how a list or a line end is written does not count."""
    if isinstance(value, bool):
        return cell == str(value).lower()
    text = BETWEEN.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return "".join(text.split()) == "".join(cell.split())


def _node(value: Any) -> Node:
    if isinstance(value, dict):
        return Node(_HERE, {name: (_HERE, _node(each)) for name, each in value.items()})
    return Node(_HERE, [_node(each) for each in value] if isinstance(value, list) else value)


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


@contextmanager
def _copy(root: Path) -> Iterator[Path]:
    """A copy of the records beside the same programs, to try things on."""
    with tempfile.TemporaryDirectory(prefix="kb-import-") as folder:
        copy = Path(folder)
        shutil.copytree(root / CONTENT, copy / CONTENT, symlinks=True)
        for name in ("hooks", "theme"):
            if (root / name).exists():
                (copy / name).symlink_to((root / name).resolve())
        yield copy
