"""Status of the translations: by collection and language, and what is missing or stale, each with the way to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kb.contributing.prefilling import new_translation_url
from kb.library import Library, Record
from kb.status import counts
from kb.writing import Writer

ADDRESS, TITLE = "status/", "views.status.title"
ROOM = 60_000
"""How much of the page prefilled links may take; when it is full, the links open an empty file of the right name."""


@dataclass(frozen=True)
class Task:
    """What is to be done for a record in a language, and where; `begun` tells that there is a translation."""

    ref: str
    url: str
    begun: bool
    missing: int
    stale: int


@dataclass
class Todo:
    """The tasks of one language by collection."""

    locale: str
    collections: dict[str, list[Task]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many records want something."""
        return sum(map(len, self.collections.values()))


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield ADDRESS, TITLE, "views.status.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """The table, and for each language what is to be done in it."""
    library = writer.library
    return {"counts": [count for count in counts(library) if count.records], "todo": list(todo(library))}


def todo(library: Library) -> Iterator[Todo]:
    """The languages in which something is missing or stale, with all of it."""
    room = ROOM
    for locale in library.settings.languages:
        found = Todo(locale)
        for record in (record for name in library.order for record in library.of(name)):
            if record.missing(locale) or record.stale(locale):
                task = _task(library, record, locale, room)
                room -= 0 if task.begun else len(task.url)
                found.collections.setdefault(record.collection, []).append(task)
        if found.collections:
            yield found


def _task(library: Library, record: Record, locale: str, room: int) -> Task:
    file = record.translations.get(locale)
    if file:
        url = library.settings.edit_url(file.shown)
    elif room > 0:
        url = new_translation_url(library, record, locale)
    else:
        url = library.settings.new_url(f"content/{locale}/{record.ref}.yml")
    return Task(record.ref, url, file is not None, len(record.missing(locale)), len(record.stale(locale)))
