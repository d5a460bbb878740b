"""One page: parsed once, its elements by name and by attribute, and what other pages need to know of it.

lxml, since it is quick (some 40 MB a second and core), knows the line of every element, and tells what was wrong
with the markup. Quicker HTML 5 parsers keep no lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from kb.verifying.flaws import Flaw
from kb.verifying.site import LOST, Site

Element = etree._Element


def line_of(element: Element) -> int:
    """The line of an element in its file."""
    return element.sourceline if isinstance(element.sourceline, int) else 1


class Page:
    """A page of a site. `path` is below the folder of the site."""

    def __init__(self, site: Site, path: str, data: bytes) -> None:
        self.site, self.path, self.data = site, path, data
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True)
        self.tree = etree.fromstring(data, parser) if data.strip() else etree.Element("html")
        self.markup = [(error.line, error.message) for error in parser.error_log]
        for template in self.tree.iter("template"):  # what scripts fill is no part of the page yet
            template[:] = []
        self._by_tag: dict[str, list[Element]] = {}
        self._by_attribute: dict[str, list[Element]] = {}
        self._index()

    def _index(self) -> None:
        """One walk over the page: asking the parser anew for each rule takes five times as long."""
        for element in self.tree.iter(etree.Element):
            self._by_tag.setdefault(str(element.tag), []).append(element)
            for name in element.keys():  # noqa: SIM118 - an element is no mapping
                self._by_attribute.setdefault(str(name), []).append(element)

    def tags(self, *names: str) -> list[Element]:
        """The elements of these names."""
        return [element for name in names for element in self._by_tag.get(name, ())]

    def having(self, *names: str) -> list[tuple[Element, str, str]]:
        """Element, name and value of these attributes wherever they stand."""
        return [(each, name, str(each.get(name))) for name in names for each in self._by_attribute.get(name, ())]

    @property
    def attributes(self) -> list[str]:
        """The names of all attributes of the page."""
        return sorted(self._by_attribute)

    @property
    def ids(self) -> set[str]:
        """All ids of the page."""
        return {value for _, _, value in self.having("id")}

    def meta(self, name: str) -> list[str]:
        """The contents of the head's meta elements of that name, property or http-equiv."""
        return [str(each.get("content", "")) for each in self.metas(name)]

    def metas(self, name: str) -> list[Element]:
        """These elements themselves."""
        keys = ("name", "property", "http-equiv")
        return [each for each in self.tags("meta") if name in [each.get(key) for key in keys]]

    def links(self, *kinds: str) -> list[Element]:
        """The head's link elements of a kind (rel)."""
        return [each for each in self.tags("link") if set(kinds) & set(str(each.get("rel", "")).split())]

    @property
    def language(self) -> str:
        """The language that the page names."""
        return str(self.tree.get("lang", ""))

    @property
    def titles(self) -> list[str]:
        """The titles of the document (a drawing may have one, too)."""
        return ["".join(map(str, each.itertext())).strip() for each in self.tree.findall("head/title")]

    def flaw(self, where: Element | int, kind: str, message: str) -> Flaw:
        """A flaw of this page, at an element or a line."""
        line = where if isinstance(where, int) else line_of(where)
        return Flaw(self.path, line, kind, message)

    @property
    def is_lost(self) -> bool:
        """Whether this is the page for addresses that do not exist."""
        return self.path == LOST

    @property
    def is_redirect(self) -> bool:
        """Whether the page only leads to a new address."""
        return bool(self.metas("refresh"))

    @property
    def canonical(self) -> str:
        """The full address that the page gives itself."""
        return next((str(each.get("href")) for each in self.links("canonical")), "")

    @property
    def alternates(self) -> dict[str, str]:
        """The full addresses of its translations by language."""
        return {
            str(each.get("hreflang")): str(each.get("href")) for each in self.links("alternate") if each.get("hreflang")
        }

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list it."""
        return not any("noindex" in words for words in self.meta("robots"))


@dataclass(frozen=True)
class Facts:
    """What the checks of all pages together need of one. `anchors` are line, address as written, target and anchor of
    links to a place on another page."""

    path: str
    ids: frozenset[str]
    anchors: tuple[tuple[int, str, str, str], ...]
    canonical: str
    alternates: Mapping[str, str]
    is_listed: bool
    language: str
    title: str
    description: str
