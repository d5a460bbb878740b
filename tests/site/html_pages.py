"""The pages of a built site as far as the tests ask: heads, headings, ids, links, texts with their language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = {"script", "style", "title", "noscript"}
VERBATIM = {"code", "pre", "kbd"}
LOADED = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


@dataclass(frozen=True)
class Text:
    """A piece of text: its language (that of the nearest element that names one) and the elements around it."""

    words: str
    lang: str
    within: frozenset[str]


@dataclass
class HtmlPage:
    """One page. `address` is its path below the root of the site, as a host serves it."""

    address: str
    lang: str = ""
    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    empty_sections: list[str] = field(default_factory=list)

    @cached_property
    def parsed_data(self) -> list[Any]:
        """The JSON-LD of the page."""
        return [json.loads(each) for each in self.data]

    @property
    def is_redirect(self) -> bool:
        """Whether the page only leads to a new address."""
        return "refresh" in self.metas

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list it."""
        return self.metas.get("robots") != "noindex"


@dataclass
class _Open:
    """An element that is not closed yet; `filled` once anything but a heading stands in it."""

    tag: str
    lang: str
    classes: list[str]
    filled: bool = False


class _Reader(HTMLParser):
    def __init__(self, page: HtmlPage) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._note(tag, values)
        lang = values.get("lang") or (self.open[-1].lang if self.open else "")
        if tag in VOID:
            if tag in ("img", "input"):
                self._fill()
            return
        self.open.append(_Open(tag, lang, values.get("class", "").split()))
        if tag == "h1":
            self.page.headings.append("")

    def _note(self, tag: str, values: dict[str, str]) -> None:
        if "id" in values:
            self.page.ids.append(values["id"])
        if tag == "html":
            self.page.lang = values.get("lang", "")
        elif tag == "meta":
            self.page.metas[values.get("name") or values.get("http-equiv", "")] = values.get("content", "")
        elif tag == "link":
            self._link(values)
        elif tag == "a" and "href" in values:
            self.page.links.append(values["href"])
        elif "src" in values:
            self.page.loads.append(values["src"])

    def _link(self, values: dict[str, str]) -> None:
        kinds = set(values.get("rel", "").split())
        if kinds & LOADED:
            self.page.loads.append(values["href"])
        elif "canonical" in kinds:
            self.page.canonical = values["href"]
        elif "hreflang" in values:
            self.page.alternates[values["hreflang"]] = values["href"]

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            closed = self.open.pop()
            if closed.tag == "section" and not closed.filled:
                self.page.empty_sections.append(self.page.texts[-1].words if self.page.texts else "")
            if closed.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        within = frozenset(each.tag for each in self.open)
        if not words or not self.open:
            return
        if self.open[-1].tag == "title" and "svg" not in within:
            self.page.title += words
        elif self.open[-1].tag == "script":
            self.page.data.append(data)
        elif not within & UNSEEN:
            if any("sources" in each.classes for each in self.open):
                within |= {"sources"}
            self.page.texts.append(Text(words, self.open[-1].lang, within))
            if not within & {"h1", "h2"}:
                self._fill()
        if "h1" in within:
            self.page.headings[-1] += words

    def _fill(self) -> None:
        for each in self.open:
            each.filled = True


def read(path: Path, address: str) -> HtmlPage:
    """Read one page."""
    page = HtmlPage(address)
    reader = _Reader(page)
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return page


def read_site(site: Path) -> dict[str, HtmlPage]:
    """Every page of a site by its address."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        pages[address] = read(path, address)
    return pages


def targets(page: HtmlPage, root: str) -> Iterator[tuple[str, str]]:
    """Path below the site's root and anchor of each link of a page that stays on the site; `root` is its full address."""
    for href in page.links:
        parts = urlsplit(urljoin(f"{root}{page.address}", href))
        home = urlsplit(root)
        if (parts.scheme, parts.netloc) == (home.scheme, home.netloc):
            yield unquote(parts.path.removeprefix(home.path)), unquote(parts.fragment)
