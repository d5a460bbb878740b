"""A report for a terminal, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from kb.contributing.comparing.comparison import Comparison
from kb.contributing.comparing.report import Entry, Piece, Reporter
from kb.contributing.comparing.words import visible

_STYLES = {"-": "red", "+": "green", "raw": "cyan"}
_MARKS = {"-": ("[-", "-]"), "+": ("{+", "+}")}


def as_text(reporter: Reporter, console: Console) -> None:
    """Print a report."""
    console.print(Text(visible(reporter.title()), style="bold"), soft_wrap=True)
    sections = reporter.sections()
    if not sections:
        console.print(Text(reporter.t("diff.nothing")))
    for section in sections:
        console.print(Text(f"\n{visible(section.title)}", style="bold"), soft_wrap=True)
        for entry in section.entries:
            for line in _entry(entry, 1):
                console.print(line, soft_wrap=True)


def _entry(entry: Entry, level: int) -> Iterator[Text]:
    indent = "  " * level
    yield Text(indent) + _line(entry.line)
    if entry.diff:
        yield Text(f"{indent}  ") + Text("").join(map(_piece, entry.diff))
    for each in entry.inner:
        yield from _entry(each, level + 1)


def _line(pieces: list[Piece]) -> Text:
    line = Text("")
    for index, piece in enumerate(pieces):
        line += Text(" " if index and not piece.text.startswith((",", ":")) else "") + _piece(piece)
    return line


def _piece(piece: Piece) -> Text:
    before, after = _MARKS.get(piece.kind, ("", ""))
    return Text(f"{before}{visible(piece.text)}{after}", style=_STYLES.get(piece.kind, ""))


def as_json(comparison: Comparison) -> str:
    """Everything, as it was found."""
    return json.dumps(asdict(comparison), ensure_ascii=False, indent=1)
