"""One build as an engine sees it: the checked library, every page as a file, the frame of each, what goes beside them.

An engine (MkDocs today) gets documents of the pages that records make, and frames for those that it makes itself; it needs
to know nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from kb import assets, exporting
from kb.borrowing import body
from kb.checking import check
from kb.frame import Frame, site_names
from kb.handwritten import Written, written_pages
from kb.headlines import told_apart, window_titles
from kb.library import Library, without_records
from kb.pages import Page
from kb.problems import Problem, ProblemsFound, errors
from kb.rendering import Renderer
from kb.theming import Theme, with_shared_parts

_TITLE = re.compile(r"<h1\b[^>]*>.*?</h1>\s*", re.DOTALL)
_ELSEWHERE = re.compile(r'<a href="(https?://[^"]*)">')


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
    def data(self) -> list[Markup]:
        """None: the page is about nothing."""
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
    """Everything an engine needs for one build. What is not asked for is not made."""

    library: Library
    warnings: list[Problem]

    @classmethod
    def of(cls, root: Path) -> Publication:
        """Read and check the knowledge base at `root`; `ProblemsFound` holds all that stops it."""
        library, problems = check(root)
        if library is None or errors(problems):
            raise ProblemsFound(errors(problems) or problems)
        return cls(library, problems)

    # --- pages

    @cached_property
    def pages(self) -> dict[tuple[str, str], Page]:
        """Every page by language and address, still without body."""
        heads = [page for renderer in self._renderers.values() for page in renderer.heads()]
        return {(page.locale, page.address): page for page in told_apart(heads)}

    @cached_property
    def by_source(self) -> dict[str, Page]:
        """Each page by the path of its Markdown file below the engine's source folder."""
        return {f"{locale}/{address}index.md": page for (locale, address), page in self.pages.items()}

    @cached_property
    def _renderers(self) -> dict[str, Renderer]:
        return {locale: Renderer(self.library, locale) for locale in self.library.settings.languages}

    def path_of(self, key: tuple[str, str]) -> str:
        """Where a page stands below the site."""
        locale, address = key
        return f"{self.library.settings.prefix(locale)}{address}index.html"

    def key_of(self, path: str) -> tuple[str, str] | None:
        """The page that stands there, or None."""
        return self._keys.get(path)

    @cached_property
    def _keys(self) -> dict[str, tuple[str, str]]:
        return {self.path_of(key): key for key in self.pages}

    def filled(self, locale: str, address: str) -> Page:
        """A page with its body."""
        return self._renderers[locale].filled(self.pages[locale, address])

    def document(self, locale: str, address: str) -> str:
        """A page as the reader gets it."""
        self.library.note("head", locale, address)
        page = self.filled(locale, address)
        return self.icons.put(self._theme.document(self._frame(page), page))

    @cached_property
    def _theme(self) -> Theme:
        return Theme(self.library.root)

    @staticmethod
    def prepared(templates: Environment) -> Environment:
        """The templates of an engine with what the theme needs of them."""
        return with_shared_parts(templates)

    @cached_property
    def icons(self) -> assets.Icons:
        """The drawings that pages may use."""
        return assets.Icons(self.library.root)

    @cached_property
    def titles(self) -> dict[tuple[str, str], str]:
        """The title of the window for every page."""
        sites = {code: site_names(self.library, code) for code in self.library.labels}
        return window_titles(self.pages.values(), sites)

    def _frame(self, page: Page) -> Frame:
        frame = Frame(
            self.library,
            page.locale,
            page.address,
            page,
            title=page.title,
            description=page.description,
            assets=self.names,
        )
        frame.window_title = self.titles[page.locale, page.address]
        return frame

    # --- pages that the engine makes itself

    @cached_property
    def written(self) -> dict[tuple[str, str], Written]:
        """The pages written by hand, by language and address; where a language lacks one, that of another."""
        return written_pages(self.library.root, self.library.settings.languages)

    @cached_property
    def borrowed(self) -> dict[str, Written]:
        """Those that a language lacks, by the path of the file that the engine is to find below its source folder."""
        return {f"{page.locale}/{page.name}": page for page in self.written.values() if page.borrowed}

    def finished(self, locale: str, address: str, html: str) -> str:
        """A hand-written page with the language's non-breaking spaces, marked with its language where that is another; its
        title stands in the head of the page already, and its links to other sites are marked."""
        page = self.written.get((locale, address))
        html = _ELSEWHERE.sub(r'<a href="\1" rel="external">', html)
        return body(self.library, page, _TITLE.sub("", html, count=1)) if page else html

    def frame(self, locale: str, address: str, title: str = "", description: str = "") -> Frame:
        """The frame of the page at an address; of a hand-written one with what it says itself."""
        if (locale, address) in self.pages:
            return self._frame(self.filled(locale, address))
        frame = Frame(self.library, locale, address, None, title=title, description=description, assets=self.names)
        frame.written = self.written.get((locale, address))
        return frame

    def lost(self) -> Frame:
        """The frame of the page for addresses that do not exist."""
        code = self.library.settings.default
        label = self.library.labels[code].texts["lost.title"]
        return AbsoluteFrame(self.library, code, "", None, title=str(label), description="", assets=self.names)

    # --- files

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of each file of the site's own look -> its name with digest."""
        return assets.hashed(self._look)

    @cached_property
    def _look(self) -> dict[str, bytes]:
        return assets.bundles(self.library.root)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Path below the site -> bytes of every file that pages use, and what hosts are told of them."""
        changing = exporting.search_files(self.library) | exporting.collection_scripts(self.library)
        changing |= exporting.form_files(self.library)
        names = self.names | assets.hashed(changing)
        made = {names[name]: data for name, data in (self._look | changing).items()}
        made |= exporting.latest_files(self.library, names) | exporting.cards(self.library)
        found = {f"assets/{name}": data for name, data in made.items()}
        return found | exporting.header_file(found)

    def extras(self) -> dict[str, bytes]:
        """What stands beside the pages, for machines and as open data."""
        written = [place for place, page in self.written.items() if not page.borrowed]
        return exporting.site_files(self.library, self.pages, written) | exporting.data_files(self.library)


class HandWritten(Publication):
    """What an engine needs for the pages of `docs/` alone: labels and look, and no record."""

    pages: dict[tuple[str, str], Page] = {}  # noqa: RUF012 - nobody adds to it

    @classmethod
    def of(cls, root: Path) -> HandWritten:
        """Read settings and labels of the knowledge base at `root`."""
        library = without_records(root)
        if isinstance(library, list):
            raise ProblemsFound(library)
        return cls(library, [])
