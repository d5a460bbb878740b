"""A book -> EPUB 3: the trees of the chapters as XHTML, one file for each record that has a heading of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import quoteattr

from kb.handbook.book import Book
from kb.handbook.tree import Node, elements, text
from kb.offline.archive import write_zip

_MIME = "application/epub+zip"
_VOID = {"br", "hr"}
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


@dataclass
class _Part:
    """One XHTML file; `level` is its depth in the table of contents."""

    name: str
    title: str
    level: int
    nodes: list[Node] = field(default_factory=list)


def write_epub(book: Book, path: Path) -> None:
    """Write the book; the same book gives the same bytes."""
    parts = list(_parts(book))
    places = {element["id"]: part.name for part in parts for element in elements(part.nodes) if "id" in element}
    made = {"mimetype": _MIME, "META-INF/container.xml": _CONTAINER, "EPUB/package.opf": _package(book, parts)}
    made["EPUB/nav.xhtml"] = _page(book, book.words["contents"], _contents(book, parts))
    made["EPUB/book.css"] = files("kb").joinpath("templates/handbook/handbook.css").read_text(encoding="utf-8")
    for part in parts:
        made[f"EPUB/{part.name}"] = _page(
            book, part.title, "".join(_xhtml(node, places, part.name) for node in part.nodes)
        )
    encoded = {name: content.encode() for name, content in made.items()}
    write_zip(path, encoded, book.edition.moment, stored=frozenset({"mimetype"}))


def _parts(book: Book) -> Iterator[_Part]:
    """Title page, chapters with their records, sources."""
    about = [
        book.words["about"],
        f"{book.date}, {book.edition.version}",
        f"{book.words['disclaimer']} {book.words['licence']}",
    ]
    title: list[Node] = [_element("h1", book.title), _element("p", book.words["title"], **{"class": "lead"})]
    yield _Part("title.xhtml", book.title, 1, [*title, *(_element("p", line) for line in about)])
    for chapter in book.chapters:
        part = _Part(
            f"{chapter.name}.xhtml", chapter.title, 1, [_element("h1", chapter.title), _element("p", chapter.lead)]
        )
        for node in chapter.nodes:
            if isinstance(node, dict) and node["tag"] == "h2" and "id" in node:
                yield part
                part = _Part(f"{node['id']}.xhtml", text(node["c"]), 2)
            part.nodes.append(node)
        yield part
    yield _Part("sources.xhtml", book.words["sources"], 1, [_element("h1", book.words["sources"]), _sources(book)])


def _element(tag: str, *content: Node, **attributes: str) -> Node:
    return {"tag": tag, "c": list(content), **attributes}


def _sources(book: Book) -> Node:
    items = [
        _element(
            "li",
            _element("a", each["title"], href=each["url"], lang=each["lang"]),
            " ",
            _element("small", each["meta"]),
            id=f"src-{each['number']}",
        )
        for each in book.sources
    ]
    return _element("ol", *items)


def _xhtml(node: Node, places: dict[str, str], here: str) -> str:
    """A node as XHTML; links to anchors lead to the file where the anchor is."""
    if isinstance(node, str):
        return escape(node, quote=False)
    shown: dict[str, str] = {key: node[key] for key in ("id", "class", "lang") if key in node}
    if "lang" in shown:
        shown["xml:lang"] = shown["lang"]
    target = node.get("href", "")
    if target:
        place = places.get(target[1:], "") if target.startswith("#") else ""
        shown["href"] = target if place in ("", here) else f"{place}{target}"
    opened = node["tag"] + "".join(f" {name}={quoteattr(value)}" for name, value in shown.items())
    if node["tag"] in _VOID:
        return f"<{opened}/>"
    return f"<{opened}>{''.join(_xhtml(child, places, here) for child in node['c'])}</{node['tag']}>"


def _page(book: Book, title: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{book.locale}" xml:lang="{book.locale}"><head><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="book.css"/></head>\n<body>{body}</body></html>\n'
    )


def _contents(book: Book, parts: list[_Part]) -> str:
    """The table of contents, chapters with their records."""
    lines: list[str] = []
    for index, part in enumerate(parts):
        after = parts[index + 1].level if index + 1 < len(parts) else 1
        lines.append(f'<li><a href="{part.name}">{escape(part.title)}</a>')
        lines.append("<ol>" if after > part.level else "</li>" + "</ol></li>" * (part.level - after))
    return (
        f'<nav epub:type="toc" role="doc-toc"><h1>{escape(book.words["contents"])}</h1><ol>{"".join(lines)}</ol></nav>'
    )


def _package(book: Book, parts: list[_Part]) -> str:
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{book.words['url']}#{book.edition.tag}-{book.locale}")
    title = escape(f"{book.title}. {book.words['title']}")
    items = "".join(
        f'<item id="p{n}" href="{part.name}" media-type="application/xhtml+xml"/>' for n, part in enumerate(parts)
    )
    spine = "".join(f'<itemref idref="p{number}"/>' for number in range(len(parts)))
    access = {
        "accessMode": "textual",
        "accessModeSufficient": "textual",
        "accessibilityFeature": "structuralNavigation",
        "accessibilityHazard": "none",
        "accessibilitySummary": "Text with headings, lists and tables; no images.",
    }
    metas = "".join(f'<meta property="schema:{key}">{value}</meta>' for key, value in access.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{book.locale}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier><dc:title>{title}</dc:title><dc:language>{book.locale}</dc:language>'
        f"<dc:creator>{escape(book.title)}</dc:creator><dc:date>{book.edition.day}</dc:date>"
        f'<meta property="dcterms:modified">{book.edition.moment}</meta>{metas}</metadata>\n'
        f'<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'<item id="css" href="book.css" media-type="text/css"/>{items}</manifest>\n'
        f"<spine>{spine.replace('/>', '/><itemref idref=' + chr(34) + 'nav' + chr(34) + '/>', 1)}</spine></package>\n"
    )
