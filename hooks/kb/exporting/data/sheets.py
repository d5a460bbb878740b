"""Tables as CSV (RFC 4180, UTF-8) and as Excel workbooks (ECMA-376, by XlsxWriter), one of each for a collection.

Lists of texts stand in one cell with semicolons between; who needs them apart takes JSON or SQLite.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from kb.exporting.data.tables import Column, Table
from kb.library import Library
from kb.writing import Writer

BETWEEN = "; "
FORMULA = ("=", "+", "-", "@")
"""Spreadsheets take a text of a CSV file that begins so for a formula and run it: an apostrophe is put before it."""
_WIDTHS = {"integer": 10, "number": 10, "boolean": 10, "date": 12, "list": 30, "text": 24}
_MOST_LETTERS = 31  # of the name of a sheet in Excel


def csv_bytes(table: Table) -> bytes:
    """A table as CSV with its header."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([[csv_cell(value) for value in row] for row in table.rows])
    return text.getvalue().encode()


def csv_cell(value: Any) -> Any:
    """A value as it stands in a cell of a CSV file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = BETWEEN.join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text


def workbook(library: Library, tables: Sequence[Table]) -> bytes:
    """The tables of a collection, each on a sheet, after one that says what the columns mean."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, options) as book:
        # The day of the records, not of the build: the same records make the same bytes.
        book.set_properties({"created": datetime.combine(library.reviewed, time())})
        bold = book.add_format({"bold": True})
        names = {table.name: _sheet_name(table) for table in tables}
        about = book.add_worksheet("about")
        for number, row in enumerate(_about(library, tables, names)):
            about.write_row(number, 0, row, bold if number == 0 else None)
        about.set_column(0, 3, 40)
        for table in tables:
            _sheet(book.add_worksheet(names[table.name]), table, bold)
    return target.getvalue()


def _sheet_name(table: Table) -> str:
    """The name of a table without that of the collection, where something is left."""
    short = table.name.removeprefix(f"{table.collection}_")
    return short if len(short) <= _MOST_LETTERS else short[-_MOST_LETTERS:].strip("_")


def _sheet(sheet: Any, table: Table, bold: Any) -> None:
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, column.name, bold)
        sheet.set_column(number, number, _WIDTHS[column.kind])
    for line, row in enumerate(table.rows, 1):
        for number, value in enumerate(row):
            _write(sheet, line, number, value)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _write(sheet: Any, line: int, number: int, value: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(line, number, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, number, value)
    elif value:
        sheet.write_string(line, number, BETWEEN.join(value) if isinstance(value, list) else value)


def _about(library: Library, tables: Sequence[Table], names: dict[str, str]) -> list[list[str]]:
    """What it is, when it was checked, under which licence; then each column with its label in every language."""
    writers = [Writer(library, locale) for locale in library.settings.languages]
    rows = [[writer.t("site.name").unescape() for writer in writers]]
    rows.append([library.settings.url, library.reviewed.isoformat(), library.settings.licence or ""])
    rows += [[writer.t("site.licence").unescape()] for writer in writers] + [[]]
    for table in tables:
        rows += [
            [names[table.name], column.name, *labels]
            for column in table.columns
            if any(labels := column_labels(writers, column))
        ]
    return rows


def column_labels(writers: Sequence[Writer], column: Column) -> list[str]:
    """The label of a column in every language; empty for those that stand for themselves."""
    found = [str(writer.labels.get(f"{column.label}.label", "")) for writer in writers]
    return [f"{label} ({column.locale})" if label and column.locale else label for label in found]
