"""All records together: originals with their translations, references, backlinks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from kb import discovery
from kb.discovery import Collection
from kb.finding import RecordFile, Seen, find_records
from kb.labels import Labels, read_labels
from kb.languages import Language
from kb.problems import Problem
from kb.reading import EMPTY
from kb.records import Link, Record
from kb.settings import Settings, check_sections, read_settings
from kb.translating import LEDGER

__all__ = ["Library", "Link", "Record", "assembled", "load", "without_records"]

Made = TypeVar("Made")


@dataclass(eq=False)  # itself and no other: what is made from a library can be remembered by it
class Library:
    """Everything a build is made from.

    `problems` are those found while reading; see `kb.checking` for the rest. `drafts` are all records as far as they can
    be read, also those that are not valid and therefore missing in `records`; `known` names every record of which
    there is any file. Both serve the checks only.
    """

    root: Path
    settings: Settings
    collections: dict[str, Collection]
    languages: dict[str, Language]
    labels: dict[str, Labels]
    records: dict[str, Record]
    problems: list[Problem]
    drafts: dict[str, Record]
    known: frozenset[str]
    _remembered: dict[tuple[str, ...], Any] = field(default_factory=dict, init=False, repr=False)

    def remember(self, key: tuple[str, ...], make: Callable[[], Made]) -> Made:
        """What was made under this name, or made now: for what several pages and files need."""
        if key not in self._remembered:
            self._remembered[key] = make()
        made: Made = self._remembered[key]
        return made

    def look_up(self, table: tuple[str, str, str], key: str, make: Callable[[], dict[str, Any]]) -> Any:
        """One line of a table (language, collection, name) that is made once for all; None where it has no such line."""
        return self.remember(("table", *table), make).get(key)

    def note(self, *key: str) -> None:
        """Whatever is being made has read this; see `kb.observing`."""

    def count(self, collection: str) -> int:
        """How many records a collection has."""
        return len(self.of(collection))

    def of(self, collection: str) -> list[Record]:
        """The records of a collection, in the order of their ids."""
        return self._by_collection.get(collection, [])

    @cached_property
    def _by_collection(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for ref in sorted(self.records):
            found[self.records[ref].collection].append(self.records[ref])
        return dict(found)

    @cached_property
    def order(self) -> list[str]:
        """The names of the collections in the order of the navigation."""
        first = [name for name in self.settings.sections if name in self.collections]
        return first + [name for name in self.collections if name not in first]

    @cached_property
    def reviewed(self) -> date:
        """The newest day on which a record was reviewed: the date of the whole."""
        return max((record.data.reviewed for record in self.records.values()), default=date(2000, 1, 1))

    @cached_property
    def links(self) -> list[Link]:
        """Every reference of every record, in facts and in texts."""
        return [link for ref in sorted(self.records) for link in self.records[ref].links]

    @cached_property
    def links_from(self) -> dict[str, list[Link]]:
        """The references of each record, by its `collection/id`."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.source].append(link)
        return dict(found)

    @cached_property
    def backlinks(self) -> dict[str, list[Link]]:
        """The references to each record, by its `collection/id`."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            if link.source != link.target:
                found[link.target].append(link)
        return dict(found)

    def referring(self, ref: str, collection: str, *fields: str) -> list[Record]:
        """The records of a collection that refer to `ref` (in one of the fields, if given), in the order of their ids."""
        found = {
            link.source
            for link in self.backlinks.get(ref, ())
            if link.source.startswith(f"{collection}/") and (not fields or link.field.split(".")[0] in fields)
        }
        return [self.records[source] for source in sorted(found)]


def load(root: Path, seen: Seen | None = None) -> Library | list[Problem]:
    """Read the knowledge base at `root`. Without readable settings there is no library, only what is wrong.

    `seen` holds the record files of an earlier time, and afterwards those of now; see `find_records`.
    """
    library = without_records(root)
    if isinstance(library, list):
        return library
    files, found = find_records(root, library.settings.languages, library.collections, seen)
    library.problems += found
    library.records, found = _records(files)
    library.problems += found
    all_valid = all(file.valid for file in files)
    library.drafts = library.records if all_valid else assembled([file.readable() for file in files])
    library.known = frozenset(file.ref for file in files)
    return library


def without_records(root: Path) -> Library | list[Problem]:
    """Settings, collections and labels of the knowledge base at `root`; see `load`."""
    settings, problems = read_settings(root)
    if settings is None:
        return problems
    collections = discovery.collections(root)
    problems += check_sections(root, settings, collections)
    labels: dict[str, Labels] = {}
    for code in settings.languages:
        labels[code], found = read_labels(root, code)
        problems += found
    languages = {code: Language(code, labels[code].region) for code in settings.languages}
    return Library(root, settings, collections, languages, labels, {}, problems, {}, frozenset())


def assembled(files: list[RecordFile]) -> dict[str, Record]:
    """The records of these files, as far as they fit together."""
    return _records(files)[0]


def _records(files: list[RecordFile]) -> tuple[dict[str, Record], list[Problem]]:
    """Originals and translations by `collection/id`; files that are neither, or one too many, are problems."""
    problems: list[Problem] = []
    records: dict[str, Record] = {}
    # Files that cannot be read come last: nobody knows whether they are originals.
    for file in sorted((file for file in files if not file.translation), key=lambda file: file.node is EMPTY):
        other = records.get(file.ref)
        if other and file.node is not EMPTY:
            message = f'There are two originals: this one and {other.original.shown}. Add "translation_of" to the one that is the translation.'
            problems.append(Problem(file.shown, 1, 1, message, "KB031"))
        elif not other:
            records[file.ref] = Record(file.collection, file.id, file)
    originals = {file.ref for file in files if not file.translation}
    for file in (file for file in files if file.translation):
        problems += _attach(records, file, originals)
    return {ref: record for ref, record in records.items() if record.original.model is not None}, problems


def _attach(records: dict[str, Record], file: RecordFile, originals: set[str]) -> list[Problem]:
    record = records.get(file.ref)
    if record is None:
        message = f'This is a translation, but no other language has the original of {file.ref}. Write the original, or delete "translation_of".'
        return [Problem(file.shown, 1, 1, message, "KB032")] if file.ref not in originals else []
    stated = getattr(getattr(file.model, LEDGER, None), "language", None) or record.locale
    if stated != record.locale:
        place = file.node.place_of(("translation_of", "language"))
        message = f'translation_of names the language "{stated}", but the original is in "{record.locale}". Write {record.locale}.'
        return [Problem(file.shown, *place, message, "KB033")]
    if file.model is not None:
        record.translations[file.locale] = file
    return []
