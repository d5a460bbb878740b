"""The texts of the pages of a built site, each with its language. Everything else of a page is read by `kb.verifying`."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = {"script", "style", "title", "noscript"}
VERBATIM = {"code", "pre", "kbd"}


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
    is_redirect: bool = False
    texts: list[Text] = field(default_factory=list)
    empty_sections: list[str] = field(default_factory=list)


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
        self.page.is_redirect |= values.get("http-equiv") == "refresh"
        lang = values.get("lang") or (self.open[-1].lang if self.open else "")
        if tag in VOID:
            if tag in ("img", "input"):
                self._fill()
            return
        self.open.append(_Open(tag, lang, values.get("class", "").split()))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            closed = self.open.pop()
            if closed.tag == "section" and not closed.filled and all(each.tag != "template" for each in self.open):
                self.page.empty_sections.append(self.page.texts[-1].words if self.page.texts else "")
            if closed.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        within = frozenset(each.tag for each in self.open)
        if not words or not self.open:
            return
        if not within & UNSEEN:
            if any("sources" in each.classes for each in self.open):
                within |= {"sources"}
            self.page.texts.append(Text(words, self.open[-1].lang, within))
            if not within & {"h1", "h2"}:
                self._fill()

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
