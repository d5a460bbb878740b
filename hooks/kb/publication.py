"""One build as an engine sees it: the checked library, every page as a file, the frame of each, what goes beside them.

An engine (MkDocs today) asks for Markdown files and hands each rendered page back; it needs to know nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kb import assets, exporting
from kb.checking import check
from kb.frame import Frame, site_names
from kb.headlines import told_apart, window_titles
from kb.library import Library
from kb.pages import Page
from kb.problems import Problem, ProblemsFound, errors
from kb.rendering import render
from kb.writing import Writer


class AbsoluteFrame(Frame):
    """The frame of the page for addresses that do not exist: it may be shown anywhere, so its links begin at the host."""

    @property
    def _base(self) -> str:
        path = self.library.settings.url.split("://", 1)[1].partition("/")[2]
        return f"/{path}"

    @property
    def site_root(self) -> str:
        """The root of the site as the host knows it."""
        return self._base

    def url(self, address: str) -> str:
        """Address of a page from the root of the host."""
        return f"{self._base}{self.prefix(self.locale)}{address}"

    @property
    def canonical(self) -> str:
        """None: the page has no address of its own."""
        return ""

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """None, for the same reason."""
        return []

    @property
    def all(self) -> list[AbsoluteFrame]:
        """The same page in every language."""
        return [
            AbsoluteFrame(self.library, code, "", None, title=self._title, description="", assets=self._assets)
            for code in self.library.settings.languages
        ]


@dataclass
class Publication:
    """Everything an engine needs for one build. `pages` are by language and address, `files` what is written beside them."""

    library: Library
    warnings: list[Problem]
    pages: dict[tuple[str, str], Page]
    files: dict[str, bytes]
    names: dict[str, str]
    icons: assets.Icons

    @classmethod
    def of(cls, root: Path) -> Publication:
        """Read, check and render the knowledge base at `root`; `ProblemsFound` holds all that stops it."""
        library, problems = check(root)
        if library is None or errors(problems):
            raise ProblemsFound(errors(problems) or problems)
        pages = {(page.locale, page.address): page for page in told_apart(render(library))}
        made = assets.bundles(root) | exporting.search_files(library) | exporting.collection_scripts(library)
        made |= exporting.cards(library)
        names = assets.hashed(made)
        files = {f"assets/{names[name]}": data for name, data in made.items()}
        return cls(library, problems, pages, files, names, assets.Icons(root))

    @cached_property
    def by_source(self) -> dict[str, Page]:
        """Each page by the path of its Markdown file below the engine's source folder."""
        return {f"{locale}/{address}index.md": page for (locale, address), page in self.pages.items()}

    def typeset(self, locale: str, html: str) -> str:
        """A hand-written page with the language's non-breaking spaces."""
        return Writer(self.library, locale).typeset(html)

    def frame(self, locale: str, address: str, title: str = "", description: str = "") -> Frame:
        """The frame of the page at an address."""
        page = self.pages.get((locale, address))
        if page:
            title, description = page.title, page.description
        frame = Frame(self.library, locale, address, page, title=title, description=description, assets=self.names)
        frame.window_title = self._window_titles.get((locale, address), "")
        return frame

    @cached_property
    def _window_titles(self) -> dict[tuple[str, str], str]:
        return window_titles(
            self.pages.values(), {code: site_names(self.library, code) for code in self.library.labels}
        )

    def lost(self) -> Frame:
        """The frame of the page for addresses that do not exist."""
        code = self.library.settings.default
        label = self.library.labels[code].texts["lost.title"]
        return AbsoluteFrame(self.library, code, "", None, title=str(label), description="", assets=self.names)

    def extras(self, addresses: list[tuple[str, str]]) -> dict[str, bytes]:
        """What stands beside the pages, for machines and as open data. `addresses` are those of hand-written pages."""
        return exporting.site_files(self.library, self.pages, addresses) | exporting.data_files(self.library)
