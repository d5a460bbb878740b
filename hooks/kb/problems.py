"""What is wrong, where, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

from kb.characters import HIDDEN
from kb.names import LONGEST

Level = Literal["error", "warning"]
MENDED = frozenset({"KB003", "KB005", "KB006", "KB008", "KB063", "KB064"})
"""Problems that `kb check --fix` mends by itself (a tab only at the end of a line)."""
_UNSEEN = re.compile(rf"[\t\n\r]|{HIDDEN.pattern}")
_CODE = re.compile(r'"(KB\d{3})"')


@dataclass(frozen=True, order=True)
class Problem:
    """One problem in one place.

    `message` is up to three plain sentences: what was found, what was expected, how to mend it.
    `line` and `column` count from 1; `path` is relative to the root of the knowledge base, with '/'.
    `code` is stable, so that documentation and filters can name it.
    """

    path: str
    line: int
    column: int
    message: str
    code: str
    level: Level = field(default="error", compare=False)

    def __post_init__(self) -> None:
        """What strangers wrote stands in messages: a terminal, a log or a program that reads them must not take it for its own."""
        object.__setattr__(self, "message", one_line(self.message))

    def __str__(self) -> str:
        mark = "" if self.level == "error" else "warning: "
        return f"{self.path}:{self.line}:{self.column}: {mark}{self.message} [{self.code}]"


def one_line(text: str, most: int = 900) -> str:
    """A text of at most so many characters, with all that has no shape of its own as an escape."""
    short = text if len(text) <= most else f"{text[:most]}…"
    return _UNSEEN.sub(lambda sign: sign.group().encode("unicode_escape").decode(), short)


class ProblemsFound(Exception):
    """Raised by a build that must not go on; holds every problem found, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__(summary(self.problems))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop a build."""
    return [problem for problem in problems if problem.level == "error"]


def summary(problems: Iterable[Problem]) -> str:
    """All problems, one a line, and their number: what a person reads in a terminal."""
    lines = [str(problem) for problem in sorted(problems)]
    noun = "problem" if len(lines) == 1 else "problems"
    return "\n".join([*lines, f"{len(lines)} {noun} found."])


MOST = 100
"""Problems of one kind in one file that are told; more help nobody and would take long to find."""


def limited(found: Iterable[Problem]) -> Iterator[Problem]:
    """The first problems, and where the others begin."""
    for number, problem in enumerate(found):
        if number == MOST:
            message = f"Here follow more than {MOST} problems of this file. Mend those told first."
            yield replace(problem, message=message, code="KB016", level="error")
            return
        yield problem


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is probably meant."""
    from difflib import get_close_matches

    if len(word) > 2 * LONGEST:
        return None
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """' Did you mean "title"?' when one of the known words is close, else nothing."""
    close = closest(word, known)
    return f' Did you mean "{close}"?' if close else ""


@cache
def codes(folder: Path) -> frozenset[str]:
    """Every problem code that the programs in a folder can report."""
    return frozenset(code for path in folder.rglob("*.py") for code in _CODE.findall(path.read_text(encoding="utf-8")))
