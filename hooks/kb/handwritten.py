"""Pages that people write themselves: Markdown files in `docs/<language>/`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

_LINK = re.compile(r"\]\(([^)\s#]+\.md)(?:#[^)]*)?\)")


def hand_written(root: Path, locales: list[str]) -> list[tuple[str, str]]:
    """Language and address of each page of `docs/<language>`."""
    found = []
    for locale in locales:
        folder = root / "docs" / locale
        for path in sorted(folder.rglob("*.md")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            name = name.removesuffix("index").removesuffix("/")
            found.append((locale, f"{name}/" if name else ""))
    return found


def linked_sources(root: Path, locales: list[str]) -> set[str]:
    """The Markdown files, below `docs/`, to which hand-written pages lead."""
    return {
        target for locale in locales for path in (root / "docs" / locale).rglob("*.md") for target in _links(root, path)
    }


def _links(root: Path, path: Path) -> Iterator[str]:
    folder = path.parent.relative_to(root / "docs").as_posix()
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        yield posixpath.normpath(posixpath.join(folder, target))
