"""Whether the files of a record are in the form that `kb fmt` gives them."""

from __future__ import annotations

from collections.abc import Iterator

from kb.contributing.formatting import CannotFormat, formatted
from kb.finding import RecordFile
from kb.library import Library, Record
from kb.problems import Problem


def problems(library: Library) -> list[Problem]:
    """Every file of the library that is in another form."""
    return [each for record in library.records.values() for each in is_in_form(library, record)]


def is_in_form(library: Library, record: Record) -> Iterator[Problem]:
    """Every file of a record is in its canonical form (a warning: `kb fmt` writes it)."""
    for file in (record.original, *record.translations.values()):
        if file.valid and (line := _first_difference(library, file)):
            message = f"From this line on the file is not in the form that all records have. Run: kb fmt {file.shown}"
            yield Problem(file.shown, line, 1, message, "KB080", "warning")


def _first_difference(library: Library, file: RecordFile) -> int:
    """The line in which the file begins to differ from its canonical form; 0 where it does not."""
    text = file.path.read_text(encoding="utf-8")
    try:
        right = formatted(library, file, text)
    except CannotFormat:
        return 0
    if text == right:
        return 0
    lines, wanted = text.split("\n"), right.split("\n")
    pairs = enumerate(zip(lines, wanted, strict=False), 1)
    return next((number for number, (line, want) in pairs if line != want), min(len(lines), len(wanted)))
