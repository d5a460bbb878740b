"""Page and frame -> the whole document, by the theme's templates; the same for every engine."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from kb.compiled import Compiled
from kb.pages import Page

THEME = "kb_theme"
"""The package that holds the theme; MkDocs knows it as the theme `kb`."""
_COMPILED = Compiled()


class Theme:
    """The theme's templates, filled for pages that are made from records: those of the knowledge base at `root`, which may not
    be the one whose package is installed."""

    def __init__(self, root: Path) -> None:
        loader = FileSystemLoader([str(root / "theme"), str(files(THEME))])
        self._page = Environment(
            loader=loader, autoescape=True, auto_reload=False, bytecode_cache=_COMPILED
        ).get_template("main.html")

    def document(self, frame: Any, page: Page) -> str:
        """The document of a filled page; `frame` is its `kb.frame.Frame`."""
        made = {"title": page.title, "content": page.body, "meta": {"kb": page.kind}}
        return self._page.render(kb=frame, page=made)
