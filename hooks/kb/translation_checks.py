"""Whether translations fit their originals: the same links, items and lists, and a ledger that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from kb import texts
from kb.fields import declarations, item_key, leaves
from kb.finding import RecordFile, problem
from kb.library import Library, Record
from kb.problems import Problem, did_you_mean
from kb.reading import Location
from kb.schema import Markdown, Role
from kb.translating import LEDGER, is_own
from kb.validating import named

Found = Iterator[Problem]


def links_match(library: Library, record: Record) -> Found:
    """A translated text links the same records as its original, as long as it is not stale."""
    ours = {leaf.path: leaf for leaf in leaves(record.data) if leaf.declaration.mark(Markdown)}
    for locale, file in record.translations.items():
        stale = record.stale(locale)
        for leaf in leaves(file.model):
            original = ours.get(leaf.path)
            if not original or leaf.path in stale or not leaf.declaration.mark(Markdown):
                continue
            lost = set(texts.record_links(original.value)) ^ set(texts.record_links(leaf.value))
            if lost:
                message = f"{leaf.path} does not link the same records as the original: {', '.join(sorted(lost))}. Use the same links."
                yield problem(file, leaf.location, message, "KB053")


def translations_match(library: Library, record: Record) -> Found:
    """A translation has no item that the original lacks, and its lists of texts are as long."""
    for file in record.translations.values():
        for found in _match(file, record.data, file.model, ()):
            # Of an original that is not valid, parts may be missing that are there in the file.
            if record.original.valid or found.code != "KB060":
                yield found


def _match(file: RecordFile, original: BaseModel, translation: BaseModel, location: Location) -> Found:
    for name, declaration in declarations(type(translation)).items():
        ours, theirs = getattr(original, name, None), getattr(translation, name)
        if not theirs or name == LEDGER or (declaration.model and is_own(declaration.model)):
            continue
        here = (*location, name)
        if declaration.model is None:
            if declaration.role is Role.WORDS:
                yield from _match_words(file, ours, theirs, here)
        elif not ours:
            yield _without_original(file, here)
        elif declaration.many:
            yield from _match_items(file, list(ours), theirs, here)
        else:
            yield from _match(file, ours, theirs, here)


def _match_words(file: RecordFile, ours: Any, theirs: Any, here: Location) -> Found:
    if ours in (None, (), []):
        yield _without_original(file, here)
    elif isinstance(theirs, list) and len(ours) != len(theirs):
        count = f"{len(theirs)} text{'s' if len(theirs) > 1 else ''}"
        message = f"{named(here)} has {count}, the original has {len(ours)}. Translate each text, in the same order."
        yield problem(file, here, message, "KB061", name=True)


def _without_original(file: RecordFile, here: Location) -> Problem:
    message = f"{named(here)} is translated, but it is not in the original. Delete it, or add it to the original."
    return problem(file, here, message, "KB060", name=True)


def _match_items(file: RecordFile, ours: list[Any], theirs: list[Any], here: Location) -> Found:
    by_key = {item_key(item): item for item in ours}
    for index, item in enumerate(theirs):
        key = item_key(item)
        if key in by_key:
            yield from _match(file, by_key[key], item, (*here, index))
        elif key and all(by_key):
            message = f'{named(here)} has an item "{key}", the original has none.{did_you_mean(key, by_key)} The original has: {", ".join(by_key)}.'
            yield problem(file, (*here, index), message, "KB062")


def ledgers_are_kept(library: Library, record: Record) -> Found:
    """Every translated field has a digest in the ledger (a warning: `kb stamp` writes them), and no other has."""
    for locale, file in record.translations.items():
        if not (record.original.valid and file.valid):
            continue
        ledger = record.ledger(locale)
        noted = ledger.digests if ledger else {}
        missing = set(record.digests) - record.missing(locale) - set(noted)
        if missing:
            message = f"The ledger lacks {len(missing)} of {len(record.digests)} fields. Run: kb stamp {record.ref}"
            yield problem(file, (LEDGER,), message, "KB063", "warning", name=True)
        for path in sorted(set(noted) - set(record.digests)):
            message = f'The ledger names "{path}", which the original does not have. Run: kb stamp {record.ref}'
            yield problem(file, (LEDGER, "digests", path), message, "KB064", "warning", name=True)
