"""A report as Markdown for a comment of a pull request, into which records can bring nothing but text.

Whatever somebody wrote stands in code, inline or fenced: there neither HTML nor links, mentions or references work.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from kb.contributing.comparing.report import Entry, Piece, Reporter, Section
from kb.contributing.comparing.words import visible

LIMIT = 60_000
"""As long as a comment of GitHub may be (65,536 characters), less what others may put around it."""
_WIDTH = 100
_SIGNS = re.compile(r"([\\`*_{}\[\]<>~|&])")
_ALIVE = re.compile(r"([@#]|(?<=:)(?=//)|(?<=www)(?=\.))")
_MARKS = {"-": ("[-", "-]"), "+": ("{+", "+}")}


def as_markdown(reporter: Reporter, limit: int = LIMIT) -> str:
    """The whole report; what is beyond the limit is left out between two entries, and that is said."""
    sections = reporter.sections()
    done = f"## {escaped(reporter.title())}\n\n"
    if not sections:
        return f"{done}{escaped(reporter.t('diff.nothing'))}\n"
    for section in sections:
        made, cut = _section(section, limit - len(done))
        done += made
        if cut:
            return f"{done}{escaped(reporter.t('diff.cut'))}\n"
    return done


def _section(section: Section, room: int) -> tuple[str, bool]:
    """A section as far as there is room for it, and whether something of it was left out."""
    head = f"<details><summary>{_html(section.title)}</summary>\n\n"
    done, end = (head, "\n</details>\n\n") if section.folded else (f"### {escaped(section.title)}\n\n", "\n")
    for entry in section.entries:
        more = "".join(f"{line}\n" for line in _entry(entry, 0))
        if len(done) + len(more) + len(end) + 500 > room:
            return done + end, True
        done += more
    return done + end, False


def _entry(entry: Entry, level: int) -> Iterator[str]:
    indent = "  " * level
    yield f"{indent}- {_line(entry.line)}"
    if entry.diff:
        yield from (f"{indent}  {line}" for line in block(_marked(entry.diff)))
    for each in entry.inner:
        yield from _entry(each, level + 1)


def _line(pieces: list[Piece]) -> str:
    shown = [escaped(piece.text) if piece.kind == "words" else code(piece.text) for piece in pieces]
    return re.sub(r" (?=[,:])", "", " ".join(shown))


def _marked(pieces: list[Piece]) -> str:
    made = []
    for piece in pieces:
        before, after = _MARKS.get(piece.kind, ("", ""))
        made.append(f"{before}{piece.text}{after}")
    separate = all(piece.kind != "=" for piece in pieces) and any("\n" in piece.text for piece in pieces)
    return ("\n" if separate else "").join(made)


def code(text: str) -> str:
    """A text as inline code: nothing in it means anything."""
    shown = " ".join(visible(text).split()) or " "
    fence = "`" * (_longest(shown) + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}"


def block(text: str) -> list[str]:
    """The lines of a text as fenced code."""
    shown = visible(text)
    fence = "`" * max(3, _longest(shown) + 1)
    lines = [part for line in shown.split("\n") for part in textwrap.wrap(line, _WIDTH, break_on_hyphens=False) or [""]]
    return [f"{fence}text", *lines, fence]


def _longest(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def escaped(text: str) -> str:
    """Words of the interface, which come from a file of the repository, too: shown as written."""
    shown = _SIGNS.sub(r"\\\1", " ".join(visible(text).split()))
    return _ALIVE.sub("\\1\u200b", shown)


def _html(text: str) -> str:
    shown = " ".join(visible(text).split())
    return _ALIVE.sub("\\1\u200b", shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
