"""Problems for people and for programs: plain lines, JSON, annotations of GitHub, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kb.library import Library
from kb.problems import Problem, errors, summary

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(library: Library | None, problems: list[Problem]) -> str:
    """What a person reads in a terminal."""
    if problems:
        return summary(problems)
    return f"{len(library.records) if library else 0} records, no problems."


def as_json(library: Library | None, problems: list[Problem]) -> str:
    """All problems with the address of the page that explains each."""
    found = [
        {
            "path": each.path,
            "line": each.line,
            "column": each.column,
            "level": each.level,
            "code": each.code,
            "message": each.message,
            "help": _help(library, each.code),
        }
        for each in problems
    ]
    counts = {"errors": len(errors(problems)), "warnings": len(problems) - len(errors(problems))}
    return json.dumps({"problems": found, **counts}, ensure_ascii=False, indent=1)


def as_github(library: Library | None, problems: list[Problem]) -> str:
    """Annotations on the lines of a pull request, then the same for the log."""
    return "\n".join([*map(_annotation, problems), as_text(library, problems)])


def _annotation(each: Problem) -> str:
    values = {"file": each.path, "line": each.line, "col": each.column, "title": each.code}
    inside = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in values.items())
    return f"::{each.level} {inside}::{_escaped(each.message)}"


def _escaped(text: str, more: str = "") -> str:
    """A text in a command of GitHub's runner: signs that would end it are written by their number."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_sarif(library: Library | None, problems: list[Problem]) -> str:
    """The format that code scanners exchange."""
    rules = sorted({each.code for each in problems})
    driver = {
        "name": "kb",
        "informationUri": _help(library, ""),
        "rules": [{"id": code, "helpUri": _help(library, code)} for code in rules],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [*map(_result, problems)]}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(each: Problem) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": each.path, "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": each.line, "startColumn": each.column},
    }
    return {
        "ruleId": each.code,
        "level": each.level,
        "message": {"text": each.message},
        "locations": [{"physicalLocation": place}],
    }


def _help(library: Library | None, code: str) -> str:
    """The page that explains a code."""
    address = f"problems/#{code}" if code else "problems/"
    return f"{library.settings.url}{address}" if library else address


FORMATS: dict[str, Callable[[Library | None, list[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
