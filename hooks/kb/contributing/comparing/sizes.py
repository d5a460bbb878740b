"""How large a built site and its bundle are; stored as JSON, so that a later build can be compared with an earlier one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path


class NoSizes(Exception):
    """Neither a folder with a site nor stored sizes; the message says what was expected."""


@dataclass(frozen=True)
class Sizes:
    """Number of pages; bytes of the site and of the bundle."""

    pages: int
    site: int
    bundle: int

    def as_json(self) -> str:
        """The sizes to be stored."""
        return json.dumps(asdict(self))


def measured(root: Path) -> Sizes:
    """The sizes of what was built in a folder: `site/`, and the archives in `dist/`."""
    site = [path for path in (root / "site").rglob("*") if path.is_file()]
    if not site:
        raise NoSizes(f"{root} has no site/. Run: kb build")
    bundles = (root / "dist").glob("*-offline.zip")
    pages = sum(path.suffix == ".html" for path in site)
    return Sizes(pages, sum(map(_bytes, site)), max(map(_bytes, bundles), default=0))


def _bytes(path: Path) -> int:
    return path.stat().st_size


def known(path: Path) -> Sizes:
    """The sizes of a folder, or those that `kb sizes` wrote to a file."""
    if path.is_dir():
        return measured(path)
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return Sizes(**{each.name: int(stored[each.name]) for each in fields(Sizes)})
    except (OSError, ValueError, TypeError, KeyError):
        raise NoSizes(f"{path} holds no sizes. Name a folder with site/, or a file that kb sizes wrote.") from None
