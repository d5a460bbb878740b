"""Pages of the real records in every state a record can be in: untranslated, stale, with longer texts. Always valid HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import html5lib
import pytest
from pydantic import BaseModel

from kb.fields import declarations
from kb.library import Library, Record
from kb.pages import Page
from kb.rendering import Renderer
from kb.schema import Markdown
from kb.translating import LEDGER, Ledger

LOCALE = "ru"


def as_it_is(record: Record) -> Record:
    """The record without any change."""
    return record


def untranslated(record: Record) -> Record:
    """The record as if nobody had translated it."""
    return replace(record, translations={})


def stale(record: Record) -> Record:
    """The record as if every text of its original had been changed since it was translated."""
    old = Ledger(language=record.locale, digests=dict.fromkeys(record.digests, "00000000"))
    files = {
        locale: replace(file, model=file.model.model_copy(update={LEDGER: old}))
        for locale, file in record.translations.items()
    }
    return replace(record, translations=files)


def longer(record: Record) -> Record:
    """The record with a second paragraph and a list in every text that may have them."""
    files = {locale: replace(file, model=_longer(file.model)) for locale, file in record.translations.items()}
    return replace(record, original=replace(record.original, model=_longer(record.data)), translations=files)


def _longer(item: BaseModel) -> BaseModel:
    update: dict[str, Any] = {}
    for name, declaration in declarations(type(item)).items():
        value = getattr(item, name)
        if not value or name == LEDGER:
            continue
        if declaration.model is not None:
            update[name] = [_longer(each) for each in value] if declaration.many else _longer(value)
        elif declaration.mark(Markdown) and isinstance(value, str):
            update[name] = f"{value}\n\nOne more.\n\n- a list"
    return item.model_copy(update=update)


def _pages(library: Library) -> Iterator[Page]:
    """Every list and view, and of every collection the record with the longest file, with its further pages."""
    renderer = Renderer(library, LOCALE)
    for view in renderer.views.values():
        yield from renderer.view(view)
    for collection in library.collections.values():
        yield from renderer.index(collection)
        records = library.of(collection.name)
        if records:
            largest = max(records, key=lambda record: record.original.path.stat().st_size)
            yield renderer.record(largest)
            yield from renderer.subpages(collection, largest)


def _faults(page: Page) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parseFragment(page.body)
    lines = page.body.split("\n")
    return [
        f"{page.address}: {code}: {lines[line - 1][max(0, column - 80) : column + 20]}"
        for (line, column), code, _ in parser.errors
    ]


@pytest.mark.parametrize("state", [as_it_is, untranslated, stale, longer])
def test_pages_are_valid_html(real: Library, state: Callable[[Record], Record]) -> None:
    library = replace(real, records={ref: state(record) for ref, record in real.records.items()})
    assert [fault for page in _pages(library) for fault in _faults(page)] == []


def test_every_stale_text_is_marked(real: Library) -> None:
    record = stale(real.records["workshops/2018-09-almaty-industrial-safety"])
    library = replace(real, records={**real.records, record.ref: record})
    body = Renderer(library, LOCALE).record(record).body
    paragraphs = [point.id for point in (*record.data.outcomes, *record.data.commitments)]
    assert body.count('<div class="stale">') >= len(paragraphs)
