"""Library -> pages: templates of collections and views, filled in each language.

Templates hold layout only; what has to be computed stands in the `page.py` of the collection or the `view.py` of the view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from kb import discovery
from kb.discovery import Collection, View
from kb.exporting.citations import citation
from kb.headlines import described, shortened
from kb.library import Library, Record
from kb.pages import Page
from kb.sharing import hook
from kb.sidebyside import sections
from kb.translating import Localized
from kb.writing import MissingLabel, Writer, sorted_by

FUNCTIONS = (
    "t", "n", "choice", "line", "prose", "plain", "url", "link", "get", "records", "country", "country_link", "backlinks", "when",
    "span", "number", "note", "notes", "dated", "original", "due", "file_url",
)  # fmt: skip


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
    )
    made.globals.update({name: getattr(writer, name) for name in FUNCTIONS})
    made.globals.update(
        writer=writer, locale=writer.locale, library=library, icons=_icons(library), cite=partial(citation, writer)
    )
    return made


def _icons(library: Library) -> dict[str, str]:
    return {name: getattr(collection.page, "ICON", "file-text") for name, collection in library.collections.items()}


class TemplateFault(Exception):
    """A template cannot be filled; the message says which, in which line and for which page."""


class Renderer:
    """All pages of one language, one after another or by themselves."""

    def __init__(self, library: Library, locale: str) -> None:
        self.library, self.locale = library, locale
        self.writer = Writer(library, locale)
        self.environment = environment(library, self.writer)
        self.views = discovery.views(library.root)

    def pages(self) -> Iterator[Page]:
        """Every page: views, indexes of collections, records."""
        for view in self.views.values():
            yield from self.view(view)
        for collection in self.library.collections.values():
            yield self.index(collection)
            for record in self.library.of(collection.name):
                yield self.record(record)
                yield from self.subpages(collection, record)
                if len(record.translations):
                    yield self.both(record)

    def record(self, record: Record) -> Page:
        """The page of a record."""
        collection = self.library.collections[record.collection]
        address = f"{record.ref}/"
        self.writer.begin(address)
        here = self.writer.get(record.ref)
        context = self._context(collection, "context", here)
        body = self._fill(f"{collection.name}/page.md.jinja", record=here, file=record, **context)
        data = self._shared("linked_data", here) or {}
        return replace(self._described(record, collection.name), address=address, body=body, data=data)

    def _described(self, record: Record, kind: str) -> Page:
        """The page of a record whose body was just made, still without address and body."""
        here = self.writer.get(record.ref)
        return Page(
            address="",
            locale=self.locale,
            kind=kind,
            title=self.writer.plain(here.title),
            short=self.writer.plain(self._shared("short_title", here) or "") or None,
            description=described(self.writer.plain(here.summary), self._about(kind)),
            body="",
            text_locale=self.locale if record.has(self.locale) else record.locale,
            source=(record.translations.get(self.locale) or record.original).shown,
            ref=record.ref,
            updated=record.data.reviewed,
            annotated_by=self.writer.annotated_by,
        )

    def subpages(self, collection: Collection, record: Record) -> Iterator[Page]:
        """The further pages of a record, for kinds whose records are long: `<id>/<name>/`, from `<name>.md.jinja`."""
        here = self.writer.get(record.ref)
        for name, title in self._context(collection, "subpages", here):
            address = f"{record.ref}/{name}/"
            self.writer.begin(address)
            context = self._context(collection, "context", here)
            body = self._fill(f"{collection.name}/{name}.md.jinja", record=here, file=record, **context)
            heading = f"{self.writer.plain(here.title)}: {title.unescape()}"
            yield replace(
                self._described(record, collection.name),
                address=address,
                title=heading,
                short=None,
                description=described(f"{heading}.", self._about(collection.name)),
                body=body,
            )

    def both(self, record: Record) -> Page:
        """The record in all its languages, in columns; the reader's own first."""
        here, address = self.writer.get(record.ref), f"{record.ref}/both/"
        self.writer.begin(address)
        locales = sorted([record.locale, *record.translations], key=lambda code: code != self.locale)
        found = sections(record)
        body = self._fill(
            "both.md.jinja",
            record=here,
            locales=locales,
            names={code: str(self.library.labels[code].texts["site.language"]) for code in locales},
            marks={code: self.writer.original_mark(record, code) for code in locales},
            sections=found,
            labels={section.name: self.writer.t(f"{section.label}.label") for section in found},
            text=self.writer.row_text,
        )
        title = f"{self.writer.plain(here.title)}: {self.writer.t('both.title').unescape()}"
        return replace(
            self._described(record, record.collection),
            address=address,
            title=title,
            short=None,
            description=shortened(f"{self.writer.t(f'collections.{record.collection}.one').unescape()}: {title}."),
            body=body,
            text_locale=self.locale,
            listed=False,
        )

    def index(self, collection: Collection) -> Page:
        """The page that lists a collection."""
        address = f"{collection.name}/"
        self.writer.begin(address)
        records = self.ordered(collection)
        context = self._context(collection, "index", records)
        body = self._fill(f"{collection.name}/index.md.jinja", records=records, collection=collection.name, **context)
        return self._page(
            address, collection.name, f"collections.{collection.name}.many", f"collections.{collection.name}.lead", body
        )

    def ordered(self, collection: Collection) -> list[Localized]:
        """The records of a collection in the order in which its index shows them."""
        records = self.writer.records(collection.name)
        order = getattr(collection.page, "order", None)
        return order(self.writer, records) if order else sorted_by(records, self.writer)

    def view(self, view: View) -> Iterator[Page]:
        """The pages of a view; its module says address, title and lead (labels, or words already made of them), template
        and context of each."""
        for address, title, lead, template, context in view.module.pages(self.writer):
            self.writer.begin(address)
            body = self._fill(
                f"{view.name}/{template}", address=address, **(context() if callable(context) else context)
            )
            yield self._page(address, view.name, title, lead, body)

    def _where(self, error: Exception, template: str) -> str:
        """The last line of a template on the way to an error, and what it says."""
        frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(".jinja")]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else template
        return f"{template} ({place}), page {self.locale}/{self.writer.address}: {error}"

    def _page(self, address: str, kind: str, title: str, lead: str, body: str) -> Page:
        shown, about = (text if isinstance(text, Markup) else self.writer.t(text) for text in (title, lead))
        description = described(about.unescape(), self.writer.t("site.lead").unescape())
        return Page(
            address,
            self.locale,
            kind,
            shown.unescape(),
            description,
            body,
            self.locale,
            updated=self.library.reviewed,
            annotated_by=self.writer.annotated_by,
        )

    def _about(self, kind: str) -> str:
        """What a description says besides, where the text of the page is too short for one."""
        return f"{self.writer.t(f'collections.{kind}.one').unescape()}. {self.writer.t('site.name').unescape()}."

    def _shared(self, name: str, here: Localized) -> Any:
        """What the kind tells other programs of a record, under a name; None where it has nothing to say."""
        told = hook(self.library, str(here.collection), name)
        return told(self.writer, here) if told else None

    def _context(self, collection: Collection, name: str, subject: Any) -> Any:
        compute = getattr(collection.page, name, None)
        return compute(self.writer, subject) if compute else {}

    def _fill(self, template: str, **context: Any) -> str:
        try:
            html = self.environment.get_template(template).render(**context)
        except (TemplateError, MissingLabel, KeyError, AttributeError) as error:
            raise TemplateFault(self._where(error, template)) from error
        return self.writer.typeset(one_block(html))


def one_block(html: str) -> str:
    """HTML without empty lines and indentation, so that Markdown sees one block and passes it through."""
    return re.sub(r"\s*\n\s*", "\n", html).strip()


def render(library: Library, locales: Iterable[str] | None = None) -> Iterator[Page]:
    """Every page of every language."""
    for locale in locales or library.settings.languages:
        yield from Renderer(library, locale).pages()
