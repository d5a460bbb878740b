"""HTML of a template -> a tree of plain values that a typesetter and an EPUB can both be made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

Node = str | dict[str, Any]
"""A text, or an element: `tag`, `c` (children), and what of `id`, `href`, `lang`, `class` it has."""
_KEPT = ("id", "href", "lang", "class")
_DROPPED = {"svg", "script", "style", "template"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "li", "ol", "p", "pre", "section",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_VOID = {"br", "hr", "img", "input", "wbr"}
_SPACES = re.compile(r"[ \t\r\n]+")


class _Builder(HTMLParser):
    """Builds the tree; what is drawn or only read aloud is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top: dict[str, Any] = {"tag": "div", "c": []}
        self.open = [self.top]
        self.dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self.dropped or tag in _DROPPED or "hidden" in values or "sr" in (values.get("class") or "").split():
            self.dropped += tag not in _VOID
            return
        node: dict[str, Any] = {"tag": tag, "c": [], **{key: values[key] for key in _KEPT if values.get(key)}}
        self.open[-1]["c"].append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.dropped:
            self.dropped -= tag not in _VOID
        elif len(self.open) > 1 and tag not in _VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.dropped:
            self.open[-1]["c"].append(_SPACES.sub(" ", data))


def tree(html: str) -> list[Node]:
    """The nodes of a piece of well-formed HTML, without white space between blocks."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return _tidied(builder.top)


def _tidied(node: dict[str, Any]) -> list[Node]:
    """The children without white space at the edges of blocks, and without empty elements."""
    found: list[Node] = []
    for child in node["c"]:
        if isinstance(child, dict):
            child["c"] = _tidied(child)
            if not child["c"] and child["tag"] not in _VOID and "id" not in child:
                continue
        elif not child.strip(" ") and _at_edge(found, node):
            continue
        found.append(child)
    while found and node["tag"] in _BLOCKS and isinstance(found[-1], str) and not found[-1].strip(" "):
        found.pop()
    return found


def _at_edge(before: list[Node], node: dict[str, Any]) -> bool:
    if not before:
        return node["tag"] in _BLOCKS
    return isinstance(before[-1], dict) and before[-1]["tag"] in _BLOCKS


def elements(nodes: list[Node]) -> Iterator[dict[str, Any]]:
    """Every element of a tree, in the order of the text."""
    for node in nodes:
        if isinstance(node, dict):
            yield node
            yield from elements(node["c"])


def text(nodes: list[Node]) -> str:
    """The words of a tree."""
    return "".join(node if isinstance(node, str) else text(node["c"]) for node in nodes)
