"""What the generator finds beside itself: collections in `hooks/catalog`, pages across records in `hooks/views`.

A collection is a folder with `schema.py` (SCHEMA, a subclass of `kb.schema.Entry`), `page.md.jinja`, `index.md.jinja`
and, where the kind needs them, `checks.py` (check for each record of this kind, check_every for those of every kind) and `page.py` (context, order,
annotator, TABLES, scripts ...) and `sharing.py` (what other programs get, see `kb.sharing`). A view is a folder with `view.py` and its template. Nothing else has to be told of a new folder.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from kb.schema import Entry

CATALOG, VIEWS = "catalog", "views"


@dataclass(frozen=True)
class Collection:
    """A kind of record. The checks and the functions of `page` are the kind's own; without them it does without."""

    name: str
    folder: Path
    schema: type[Entry]
    check: Callable[..., Any] | None
    check_every: Callable[..., Any] | None
    page: ModuleType | None
    sharing: ModuleType | None

    @property
    def review_months(self) -> int:
        """After how many months a record is to be checked again."""
        return int(getattr(self.page, "REVIEW_MONTHS", 12))

    @property
    def tables(self) -> dict[str, Callable[..., dict[str, Any]]]:
        """What is made once for all pages in a language: name -> function of the writer that gives it line by line."""
        return getattr(self.page, "TABLES", {})


@dataclass(frozen=True)
class View:
    """Pages across records: `module.pages(library, locale)` says which."""

    name: str
    folder: Path
    module: ModuleType


def use(root: Path) -> None:
    """Put the hooks of the knowledge base at `root` first on the import path."""
    hooks = str((root / "hooks").resolve())
    if (root / "hooks" / CATALOG).is_dir() and sys.path[:1] != [hooks]:
        sys.path.insert(0, hooks)


def collections(root: Path) -> dict[str, Collection]:
    """The collections by name, in the order of their names."""
    use(root)
    return {folder.name: _collection(folder) for folder in _folders(root, CATALOG, "schema.py")}


def views(root: Path) -> dict[str, View]:
    """The views by name, in the order of their names."""
    use(root)
    found = _folders(root, VIEWS, "view.py")
    return {
        folder.name: View(folder.name, folder, importlib.import_module(f"{VIEWS}.{folder.name}.view"))
        for folder in found
    }


def _folders(root: Path, room: str, sign: str) -> list[Path]:
    parent = root / "hooks" / room
    return sorted(folder for folder in parent.glob("*") if (folder / sign).is_file())


def _collection(folder: Path) -> Collection:
    schema = importlib.import_module(f"{CATALOG}.{folder.name}.schema")
    checks = _optional(folder, "checks")
    return Collection(
        name=folder.name,
        folder=folder,
        schema=schema.SCHEMA,
        check=getattr(checks, "check", None),
        check_every=getattr(checks, "check_every", None),
        page=_optional(folder, "page"),
        sharing=_optional(folder, "sharing"),
    )


def _optional(folder: Path, module: str) -> ModuleType | None:
    if not (folder / f"{module}.py").is_file():
        return None
    return importlib.import_module(f"{CATALOG}.{folder.name}.{module}")
