"""Page and frame -> the whole document, by the theme's templates; the same for every engine."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader

from kb.pages import Page

THEME = "kb_theme"
"""The package that holds the theme; MkDocs knows it as the theme `kb`."""


class Theme:
    """The theme's templates, filled for pages that are made from records."""

    def __init__(self) -> None:
        loader = FileSystemLoader(str(files(THEME)))
        self._page = Environment(loader=loader, autoescape=True, auto_reload=False).get_template("main.html")

    def document(self, frame: Any, page: Page) -> str:
        """The document of a filled page; `frame` is its `kb.frame.Frame`."""
        made = {"title": page.title, "content": page.body, "meta": {"kb": page.kind}}
        return self._page.render(kb=frame, page=made)
