"""What is wrong with a library beyond the single value: a table of small named checks.

Each check's docstring is its rule. All run, whatever the others find; a build does not begin while an error stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kb import discovery, texts
from kb.fields import declarations, item_key, leaves, references
from kb.finding import RecordFile
from kb.label_checks import check_labels
from kb.library import Library, Record, load
from kb.problems import Problem, did_you_mean
from kb.reading import Location
from kb.schema import Markdown, Reference, Role, SourceIds
from kb.translating import is_own

Found = Iterator[Problem]


def problem(
    file: RecordFile, location: Location, message: str, code: str, level: Any = "error", *, name: bool = False
) -> Problem:
    """A problem at a location of a record's file."""
    return Problem(file.shown, *file.node.place_of(location, name=name), message, code, level)


def check(root: Path) -> tuple[Library | None, list[Problem]]:
    """Read and check the knowledge base at `root`: the library, where there is one, and every problem, sorted."""
    library = load(root)
    if isinstance(library, list):
        return None, sorted(library)
    return library, check_library(library)


def check_library(library: Library) -> list[Problem]:
    """Every problem of a library, sorted, each once."""
    found = [*library.problems, *check_labels(library)]
    for record in library.records.values():
        for rule in CHECKS:
            found += rule(library, record)
        own = library.collections[record.collection].check
        if own:
            found += own(library, record)
    for view in discovery.collections(library.root).values():
        whole = getattr(view.page, "check_collection", None)
        if whole:
            found += whole(library)
    return sorted(set(found))


def _files(record: Record) -> Iterator[RecordFile]:
    yield record.original
    yield from record.translations.values()


def references_exist(library: Library, record: Record) -> Found:
    """A reference leads to a record that is there, of a collection that the field allows."""
    for leaf, target, location in references(record.data):
        mark = leaf.declaration.mark(Reference)
        allowed = mark.collections if mark else ()
        collection = target.partition("/")[0]
        if allowed and collection not in allowed:
            message = f'{leaf.path} refers to "{target}". Expected a record of {" or ".join(allowed)}.'
            yield problem(record.original, location, message, "KB051")
        elif target not in library.records:
            yield problem(record.original, location, _nowhere(library, leaf.path, target), "KB050")


def _nowhere(library: Library, path: str, target: str) -> str:
    collection, _, name = target.partition("/")
    if collection not in library.collections:
        return f'{path} refers to "{target}", but "{collection}" is no collection.{did_you_mean(collection, library.collections)}'
    known = [record.id for record in library.of(collection)]
    hint = (
        did_you_mean(name, known)
        or f" Write the record content/{record_home(library)}/{target}.yml, or mend the reference."
    )
    return f'{path} refers to "{target}", but there is no such record.{hint}'


def record_home(library: Library) -> str:
    """The language in which a new record is proposed."""
    return library.settings.default


def texts_are_safe(library: Library, record: Record) -> Found:
    """Texts hold only the safe part of Markdown, and links that lead somewhere."""
    for file in _files(record):
        for leaf in leaves(file.model):
            if not leaf.declaration.mark(Markdown):
                continue
            for fault in texts.faults(leaf.value):
                yield problem(file, leaf.location, f"{leaf.path}: {fault}", "KB052")
            for target in texts.record_links(leaf.value):
                if target not in library.records:
                    yield problem(file, leaf.location, _nowhere(library, leaf.path, target), "KB050")


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


def sources_hold(library: Library, record: Record) -> Found:
    """Every source named is defined, and every source defined is used."""
    defined = {source.id: index for index, source in enumerate(record.data.sources)}
    used: set[str] = set()
    for leaf in leaves(record.data):
        if leaf.declaration.name not in ("source", "defined_by") and not leaf.declaration.mark(SourceIds):
            continue
        for name in [leaf.value] if isinstance(leaf.value, str) else leaf.value:
            used.add(name)
            if name not in defined:
                message = f'{leaf.path} names the source "{name}", which is not defined.{did_you_mean(name, defined)} Define it under "sources".'
                yield problem(record.original, leaf.location, message, "KB054")
    for name in sorted(set(defined) - used):
        if _cites(record):
            message = f'The source "{name}" is defined but never used. Name it where it says something, or delete it.'
            yield problem(record.original, ("sources", defined[name]), message, "KB055")


def _cites(record: Record) -> bool:
    """Whether the kind of record has places for sources at all; where not, its sources stand for the whole."""
    return any(leaf.declaration.mark(SourceIds) for leaf in leaves(record.data))


def has_sources(library: Library, record: Record) -> Found:
    """A record says where its content comes from."""
    if not record.data.sources:
        yield problem(record.original, (), 'The record has no source. Add at least one under "sources".', "KB056")


def keys_are_unique(library: Library, record: Record) -> Found:
    """In a list, every item has a key of its own."""
    for file in _files(record):
        for location, items in _lists(file.model, ()):
            counts = Counter(item_key(item) for item in items)
            for index, item in enumerate(items):
                if counts[item_key(item)] > 1 and [item_key(i) for i in items].index(item_key(item)) != index:
                    key = type(item).key
                    message = f'The {key} "{item_key(item)}" stands twice in {location[-1]}. Give each item its own.'
                    yield problem(file, (*location, index, key), message, "KB057")


def _lists(item: BaseModel, location: Location) -> Iterator[tuple[Location, list[Any]]]:
    """All lists of items in a record."""
    for name, declaration in declarations(type(item)).items():
        value = getattr(item, name)
        if declaration.model is None or not value:
            continue
        if declaration.many:
            yield (*location, name), list(value)
        for index, each in enumerate(value if declaration.many else [value]):
            yield from _lists(each, (*location, name, index) if declaration.many else (*location, name))


def translations_match(library: Library, record: Record) -> Found:
    """A translation has no item that the original lacks, and its lists of texts are as long."""
    for file in record.translations.values():
        yield from _match(file, record.data, file.model, ())


def _match(file: RecordFile, original: BaseModel, translation: BaseModel, location: Location) -> Found:
    for name, declaration in declarations(type(translation)).items():
        ours, theirs = getattr(original, name, None), getattr(translation, name)
        if not theirs or name == "translation_of" or (declaration.model and is_own(declaration.model)):
            continue
        here = (*location, name)
        if declaration.model is None:
            if declaration.role is Role.WORDS:
                yield from _match_words(file, ours, theirs, here)
        elif declaration.many:
            yield from _match_items(file, list(ours or ()), theirs, here)
        elif ours is not None:
            yield from _match(file, ours, theirs, here)
        else:
            yield problem(
                file,
                here,
                f"{name} is translated, but the original has no {name}. Delete it, or add it to the original.",
                "KB060",
                name=True,
            )


def _match_words(file: RecordFile, ours: Any, theirs: Any, here: Location) -> Found:
    if ours in (None, (), []):
        yield problem(
            file,
            here,
            f"{here[-1]} is translated, but the original has no {here[-1]}. Delete it, or add it to the original.",
            "KB060",
            name=True,
        )
    elif isinstance(theirs, list) and len(ours) != len(theirs):
        message = (
            f"{here[-1]} has {len(theirs)} texts, the original has {len(ours)}. Translate each text, in the same order."
        )
        yield problem(file, here, message, "KB061", name=True)


def _match_items(file: RecordFile, ours: list[Any], theirs: list[Any], here: Location) -> Found:
    by_key = {item_key(item): item for item in ours}
    for index, item in enumerate(theirs):
        key = item_key(item)
        if key in by_key:
            yield from _match(file, by_key[key], item, (*here, index))
        else:
            message = f'{here[-1]} has an item "{key}", the original has none.{did_you_mean(key, by_key)} The original has: {", ".join(by_key) or "none"}.'
            yield problem(file, (*here, index), message, "KB062")


def ledgers_are_kept(library: Library, record: Record) -> Found:
    """Every translated field has a digest in the ledger (a warning: `kb stamp` writes them), and no other has."""
    for locale, file in record.translations.items():
        ledger = record.ledger(locale)
        noted = ledger.digests if ledger else {}
        missing = set(record.digests) - record.missing(locale) - set(noted)
        if missing:
            message = f"The ledger lacks {len(missing)} of {len(record.digests)} fields. Run: kb stamp {record.ref}"
            yield problem(file, ("translation_of",), message, "KB063", "warning", name=True)
        for path in sorted(set(noted) - set(record.digests)):
            message = f'The ledger names "{path}", which the original does not have. Run: kb stamp {record.ref}'
            yield problem(file, ("translation_of", "digests", path), message, "KB064", "warning", name=True)


def addresses_are_free(library: Library, record: Record) -> Found:
    """A former address belongs to one record and to none that is there."""
    for index, old in enumerate(record.data.moved_from):
        location = ("moved_from", index)
        if f"{record.collection}/{old}" in library.records:
            yield problem(
                record.original,
                location,
                f'"{old}" is the address of a record that is there. Delete it from moved_from.',
                "KB065",
            )
        claims = [other.ref for other in library.of(record.collection) if old in other.data.moved_from]
        if len(claims) > 1 and claims[0] != record.ref:
            yield problem(
                record.original, location, f'"{old}" is already claimed by {claims[0]}. Keep it in one record.', "KB065"
            )


CHECKS: tuple[Callable[[Library, Record], Found], ...] = (
    references_exist,
    texts_are_safe,
    links_match,
    has_sources,
    sources_hold,
    keys_are_unique,
    translations_match,
    ledgers_are_kept,
    addresses_are_free,
)
