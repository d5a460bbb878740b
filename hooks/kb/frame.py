"""What stands around the text of a page: title, addresses for machines, navigation, languages.

The theme's templates get it as `kb`. It is the same for every engine that turns the pages into a site.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb import discovery
from kb.library import Library
from kb.pages import Page
from kb.writing import Writer


@dataclass(frozen=True)
class Section:
    """An entry of the navigation; `current` is 'page', 'true' (a page below it) or None."""

    name: str
    title: str
    icon: str
    href: str
    current: str | None


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
        """The title of the document: unique, the site's name last."""
        name = self.t("site.short").unescape()
        return name if self.kind == "home" else f"{self._title} · {name}"

    @property
    def description(self) -> str:
        """One or two sentences for search engines."""
        return self._description or self.t("site.lead").unescape()

    @property
    def text_locale(self) -> str:
        """The language of the text, where it is not that of the page."""
        return self.page.text_locale if self.page else self.locale

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
        cyrillic = (
            ["fonts/onest-cyrillic.woff2"]
            if self.writer.language.locale.script in (None, "Cyrl") and self.locale != "en"
            else []
        )
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
        if self.page is None or self.page.ref is None:
            return list(self.library.settings.languages)
        record = self.library.records[self.page.ref]
        return [code for code in self.library.settings.languages if record.has(code)]

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """hreflang and full address of the page's translations, with x-default; none for a borrowed text."""
        if self.text_locale != self.locale or len(self.translated) < 2:
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
    def sections(self) -> list[Section]:
        """What stands in the bar."""
        return self.collections

    def _section(self, name: str) -> Section:
        address = f"{name}/"
        current = "page" if self.address == address else "true" if self.address.startswith(address) else None
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
        ]

    @property
    def search_files(self) -> str:
        """What the search loads when somebody begins to search, in this order; the texts, which are heaviest, last."""
        entries, texts = self._entries(self.locale)
        scripts = [f"search-{part}.js" for part in ("library", "words", "engine")]
        return " ".join([*map(self.asset, scripts), entries, self.asset("search.js"), texts])

    @property
    def search_others(self) -> str:
        """What it loads for a query in another language: code and files, the languages with semicolons between."""
        others = [code for code in self.library.settings.languages if code != self.locale]
        return ";".join(" ".join([code, *self._entries(code)]) for code in others)

    def _entries(self, locale: str) -> tuple[str, str]:
        return self.asset(f"search-{locale}.js"), self.asset(f"search-{locale}-texts.js")

    # --- data for machines

    @property
    def data(self) -> list[Markup]:
        """JSON-LD of the page, safe inside a script element."""
        found = [*(self.page.data if self.page else ()), *([self._breadcrumbs()] if self.address else [])]
        return [
            Markup(json.dumps(each, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
            for each in found
        ]

    def _breadcrumbs(self) -> dict[str, Any]:
        steps = [("", self.t("site.short").unescape())]
        collection = self.address.partition("/")[0]
        if collection in self.library.collections:
            steps.append((f"{collection}/", self.t(f"collections.{collection}.many").unescape()))
        if self.address not in [address for address, _ in steps]:
            steps.append((self.address, self._title))
        base = f"{self.library.settings.url}{self.prefix(self.locale)}"
        return {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": f"{base}{address}"}
                for number, (address, name) in enumerate(steps, 1)
            ],
        }
