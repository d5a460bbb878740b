"""A built site as a folder: its files, where addresses lead, which language a page is to have."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kb.offline.links import INDEX, leads_elsewhere
from kb.offline.manifest import MANIFEST
from kb.settings import Settings

LOST = "404.html"
"""The page for addresses that do not exist: it has no address of its own."""

_ID = re.compile(r'\bid=\\"([^"\\]+)\\"')  # in a text inside of a script


@dataclass(frozen=True)
class Site:
    """The folder of a site, or of an unpacked offline copy of it. `files` are paths below it, with '/'."""

    folder: Path
    settings: Settings
    files: frozenset[str]
    is_copy: bool
    _drawn: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    _targets: dict[tuple[str, str], str | None] = field(default_factory=dict, compare=False)

    @classmethod
    def at(cls, folder: Path, settings: Settings) -> Site:
        """The site that stands in a folder; a copy brings its manifest."""
        files = frozenset(_files(folder))
        return cls(folder, settings, files, MANIFEST in files)

    def pages(self) -> list[str]:
        """The pages, sorted."""
        return sorted(path for path in self.files if path.endswith(".html"))

    def language(self, path: str) -> str:
        """The language that a page is to have: that of its folder."""
        first = path.partition("/")[0]
        return first if first in self.settings.languages else self.settings.default

    def url(self, path: str) -> str:
        """The full address of a page."""
        return self.settings.url + path.removesuffix(INDEX)

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders that hold files, at any depth."""
        return frozenset(path[:place] for path in self.files for place, sign in enumerate(path) if sign == "/")

    def ids_in(self, script: str) -> frozenset[str]:
        """The ids of what a script of the offline copy puts into every page that loads it."""
        if script not in self._drawn:
            text = (self.folder / script).read_text(encoding="utf-8")
            self._drawn[script] = frozenset(_ID.findall(text))
        return self._drawn[script]

    @cached_property
    def _host_path(self) -> str:
        """Where the site begins on its host: '/' or '/name/'."""
        return urlsplit(self.settings.url).path

    def target(self, page: str, address: str) -> str | None:
        """The file below the folder to which an address on a page leads; None where it leads to another site.

        An address outside of the folder comes back beginning with '..'.
        """
        path, folder = address.partition("#")[0].partition("?")[0], page.rpartition("/")[0]
        if not path:
            return page
        while path.startswith("../") and folder:  # seen from above, the addresses on all pages are the same few
            path, folder = path[3:] or "./", folder.rpartition("/")[0]
        if (folder, path) not in self._targets:
            self._targets[folder, path] = self._target(folder, path)
        return self._targets[folder, path]

    def _target(self, folder: str, path: str) -> str | None:
        if path.startswith(self.settings.url) and not self.is_copy:
            path = f"{self._host_path}{path.removeprefix(self.settings.url)}"
        elif leads_elsewhere(path):
            return None
        found = self._below(folder, unquote(path))
        return found if self.is_copy else self._page_of(found, path)

    def _below(self, folder: str, path: str) -> str:
        if path.startswith("/"):
            host = self._host_path
            return path.removeprefix(host) if path.startswith(host) and not self.is_copy else f"..{path}"
        return posixpath.normpath(posixpath.join(folder, path))

    @staticmethod
    def _page_of(found: str, path: str) -> str:
        """A folder's page, where the address is that of a folder."""
        if found in ("", ".") or path.endswith(("/", "/.", "/..")) or path in (".", ".."):
            return f"{found.removesuffix('/')}/{INDEX}".removeprefix("./").removeprefix("/")
        return found


def _files(folder: Path) -> Iterable[str]:
    top = str(folder)
    for place, _, names in os.walk(top):
        below = os.path.relpath(place, top).replace(os.sep, "/")
        yield from (name if below == "." else f"{below}/{name}" for name in names)
