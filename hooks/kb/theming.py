"""Page and frame -> the whole document, by the theme's templates; the same for every engine."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kb.compiled import Compiled
from kb.frame import Frame
from kb.pages import Page

THEME = "kb_theme"
"""The package that holds the theme; MkDocs knows it as the theme `kb`."""
_COMPILED = Compiled()


class Theme:
    """The theme's templates, filled for pages that are made from records: those of the knowledge base at `root`, which may not
    be the one whose package is installed."""

    def __init__(self, root: Path) -> None:
        loader = FileSystemLoader([str(root / "theme"), str(files(THEME))])
        templates = Environment(loader=loader, autoescape=True, auto_reload=False, bytecode_cache=_COMPILED)
        self._page = with_shared_parts(templates).get_template("main.html")

    def document(self, frame: Any, page: Page) -> str:
        """The document of a filled page; `frame` is its `kb.frame.Frame`."""
        made = {"title": page.title, "content": page.body, "meta": {"kb": page.kind}}
        return self._page.render(kb=frame, page=made)


def with_shared_parts(templates: Environment) -> Environment:
    """Give the templates `shared(name, kb)`: a part that is the same on all pages of a language which are as deep below the root
    of the site (and in the same branch of the navigation, `kb.branch`). It is filled once for all of them."""

    def shared(name: str, kb: Frame) -> Markup:
        key = ("part", name, kb.locale, kb.site_root, kb.branch)
        return kb.library.remember(key, lambda: Markup(templates.get_template(name).render(kb=kb)))

    templates.globals["shared"] = shared
    return templates
