"""What stands around the text of a page: title, addresses for machines, navigation, languages.

The theme's templates get it as `kb`. It is the same for every engine that turns the pages into a site.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb import discovery, linked_data
from kb.exporting.cards import card_files, card_names
from kb.exporting.headers import POLICY
from kb.exporting.latest import latest_name
from kb.handwritten import Written
from kb.headlines import Site, fitted
from kb.library import Library
from kb.pages import Page
from kb.sharing import ALL, can_follow
from kb.writing import Writer


@dataclass(frozen=True)
class Section:
    """An entry of the navigation; `current` is 'page', 'true' (a page below it) or None."""

    name: str
    title: str
    icon: str
    href: str
    current: str | None


def site_names(library: Library, locale: str) -> Site:
    """What the site and its kinds of record are called in a language."""
    writer = Writer(library, locale)
    kinds = {name: writer.t(f"collections.{name}.one").unescape() for name in library.collections}
    return Site(writer.t("site.short").unescape(), writer.t("site.brand").unescape(), kinds)


class Frame:
    """The frame of one page. `page` is None for pages that no record and no view made (hand-written ones, 404)."""

    def __init__(
        self,
        library: Library,
        locale: str,
        address: str,
        page: Page | None,
        *,
        title: str,
        description: str,
        assets: dict[str, str],
    ) -> None:
        self.library, self.locale, self.address, self.page = library, locale, address, page
        self.writer = Writer(library, locale)
        self.writer.begin(address)
        self._assets = assets
        self._title, self._description = title, description
        self.window_title = ""
        self.written: Written | None = None

    # --- words

    def t(self, key: str, **values: Any) -> Markup:
        """A label of the interface."""
        return self.writer.t(key, **values)

    @property
    def kind(self) -> str:
        """The collection or the view of the page; 'text' for hand-written ones."""
        return self.page.kind if self.page else "text"

    @property
    def title(self) -> str:
        """The title of the document: unique, short, the site's name last where there is room."""
        return self.window_title or fitted(self._title, site_names(self.library, self.locale))

    @property
    def page_title(self) -> str:
        """The title of the page by itself, as long as it is."""
        return self._title if self.address else self.t("site.short").unescape()

    @property
    def description(self) -> str:
        """One or two sentences for search engines."""
        return self._description or self.t("site.lead").unescape()

    @property
    def collection(self) -> str:
        """The collection of which the page is the list; empty for other pages."""
        return "" if self.branch.endswith("/") else self.branch

    @property
    def text_locale(self) -> str:
        """The language of the text, where it is not that of the page."""
        text = self.page or self.written
        return text.text_locale if text else self.locale

    # --- addresses

    def prefix(self, locale: str) -> str:
        """Where a language begins below the root of the site."""
        return "" if locale == self.library.settings.default else f"{locale}/"

    def url(self, address: str) -> str:
        """Relative address of a page in this language."""
        return self.writer.url(address)

    @property
    def site_root(self) -> str:
        """The way from this page to the root of the site, where the assets are."""
        depth = f"{self.prefix(self.locale)}{self.address}".count("/")
        return "../" * depth or "./"

    def asset(self, name: str) -> str:
        """Relative address of a file of the site's own."""
        return f"{self.site_root}assets/{self._assets.get(name, name)}"

    @property
    def fonts(self) -> list[str]:
        """The font files that the first screen needs."""
        cyrillic = ["fonts/onest-cyrillic.woff2"] if self.writer.language.script == "Cyrl" else []
        return [*cyrillic, "fonts/onest-latin.woff2"]

    @property
    def canonical(self) -> str:
        """The full address of the page, or of the original where the text is only borrowed."""
        return self.absolute(self.text_locale)

    def absolute(self, locale: str) -> str:
        """The full address of the page in a language."""
        return f"{self.library.settings.url}{self.prefix(locale)}{self.address}"

    @property
    def translated(self) -> list[str]:
        """The languages in which the page's own text is there."""
        if self.written:
            return list(self.written.locales)
        if self.page is None or self.page.ref is None:
            return list(self.library.settings.languages)
        record = self.library.records[self.page.ref]
        return [code for code in self.library.settings.languages if record.has(code)]

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """hreflang and full address of the page's translations, with x-default; none for a borrowed text."""
        if self.text_locale != self.locale or self.locale not in self.translated or len(self.translated) < 2:
            return []
        default = self.library.settings.default
        first = default if default in self.translated else self.translated[0]
        return [*((code, self.absolute(code)) for code in self.translated), ("x-default", self.absolute(first))]

    @property
    def languages(self) -> list[tuple[str, str, str, str]]:
        """Code, own name, short name and relative address of this page in each language."""
        found = []
        for code, labels in self.library.labels.items():
            name, short = labels.texts.get("site.language", code), labels.texts.get("site.language_short", code)
            found.append((code, str(name), str(short), f"{self.site_root}{self.prefix(code)}{self.address}"))
        return found

    # --- navigation

    @property
    def collections(self) -> list[Section]:
        """Every collection, in the order of the navigation."""
        return [self._section(name) for name in self.library.order]

    @property
    def branch(self) -> str:
        """The address of the list in which or below which the page stands, without its slash where it is that list itself."""
        name, _, below = self.address.partition("/")
        return "" if name not in self.library.collections else f"{name}/" if below else name

    def _section(self, name: str) -> Section:
        address = f"{name}/"
        current = {name: "page", address: "true"}.get(self.branch)
        icon = getattr(self.library.collections[name].page, "ICON", "file-text")
        return Section(name, self.t(f"collections.{name}.short").unescape(), icon, self.url(address), current)

    @property
    def overviews(self) -> list[tuple[str, str]]:
        """Address and title of the pages across records."""
        found = [view.module for view in discovery.views(self.library.root).values() if hasattr(view.module, "ADDRESS")]
        return [(self.url(module.ADDRESS), self.t(module.TITLE).unescape()) for module in found]

    @property
    def service_pages(self) -> list[tuple[str, str]]:
        """Pages about the knowledge base itself."""
        return [
            (self.url("about/"), self.t("footer.method").unescape()),
            (self.url("contribute/"), self.t("footer.contribute").unescape()),
            (self.url("offline/"), self.t("footer.offline").unescape()),
            (self.url("licences/"), self.t("footer.licences").unescape()),
        ]

    @property
    def latest(self) -> str:
        """The script that names the files that change with the records; it is fetched when one of them is wanted."""
        return self.asset(latest_name(self.locale))

    @property
    def helpers(self) -> list[str]:
        """The script of each collection that put something into the texts."""
        return [self.asset(f"{name}.js") for name in (self.page.annotated_by if self.page else ())]

    @property
    def sheet(self) -> str:
        """The style sheet that this view has for itself; empty where it has none."""
        return self.asset(f"{self.kind}.css") if f"{self.kind}.css" in self._assets else ""

    # --- data for machines

    @property
    def policy(self) -> str:
        """What browsers may load and run for the page."""
        return POLICY

    @property
    def feeds(self) -> list[tuple[str, str]]:
        """Title and relative address of the feeds that tell of this page: that of the whole, and that of its record."""
        site = self.t("site.name").unescape()
        found = [(site, f"{self.writer.root}feeds/{ALL}.atom")]
        if self.page and self.page.ref and can_follow(self.library, self.page.ref):
            title = self.writer.plain(self.writer.get(self.page.ref).title)
            found.append((f"{title} · {site}", f"{self.writer.root}feeds/{self.page.ref.partition('/')[2]}.atom"))
        return found

    @property
    def image(self) -> str:
        """Full address of the picture for links in social networks; empty where there is none."""
        names = card_names(self.locale, self.kind, self.page.ref if self.page else None)
        found = next((name for name in names if name in card_files(self.library)), None)
        return f"{self.library.settings.url}assets/{found}" if found else ""

    @property
    def data(self) -> list[Markup]:
        """JSON-LD of the page, safe inside a script element."""
        return [
            Markup(json.dumps(each, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
            for each in linked_data.graph(self)
        ]
