"""Lists of more than one page -> a script for each with all of their entries, which a browser loads for filters and order.

Words that many entries share stand once, and entries name them by number: that is a third of the size.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from kb.discovery import Collection
from kb.library import Library
from kb.listing import Detail, Facet, Row, facets, ordered, page_count, rows, said, script_name
from kb.writing import Writer


def list_files(library: Library) -> dict[str, bytes]:
    """Name -> bytes of the script of each long list in each language."""
    long = [each for each in library.collections.values() if page_count(library, each) > 1]
    pairs = [(locale, collection) for locale in library.settings.languages for collection in long]
    made = {script_name(collection.name, locale): _of(library, locale, collection) for locale, collection in pairs}
    return {name: data for name, data in made.items() if data}


def _of(library: Library, locale: str, collection: Collection) -> bytes:
    """The script of a list; empty where its kind does not say what an entry is."""
    return library.remember(("list script", locale, collection.name), partial(_made, library, locale, collection))


def _made(library: Library, locale: str, collection: Collection) -> bytes:
    writer = Writer(library, locale)
    made = rows(writer, collection, ordered(writer, collection))
    return script(collection.name, writer, made) if made else b""


def script(collection: str, writer: Writer, rows: list[Row]) -> bytes:
    """The entries of a list as a script that hands them over by a global name."""
    packed = json.dumps(_content(writer, rows), ensure_ascii=False, separators=(",", ":"))
    return f'(globalThis.kbLists??={{}})["{collection}"]={packed}\n'.encode()


def _content(writer: Writer, rows: list[Row]) -> dict[str, Any]:
    words = _Words(writer)
    common = facets(writer, rows)
    return {"rows": [_packed(row, common, words) for row in rows], "words": words.all}


class _Words:
    """What entries share: each of them once, by number."""

    def __init__(self, writer: Writer) -> None:
        self.locale = writer.locale
        self._typeset = writer.language.typeset
        self._numbers: dict[tuple[str, ...], int] = {}

    def number(self, *words: str) -> int:
        return self._numbers.setdefault(words, len(self._numbers))

    def said(self, detail: Detail) -> tuple[str, ...]:
        words = (self._typeset(detail.text), detail.style, detail.lang)
        return words if detail.lang else words[:2] if detail.style else words[:1]

    def text(self, text: str) -> str:
        return self._typeset(text)

    @property
    def all(self) -> list[tuple[str, ...]]:
        return list(self._numbers)


def _packed(row: Row, common: list[Facet], words: _Words) -> list[Any]:
    """An entry: id, title, what stands beside it, date, day of the last check, heading, values of facets, details."""
    return [
        row.record.id,
        words.said(said(row.record.title, words.locale)),
        words.number(words.text(row.above), words.text(row.below)),
        row.date,
        str(row.record.reviewed),
        words.number(words.text(row.group[1])),
        words.number(*row.values(common)),
        [words.number(*words.said(detail)) for detail in row.details],
    ]
