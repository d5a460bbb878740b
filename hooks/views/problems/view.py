"""What the check finds: every problem code with what it means and what is right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from markupsafe import Markup

from kb.problems import MENDED, codes
from kb.texts import preformatted
from kb.writing import Writer

_EXAMPLES = Path(__file__).with_name("examples.yml")


class Entry(NamedTuple):
    """A problem code as the page shows it; without example where none can be shown in a file."""

    code: str
    what: Markup
    mend: Markup
    wrong: Markup | None
    right: Markup | None
    mended: bool


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield "problems/", "views.problems.title", "views.problems.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """All codes in order."""
    return {"entries": [_entry(writer, code) for code in sorted(codes(writer.library.root / "hooks"))]}


def _entry(writer: Writer, code: str) -> Entry:
    shown = {name: preformatted(text) for name, text in _examples().get(code, {}).items()}
    what, mend = writer.t(f"problems.{code}.what"), writer.t(f"problems.{code}.mend")
    return Entry(code, what, mend, shown.get("wrong"), shown.get("right"), code in MENDED)


@cache
def _examples() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(_EXAMPLES.read_text(encoding="utf-8"))
    return found
