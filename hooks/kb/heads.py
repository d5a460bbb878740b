"""Library -> what pages there are: address, title, description and maker of each, before anything is filled in.

The whole site has to be known before the first page is finished: titles are told apart, and lists link pages. So this
comes first, and it is quick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import Markup

from kb import discovery
from kb.discovery import Collection, View
from kb.headlines import described, shortened
from kb.library import Library, Record
from kb.listing import page_address, page_count
from kb.pages import Page
from kb.sharing import hook
from kb.translating import Localized
from kb.writing import FEW, Writer


class Heads:
    """The pages of one language without their bodies."""

    def __init__(self, library: Library, locale: str) -> None:
        self.library, self.locale = library, locale
        self.writer = Writer(library, locale)
        self.views = discovery.views(library.root)

    def heads(self) -> Iterator[Page]:
        """Every page without its body."""
        for view in self.views.values():
            yield from self._remembered(("views", view.name), partial(self._view_heads, view))
        for collection in self.library.collections.values():
            yield from self._index_heads(collection)
            for record in self.library.of(collection.name):
                yield from self._remembered(("records", record.ref), partial(self._record_heads, collection, record))

    def _remembered(self, name: tuple[str, str], make: Callable[[], Iterator[Page]]) -> list[Page]:
        return self.library.remember(("heads", self.locale, *name), lambda: list(make()))

    def _view_heads(self, view: View) -> Iterator[Page]:
        """The module of a view says address, title and lead (labels, or words already made of them), template and context
        of each page."""
        for address, title, lead, _, _ in view.module.pages(self.writer):
            yield self._head(address, view.name, "view", title, lead)

    def _index_heads(self, collection: Collection) -> Iterator[Page]:
        """The page that lists a collection; several where the list is long, and `part` is the number of each."""
        name, count = collection.name, page_count(self.library, collection)
        for number in range(1, count + 1):
            address = page_address(name, number)
            page = self._head(address, name, "index", f"collections.{name}.many", f"collections.{name}.lead")
            title = self.writer.t("filter.page_title", title=page.title, n=number, count=count)
            yield replace(page, part=str(number), title=title.unescape() if number > 1 else page.title)

    def _record_heads(self, collection: Collection, record: Record) -> Iterator[Page]:
        """The page of a record, its further pages (`<id>/<name>/`), the record in columns, what mentions it."""
        here = self.writer.get(record.ref)
        yield self._record_head(collection, record)
        for name, title in self._context(collection, "subpages", here):
            yield self._part_head(collection, record, name, title)
        if record.translations:
            yield self._both_head(collection, record)
        if self._often_mentioned(record):
            page = self._part_head(collection, record, "mentions", self.writer.t("page.mentions"))
            yield replace(page, maker="mentions", listed=False)

    def _often_mentioned(self, record: Record) -> bool:
        """Whether more records of a kind refer to it than its own page has room for."""
        sources = {link.source for link in self.library.backlinks.get(record.ref, ())}
        return any(count > FEW for count in Counter(ref.partition("/")[0] for ref in sources).values())

    def _head(self, address: str, kind: str, maker: str, title: str, lead: str) -> Page:
        shown, about = (text if isinstance(text, Markup) else self.writer.t(text) for text in (title, lead))
        return Page(
            address=address,
            locale=self.locale,
            kind=kind,
            title=shown.unescape(),
            description=described(about.unescape(), self.writer.t("site.lead").unescape()),
            text_locale=self.locale,
            maker=maker,
            updated=self.library.reviewed,
        )

    def _record_head(self, collection: Collection, record: Record) -> Page:
        here = self.writer.get(record.ref)
        return Page(
            address=f"{record.ref}/",
            locale=self.locale,
            kind=collection.name,
            title=self.writer.plain(here.title),
            short=self.writer.plain(self._shared("short_title", here) or "") or None,
            description=described(self.writer.plain(here.summary), self._about(collection.name)),
            text_locale=self.locale if record.has(self.locale) else record.locale,
            maker="record",
            source=(record.translations.get(self.locale) or record.original).shown,
            ref=record.ref,
            updated=record.data.reviewed,
        )

    def _part_head(self, collection: Collection, record: Record, name: str, title: Markup) -> Page:
        page = self._record_head(collection, record)
        heading = f"{page.title}: {title.unescape()}"
        return replace(
            page,
            address=f"{record.ref}/{name}/",
            title=heading,
            short=None,
            description=described(f"{heading}.", self._about(collection.name)),
            maker="part",
            part=name,
        )

    def _both_head(self, collection: Collection, record: Record) -> Page:
        page = self._record_head(collection, record)
        title = f"{page.title}: {self.writer.t('both.title').unescape()}"
        return replace(
            page,
            address=f"{record.ref}/both/",
            title=title,
            short=None,
            description=shortened(f"{self.writer.t(f'collections.{collection.name}.one').unescape()}: {title}."),
            text_locale=self.locale,
            maker="both",
            listed=False,
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
