"""Tables that somebody made: rows of a CSV file or of a sheet of Excel or LibreOffice, and which field each column means.

A column is known by the path of its field (`starts`, `sources.url`), by the name it has in our own exports (`starts`,
`title_en`, `participants_total_value`), or by its label in any language. In a list of parts the path means the first item.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from python_calamine import CalamineError, CalamineWorkbook

from kb.exporting.data.sheets import FORMULA
from kb.fields import FieldDeclaration, declarations
from kb.library import Library
from kb.problems import did_you_mean
from kb.schema import Item, Role

MOST_BYTES = 20 * 1024 * 1024
"""Of a table, unpacked; a workbook is an archive, in which a few bytes can stand for gigabytes."""
MOST_ROWS, MOST_COLUMNS = 5000, 500
BETWEEN = ";"  # the items of a list in one cell
WORKBOOKS = (".xlsx", ".xls", ".xlsb", ".ods")
OWN = ("ref", "id", "original")


# In our own tables a text that a spreadsheet would take for a formula has an apostrophe before it.
_QUOTED = tuple(f"'{sign}" for sign in FORMULA)


class BadTable(Exception):
    """A table that cannot be read; the message says why."""


@dataclass(frozen=True)
class Target:
    """The field that a column fills: its path, and the language where it is not that of the record."""

    path: tuple[str, ...]
    field: FieldDeclaration
    locale: str | None = None


@dataclass(frozen=True)
class Row:
    """`number` is its line in the sheet, the header being 1; `cells` are texts by column, without the empty ones."""

    number: int
    cells: Mapping[str, str]


def read_table(path: Path, sheet: str | None, likely: str = "") -> list[Row]:
    """The rows of a CSV file (UTF-8, commas or semicolons) or of a sheet of a workbook: the one named, else the likely
    one, else the first."""
    if path.stat().st_size > MOST_BYTES:
        raise BadTable(f"The file is larger than {MOST_BYTES // 1024**2} MiB. Split it.")
    lines = _workbook(path, sheet, likely) if path.suffix.lower() in WORKBOOKS else _csv(path)
    header, *rest = lines or [[]]
    if len(rest) > MOST_ROWS or len(header) > MOST_COLUMNS:
        raise BadTable(f"The table has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns. Split it.")
    names = [_name(cell) for cell in header]
    if twice := {name for name in names if name and names.count(name) > 1}:
        raise BadTable(f'The column "{min(twice)}" stands twice. Give each column a name of its own.')
    rows = [Row(number, _cells(names, line)) for number, line in enumerate(rest, 2)]
    return [row for row in rows if row.cells]


def _name(cell: Any) -> str:
    """The name of a column, as it can be shown in one line."""
    name = " ".join(_text(cell).split())[:200]
    return "".join(sign for sign in name if sign.isprintable())


def _cells(names: list[str], line: list[Any]) -> dict[str, str]:
    pairs = ((name, _text(cell)) for name, cell in zip(names, line, strict=False))
    return {name: text for name, text in pairs if name and text}


def _csv(path: Path) -> list[list[Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadTable("The file is not UTF-8. Save it as “CSV UTF-8”.") from None
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return list(islice(lines, MOST_ROWS + 2))
    except csv.Error as error:
        raise BadTable(f"Line {lines.line_num} is no line of a table: {error}. Save it as “CSV UTF-8” again.") from None


def _workbook(path: Path, sheet: str | None, likely: str) -> list[list[Any]]:
    try:
        _not_too_large(path)
        book = CalamineWorkbook.from_path(path)
        if sheet and sheet not in book.sheet_names:
            raise BadTable(f'There is no sheet "{sheet}". There are: {", ".join(book.sheet_names)}.')
        name = sheet or (likely if likely in book.sheet_names else book.sheet_names[0])
        return list(book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST_ROWS + 2))
    except (CalamineError, BadZipFile):
        raise BadTable("This is no workbook that can be read. Save it again as .xlsx, or the sheet as CSV.") from None


def _not_too_large(path: Path) -> None:
    """Most workbooks are archives; how large they are unpacked stands in them."""
    if not is_zipfile(path):
        return
    with ZipFile(path) as archive:
        if sum(each.file_size for each in archive.infolist()) > MOST_BYTES:
            raise BadTable(f"The workbook is larger than {MOST_BYTES // 1024**2} MiB. Split it.")


def _text(cell: Any) -> str:
    """A cell as it would be written in a record."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    return text[1:] if text.startswith(_QUOTED) else text


def targets(library: Library, collection: str, columns: list[str], given: Mapping[str, str]) -> dict[str, Target]:
    """What each column means; `given` names the field of a column, or nothing for a column to leave out."""
    known = _names(library, collection)
    found: dict[str, Target] = {}
    if lost := sorted(set(given) - set(columns)):
        raise BadTable(f'There is no column "{lost[0]}".{did_you_mean(lost[0], columns)}')
    for column in columns:
        name = given.get(column, column)
        if column in OWN and column not in given:
            continue
        if name in known:
            found[column] = known[name]
        elif name and not column.startswith("page_"):
            hint = did_you_mean(name, known)
            raise BadTable(
                f'No field is called "{name}".{hint} Name it with --map "{column}=FIELD", or leave it out with --map "{column}=".'
            )
    return found


def _names(library: Library, collection: str) -> dict[str, Target]:
    """Every name that a column may have."""
    found: dict[str, Target] = {}
    for path, field in _paths(library.collections[collection].schema, ()):
        target = Target(path, field)
        found.setdefault(".".join(path), target)
        found.setdefault("_".join(path), target)
        for locale, labels in library.labels.items():
            if field.role is not Role.FACT:
                found.setdefault(f"{'_'.join(path)}_{locale}", Target(path, field, locale))
            if len(path) == 1:
                found.setdefault(str(labels.texts.get(f"{field.label}.label")), target)
    return found


def _paths(model: type[Item], at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], FieldDeclaration]]:
    for name, field in declarations(model).items():
        if field.model is None:
            yield (*at, name), field
        else:
            yield from _paths(field.model, (*at, name))
