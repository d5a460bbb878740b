"""Library -> pages: templates of collections and views, filled in each language.

Templates hold layout only; what has to be computed stands in the `page.py` of the collection or the `view.py` of the view.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError

from kb import discovery
from kb.compiled import Compiled
from kb.discovery import Collection, View
from kb.exporting.citations import citation
from kb.heads import Heads
from kb.library import Library, Record
from kb.listing import Listing, ordered
from kb.pages import Page
from kb.sidebyside import sections
from kb.translating import Localized
from kb.writing import FEW, MissingLabel, Writer

FUNCTIONS = (
    "t", "n", "choice", "line", "prose", "plain", "url", "link", "get", "records", "country", "country_link", "backlinks", "when",
    "span", "number", "note", "notes", "dated", "original", "due", "file_url",
)  # fmt: skip

_COMPILED = Compiled()


def environment(library: Library, writer: Writer) -> Environment:
    """Jinja for one language: strict, escaping, with the writer's functions."""
    hooks = library.root / "hooks"
    made = Environment(
        loader=ChoiceLoader(
            [FileSystemLoader([hooks / discovery.CATALOG, hooks / discovery.VIEWS]), PackageLoader("kb", "templates")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=writer.line,
        bytecode_cache=_COMPILED,
    )
    made.globals.update({name: getattr(writer, name) for name in FUNCTIONS})
    made.globals.update(
        writer=writer,
        locale=writer.locale,
        library=library,
        icons=_icons(library),
        few=FEW,
        cite=partial(citation, writer),
    )
    return made


def _icons(library: Library) -> dict[str, str]:
    return {name: getattr(collection.page, "ICON", "file-text") for name, collection in library.collections.items()}


class TemplateFault(Exception):
    """A template cannot be filled; the message says which, in which line and for which page."""


class Renderer(Heads):
    """All pages of one language: first what they are (`heads`), then, one by one, what stands in them (`filled`)."""

    def __init__(self, library: Library, locale: str) -> None:
        super().__init__(library, locale)
        self.environment = environment(library, self.writer)

    def pages(self) -> Iterator[Page]:
        """Every page: views, indexes of collections, records."""
        return map(self.filled, self.heads())

    # --- what stands in them

    def filled(self, page: Page) -> Page:
        """The page with its body."""
        self.writer.begin(page.address)
        makers = {
            "record": self._record,
            "part": self._part,
            "both": self._both,
            "mentions": self._mentions,
            "index": self._index,
            "view": self._view,
        }
        body = makers[page.maker](page)
        data = self._shared("linked_data", self.writer.get(str(page.ref))) if page.maker == "record" else None
        return replace(page, body=body, data=data or {}, annotated_by=self.writer.annotated_by)

    def _record(self, page: Page) -> str:
        return self._of_record(page, "page")

    def _part(self, page: Page) -> str:
        return self._of_record(page, page.part)

    def _of_record(self, page: Page, template: str) -> str:
        here, collection = self.writer.get(str(page.ref)), self.library.collections[page.kind]
        context = self._context(collection, "context", here)
        file = self.library.records[str(page.ref)]
        return self._fill(f"{collection.name}/{template}.md.jinja", record=here, file=file, **context)

    def _both(self, page: Page) -> str:
        """The record in all its languages, in columns; the reader's own first."""
        record = self.library.records[str(page.ref)]
        locales = sorted([record.locale, *record.translations], key=lambda code: code != self.locale)
        found = sections(record)
        return self._fill(
            "both.md.jinja",
            record=self.writer.get(record.ref),
            locales=locales,
            names={code: str(self.library.labels[code].texts["site.language"]) for code in locales},
            marks={code: self.writer.original_mark(record, code) for code in locales},
            sections=found,
            labels={section.name: self.writer.t(f"{section.label}.label") for section in found},
            text=self.writer.row_text,
        )

    def _mentions(self, page: Page) -> str:
        ref = str(page.ref)
        return self._fill("mentions.md.jinja", record=self.writer.get(ref), groups=self.writer.backlinks(ref))

    def _index(self, page: Page) -> str:
        collection, name = self.library.collections[page.kind], page.kind
        whole = self.library.remember(("list", self.locale, name), lambda: Listing.of(self.writer, collection))
        listing = replace(whole, number=int(page.part))
        context = self._context(collection, "index", listing.here)
        return self._fill(f"{name}/index.md.jinja", records=listing.here, collection=name, listing=listing, **context)

    def _view(self, page: Page) -> str:
        view = self.views[page.kind]
        for address, _, _, template, context in view.module.pages(self.writer):
            if address == page.address:
                values = context() if callable(context) else context
                return self._fill(f"{view.name}/{template}", address=address, **values)
        raise KeyError(page.address)

    # --- by themselves, for tests and other kinds of output

    def record(self, record: Record) -> Page:
        """The page of a record."""
        return self.filled(self._record_head(self.library.collections[record.collection], record))

    def subpages(self, collection: Collection, record: Record) -> Iterator[Page]:
        """The further pages of a record, for kinds whose records are long."""
        heads = self._record_heads(collection, record)
        return (self.filled(page) for page in heads if page.maker == "part")

    def both(self, record: Record) -> Page:
        """The record in all its languages, in columns."""
        return self.filled(self._both_head(self.library.collections[record.collection], record))

    def index(self, collection: Collection) -> Iterator[Page]:
        """The page that lists a collection; several where the list is long."""
        return map(self.filled, self._index_heads(collection))

    def view(self, view: View) -> Iterator[Page]:
        """The pages of a view."""
        return map(self.filled, self._view_heads(view))

    # --- helpers

    def ordered(self, collection: Collection) -> list[Localized]:
        """The records of a collection in the order in which its list shows them."""
        return ordered(self.writer, collection)

    def _where(self, error: Exception, template: str) -> str:
        """The last line of a template on the way to an error, and what it says."""
        frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(".jinja")]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else template
        return f"{template} ({place}), page {self.locale}/{self.writer.address}: {error}"

    def _fill(self, template: str, **context: Any) -> str:
        try:
            html = self.environment.get_template(template).render(**context)
        except (TemplateError, MissingLabel, KeyError, AttributeError) as error:
            raise TemplateFault(self._where(error, template)) from error
        return self.writer.typeset(one_block(html))


def one_block(html: str) -> str:
    """HTML without empty lines and indentation, so that Markdown sees one block and passes it through."""
    return "\n".join(line for each in html.split("\n") if (line := each.strip()))


def render(library: Library, locales: Iterable[str] | None = None) -> Iterator[Page]:
    """Every page of every language."""
    for locale in locales or library.settings.languages:
        yield from Renderer(library, locale).pages()
