"""Library -> a book in one language: chapters of records, then the list of all sources, numbered through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from kb.discovery import Collection
from kb.handbook.tree import Node, elements, tree
from kb.library import Library
from kb.offline.manifest import Edition
from kb.rendering import Renderer, environment
from kb.schema import Source
from kb.writing import Writer

TEMPLATE = "handbook.jinja"


@dataclass(frozen=True)
class Chapter:
    """A collection: `name` is its anchor."""

    name: str
    title: str
    lead: str
    nodes: list[Node]


@dataclass(frozen=True)
class Book:
    """Everything on the pages of the book. `words` are the labels that the layout needs."""

    locale: str
    region: str
    title: str
    edition: Edition
    date: str
    words: dict[str, str]
    chapters: list[Chapter]
    sources: list[dict[str, Any]]


class BookWriter(Writer):
    """The functions of the templates for a book: links lead inside it where they can, else to the site."""

    def __init__(self, library: Library, locale: str, inside: frozenset[str]) -> None:
        super().__init__(library, locale)
        self.inside = inside

    def url(self, target: str) -> str:
        """Anchor of a record that is in the book; full address of others."""
        path, mark, rest = target.partition("#")
        if path.rstrip("/") in self.inside:
            return f"#{anchor(path.rstrip('/'))}"
        address = f"{path.rstrip('/')}/" if path else ""
        return f"{self.library.settings.page_url(self.locale, address)}{mark}{rest}"

    def file_url(self, path: str) -> str:
        """Full address of a file of the site."""
        return f"{self.library.settings.url}{path}"

    def _annotated(self, html: Markup) -> Markup:
        return html  # tooltips have no place on paper


class _BookRenderer(Renderer):
    """Fills the catalog's templates for the book, all as one page, so that sources are numbered through."""

    def __init__(self, library: Library, locale: str, chapters: list[Collection]) -> None:
        super().__init__(library, locale)
        inside = frozenset(record.ref for chapter in chapters for record in library.of(chapter.name))
        self.writer = BookWriter(library, locale, inside)
        self.environment = environment(library, self.writer)

    def chapter(self, collection: Collection, tick: Callable[[], None]) -> Chapter:
        """One collection, its records in the order of its index."""
        nodes: list[Node] = []
        for here in self.ordered(collection):
            context = self._context(collection, "context", here) | {
                "record": here,
                "anchor": anchor(here.ref),
                "first": not nodes,
            }
            nodes += tree(self.writer.typeset(self._fill(f"{collection.name}/{TEMPLATE}", **context)))
            tick()
        title = self.writer.t(f"collections.{collection.name}.many").unescape()
        lead = self.writer.t(f"collections.{collection.name}.lead").unescape()
        return Chapter(collection.name, title, self.writer.language.typeset(lead), nodes)


def anchor(ref: str) -> str:
    """The anchor of a record in the book."""
    return ref.replace("/", "--")


def chapters_of(library: Library) -> list[Collection]:
    """The collections that stand in the book, in the order of the navigation."""
    return [
        library.collections[name] for name in library.order if (library.collections[name].folder / TEMPLATE).is_file()
    ]


def book(library: Library, locale: str, edition: Edition, tick: Callable[[], None] = lambda: None) -> Book:
    """The book in one language."""
    collections = chapters_of(library)
    renderer = _BookRenderer(library, locale, collections)
    w = renderer.writer
    chapters = [renderer.chapter(collection, tick) for collection in collections]
    made = Book(
        locale=locale,
        region=w.language.region,
        title=w.t("site.name").unescape(),
        edition=edition,
        date=w.when(date.fromisoformat(edition.day)),
        words=_words(w),
        chapters=chapters,
        sources=[_source(w, number, source) for number, source in w.notes()],
    )
    _unlink_lost(made)
    return made


def _words(w: Writer) -> dict[str, str]:
    set_ = w.language.typeset
    return {
        "cover": set_(w.t("site.name").unescape()),
        "title": w.t("handbook.title").unescape(),
        "contents": w.t("handbook.contents").unescape(),
        "about": set_(w.t("handbook.about").unescape()),
        "page": w.t("handbook.page").unescape(),
        "sources": w.t("source.many").unescape(),
        "sources_lead": set_(w.t("handbook.sources").unescape()),
        "disclaimer": set_(w.t("site.disclaimer").unescape()),
        "licence": set_(w.t("site.licence").unescape()),
        "url": w.library.settings.url,
    }


def _source(w: Writer, number: int, source: Source) -> dict[str, Any]:
    publisher = w.get(source.publisher) if source.publisher in w.library.records else None
    parts = [
        w.plain(publisher.abbreviation or publisher.title) if publisher else "",
        w.choice("record", "grade", source.grade).unescape(),
        w.when(source.date) if source.date else "",
        w.t("source.accessed", date=w.when(source.accessed)).unescape(),
        w.t("source.read_in_copy").unescape() if source.read_in_copy else "",
    ]
    return {
        "number": number,
        "title": source.title,
        "lang": source.title_language or source.language,
        "url": str(source.url),
        "meta": " · ".join(part for part in parts if part),
    }


def _unlink_lost(made: Book) -> None:
    """Links whose anchor the book does not have become plain text."""
    nodes = [node for chapter in made.chapters for node in chapter.nodes]
    there = {element["id"] for element in elements(nodes) if "id" in element}
    there |= {f"src-{source['number']}" for source in made.sources}
    for element in elements(nodes):
        if element.get("href", "").startswith("#") and element["href"][1:] not in there:
            del element["href"]
