"""A new translation as a link: it opens the web editor on a file that is begun already, as `kb translate` begins it.

An address has little room, and a letter that is not Latin takes six signs in it. What does not fit is left out from the
least needed on, and the file says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.contributing.describing import Describer
from kb.contributing.drafting import draft
from kb.finding import CONTENT
from kb.library import Library, Record
from kb.translating import LEDGER

LIMIT = 6000
"""As long as an address may be: hosts refuse those of more than 8,000 signs."""


def new_translation_url(library: Library, record: Record, locale: str) -> str:
    """Where a translation that is not there yet is begun in the browser, prefilled as far as there is room."""
    path = f"{CONTENT}/{locale}/{record.ref}.yml"
    addresses = (library.settings.new_url(path, text) for text in _shorter_and_shorter(library, record, locale))
    return next((address for address in addresses if len(address) <= LIMIT), library.settings.new_url(path))


def _shorter_and_shorter(library: Library, record: Record, locale: str) -> Iterator[str]:
    """The whole beginning; then without the texts to translate; then without digests, and with fewer and fewer fields."""
    yield draft(library, record, locale)[0]
    t = Describer(library, record.collection, locale).text
    page = library.settings.page_url(record.locale, f"{record.ref}/")
    bare = draft(library, record, locale, explained=False)[0]
    note = t("translation.without_texts", url=page)
    yield f"# {note}\n{bare}"
    fields = _fields(bare.partition(f"{LEDGER}:")[0])
    end = f"{LEDGER}:\n  language: {record.locale}\n"
    yield f"# {note}\n{''.join(fields)}{end}"
    note = t("translation.without_fields", url=page)
    for count in range(len(fields) - 1, 0, -1):
        yield f"# {note}\n{''.join(fields[:count])}{end}"


def _fields(text: str) -> list[str]:
    """The fields of a record as they are written, each with the lines below it."""
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        if found and line.startswith((" ", "-")):
            found[-1] += line
        else:
            found.append(line)
    return found
