"""Entries -> the scripts that the browser loads when somebody begins to search."""

from __future__ import annotations

import json
from typing import Any

from kb.library import Library
from kb.searching.entries import Entries
from kb.searching.features import Subject
from kb.searching.vendor import library_script
from kb.writing import Writer

LIBRARY = "search-library.js"
TEXTS_AT_MOST = 4_000_000
"""Bytes of texts in one language up to which they are delivered. Beyond, records are found by titles, names and
summaries only: a browser would need seconds for more."""


def search_files(library: Library) -> dict[str, bytes]:
    """Name -> bytes of each script: the libraries, and for each language the entries and, apart from them, the texts.

    With the entries the search begins; the texts are twice as heavy and may come later.
    """
    files = {LIBRARY: library_script(library.root, LIBRARY)}
    subject, writers = Subject(library), {code: Writer(library, code) for code in library.settings.languages}
    for locale in writers:
        entries = Entries(library, subject, writers, locale)
        files[f"search-{locale}.js"] = script("entries", locale, content(entries))
        files[f"search-{locale}-texts.js"] = script("texts", locale, not_too_heavy(entries.texts()))
    return files


def script(part: str, locale: str, content: Any) -> bytes:
    """A part of a language's entries as a script that hands it over by a global name."""
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'((globalThis.kbSearchData??={{}})["{locale}"]??={{}}).{part}={packed}\nglobalThis.kbSearchArrived?.()\n'.encode()


def content(entries: Entries) -> dict[str, Any]:
    """Everything the search needs to know in one language but the texts."""
    return {
        "language": entries.locale,
        "words": words(entries.writer),
        "smallWords": " ".join(writer.t("search.small_words").unescape() for writer in entries.writers.values()),
        "synonyms": entries.writer.t("search.synonyms").unescape(),
        "keys": {code: writer.t("search.keys").unescape() for code, writer in entries.writers.items()},
        "kinds": entries.kinds,
        "filters": entries.filters,
        "columns": entries.columns(),
    }


def not_too_heavy(texts: list[str]) -> list[str]:
    """The texts, or none where they would be too much for a browser."""
    return texts if sum(len(text.encode()) for text in texts) <= TEXTS_AT_MOST else []


def words(writer: Writer) -> dict[str, str]:
    """The words of the search panel; braces are filled in the browser."""
    found = {
        "results": writer.t("search.results"),
        "found": writer.t("search.found"),
        "loading": writer.t("search.loading"),
        "nothing": writer.t("search.nothing"),
        "nothing_hint": writer.t("search.nothing_hint"),
        "lists": writer.t("search.lists"),
        "shown_for": writer.t("search.shown_for"),
        "other_language": writer.t("search.other_language"),
        "partly": writer.t("search.partly"),
        "more": writer.t("search.more"),
        "filters": writer.t("filter.title"),
        "all": writer.t("filter.all"),
        "kind": writer.t("filter.kind"),
        "year": writer.t("filter.year"),
        "reset": writer.t("filter.reset"),
    }
    return {key: word.unescape() for key, word in found.items()}
