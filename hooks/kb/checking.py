"""What is wrong with a library beyond the single value: a table of small named checks.

Each check's docstring is its rule. All run, whatever the others find, and also over the drafts of records that are not
valid: there, any value may be missing. A build does not begin while an error stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kb import texts
from kb.fields import declarations, item_key, leaves, references
from kb.finding import RecordFile, problem
from kb.handwritten import DOCS, own_pages
from kb.label_checks import check_labels
from kb.languages import misfit
from kb.library import Library, Record, load
from kb.problems import Problem, did_you_mean, limited
from kb.reading import Location
from kb.schema import Markdown, Reference, SourceIds, SpokenIn
from kb.sharing import ALL, hook
from kb.translation_checks import ledgers_are_kept, links_match, translations_match

__all__ = ["CHECKS", "check", "check_library", "problem"]

Found = Iterator[Problem]


def check(root: Path) -> tuple[Library | None, list[Problem]]:
    """Read and check the knowledge base at `root`: the library, where there is one, and every problem, sorted."""
    library = load(root)
    if isinstance(library, list):
        return None, sorted(library)
    return library, check_library(library)


def check_library(library: Library) -> list[Problem]:
    """Every problem of a library, sorted, each once."""
    found = [*library.problems, *check_labels(library)]
    for ref in library.drafts:
        found += library.remember(("check", ref), partial(_check_record, library, ref))
    return sorted(set(found))


def _check_record(library: Library, ref: str) -> list[Problem]:
    """Every problem of a record, found by the rules below and by those of the collections."""
    library.note("draft", ref)
    record = library.drafts[ref]
    found = [problem for rule in CHECKS for problem in limited(rule(library, record))]
    for collection in library.collections.values():
        if collection.check and collection.name == record.collection:
            found += limited(collection.check(library, record))
        if collection.check_every:
            found += collection.check_every(library, record)
    return found


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
        elif target not in library.known:
            yield problem(record.original, location, _nowhere(library, leaf.path, target), "KB050")


def _nowhere(library: Library, path: str, target: str) -> str:
    collection = target.partition("/")[0]
    if collection not in library.collections:
        return f'{path} refers to "{target}", but "{collection}" is no collection.{did_you_mean(collection, library.collections)}'
    known = [ref for ref in library.known if ref.startswith(f"{collection}/")]
    home = f"content/{library.settings.default}/{target}.yml"
    hint = did_you_mean(target, known) or f" Write the record {home}, or mend the reference."
    return f'{path} refers to "{target}", but there is no such record.{hint}'


def texts_are_safe(library: Library, record: Record) -> Found:
    """Texts hold only the safe part of Markdown, and links that lead somewhere."""
    for file in _files(record):
        for leaf in leaves(file.model):
            if not leaf.declaration.mark(Markdown):
                continue
            for fault in texts.faults(leaf.value):
                yield problem(file, leaf.location, f"{leaf.path}: {fault.message}", "KB052", words=fault.words)
            for target in texts.record_links(leaf.value):
                if target not in library.known:
                    message = _nowhere(library, leaf.path, target)
                    yield problem(file, leaf.location, message, "KB050", words=target)


def sources_hold(library: Library, record: Record) -> Found:
    """Every source named is defined, and every source defined is used."""
    defined = {source.id: index for index, source in enumerate(record.data.sources)}
    used: set[str] = set()
    for name, path, location in _cited(record):
        used.add(name)
        if name not in defined and None not in defined and (defined or record.original.valid):
            message = f'{path} names the source "{name}", which is not defined.{did_you_mean(name, defined)} Define it under "sources".'
            yield problem(record.original, location, message, "KB054")
    # Where a kind of record has no places for sources, its sources stand for the whole.
    for name in sorted(set(defined) - used) if used and record.original.valid else ():
        message = f'The source "{name}" is defined but never used. Name it where it says something, or delete it.'
        yield problem(record.original, ("sources", defined[name]), message, "KB055")


def _cited(record: Record) -> Iterator[tuple[str, str, Location]]:
    """Each naming of a source: the source, the path of the field, the exact location."""
    for leaf in leaves(record.data):
        if leaf.declaration.name not in ("source", "defined_by") and not leaf.declaration.mark(SourceIds):
            continue
        if isinstance(leaf.value, str):
            yield leaf.value, leaf.path, leaf.location
        else:
            yield from ((name, leaf.path, (*leaf.location, index)) for index, name in enumerate(leaf.value))


def has_sources(library: Library, record: Record) -> Found:
    """A record says where its content comes from."""
    if record.original.valid and not record.data.sources:
        yield problem(record.original, (), 'The record has no source. Add at least one under "sources".', "KB056")


def keys_are_unique(library: Library, record: Record) -> Found:
    """In a list, every item has a key of its own."""
    for file in _files(record):
        for location, items in _lists(file.model, ()):
            seen: set[str] = set()
            for index, item in enumerate(items):
                key, value = type(item).key, item_key(item)
                if value in seen:
                    message = f'The {key} "{value}" stands twice in {location[-1]}. Give each item its own.'
                    yield problem(file, (*location, index, key), message, "KB057")
                elif value:
                    seen.add(value)


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


def addresses_are_free(library: Library, record: Record) -> Found:
    """A former address belongs to one record and to none that is there."""
    for index, old in enumerate(record.data.moved_from):
        claims = [other.ref for other in library.of(record.collection) if old in other.data.moved_from]
        if f"{record.collection}/{old}" in library.known:
            message = f'"{old}" is the address of a record that is there. Delete it from moved_from.'
        elif claims and claims[0] != record.ref:
            message = f'"{old}" is already claimed by {claims[0]}. Keep it in one record.'
        elif old in record.data.moved_from[:index]:
            message = f'"{old}" stands in moved_from a second time. Delete one of them.'
        elif page := _written_at(library, f"{record.collection}/{old}/"):
            message = f'"{old}" is the address of {page}. Delete it from moved_from, or move that page.'
        else:
            continue
        yield problem(record.original, ("moved_from", index), message, "KB065")


def feeds_have_names(library: Library, record: Record) -> Found:
    """A record that can be followed or put into a calendar shares its name with no other: its files bear it."""
    kinds = [
        name for name in library.order if any(hook(library, name, each) for each in ("subscription", "appointment"))
    ]
    if record.collection not in kinds:
        return
    others = [f"{name}/{record.id}" for name in kinds if name != record.collection]
    taken = next((other for other in others if other in library.known), "the whole" if record.id == ALL else None)
    if taken:
        message = f'The feed or calendar of {taken} has the name "{record.id}", too. Give the record another one.'
        yield problem(record.original, (), message, "KB066")


def _written_at(library: Library, address: str) -> str:
    """The page written by hand that has an address in a language, if there is one."""
    found = [(code, own_pages(library.root, code).get(address)) for code in library.settings.languages]
    return next((f"{DOCS}/{code}/{name}" for code, name in found if name), "")


def scripts_fit(library: Library, record: Record) -> Found:
    """A text in another language is written in the script of that language."""
    found = {leaf.location: leaf for leaf in leaves(record.data)}
    for leaf in found.values():
        mark = leaf.declaration.mark(SpokenIn)
        spoken = found.get((*leaf.location[:-1], mark.field)) if mark else None
        if spoken and (wrong := misfit(str(leaf.value), str(spoken.value))):
            message = f'{leaf.path} is said to be in "{spoken.value}" ({wrong[0]}), but its letters are {wrong[1]}. Name the right language, with its script if that is not the usual one, for example uz-Cyrl.'
            yield problem(record.original, leaf.location, message, "KB059")


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
    feeds_have_names,
    scripts_fit,
)
