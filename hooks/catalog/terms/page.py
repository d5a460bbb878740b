"""What the pages of terms need beyond their fields: the term in every language, side by side."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from catalog.terms.linking import annotator, glossary, scripts
from catalog.terms.schema import THEMES
from kb.library import Library
from kb.translating import Localized
from kb.writing import Writer

__all__ = ["ICON", "TABLES", "annotator", "context", "in_all_languages", "index", "order", "scripts"]

ICON = "languages"
WEIGHT = 0.65
TABLES = {"glossary": glossary}


def in_all_languages(library: Library, ref: str) -> list[tuple[str, Localized]]:
    """A term in each language in which it is there, the site's default first."""
    record = library.records[ref]
    return [(locale, record.localized(locale)) for locale in library.settings.languages if record.has(locale)]


def context(writer: Writer, record: Localized) -> dict[str, Any]:
    """The term in every language, the reader's own first."""
    found = in_all_languages(writer.library, record.ref)
    return {"languages": sorted(found, key=lambda pair: pair[0] != writer.locale)}


def order(writer: Writer, records: list[Localized]) -> list[Localized]:
    """By theme, in each in the alphabetical order of the reader's language."""
    return sorted(records, key=lambda record: (THEMES.index(record.theme), writer.language.sort_key(str(record.title))))


def index(writer: Writer, records: list[Localized]) -> dict[str, Any]:
    """The glossary by theme, every term in all languages."""
    pairs = {record.ref: in_all_languages(writer.library, record.ref) for record in records}
    locales = [writer.locale, *(code for code in writer.library.settings.languages if code != writer.locale)]
    return {
        "themes": [(theme, list(group)) for theme, group in groupby(records, key=lambda record: record.theme)],
        "pairs": {ref: sorted(found, key=lambda pair: locales.index(pair[0])) for ref, found in pairs.items()},
        "order": locales,
    }
