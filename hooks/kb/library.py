"""All records together: originals with their translations, references, backlinks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from kb import discovery, texts
from kb.discovery import Collection
from kb.fields import leaves, references
from kb.finding import RecordFile, find_records
from kb.labels import Labels, read_labels
from kb.languages import Language
from kb.problems import Problem
from kb.reading import EMPTY, Location
from kb.schema import Entry, Markdown
from kb.settings import Settings, check_sections, read_settings
from kb.translating import LEDGER, Ledger, Localized, Localizer, digests

__all__ = ["Library", "Link", "Record", "load"]


@dataclass(frozen=True)
class Link:
    """One record's reference to another: which field of it says so."""

    source: str
    target: str
    field: str
    location: Location


@dataclass
class Record:
    """An original with its translations by language."""

    collection: str
    id: str
    original: RecordFile
    translations: dict[str, RecordFile] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        """`collection/id`, how others refer to it."""
        return f"{self.collection}/{self.id}"

    @property
    def data(self) -> Any:
        """The original's values, an instance of the collection's schema."""
        return self.original.model

    @property
    def locale(self) -> str:
        """The language of the original."""
        return self.original.locale

    def has(self, locale: str) -> bool:
        """Whether the record can be read in this language."""
        return locale == self.locale or locale in self.translations

    @cached_property
    def digests(self) -> dict[str, str]:
        """Digest of each field of words of the original as it is now."""
        return digests(self.data)

    def ledger(self, locale: str) -> Ledger | None:
        """What the translation into `locale` was made from."""
        file = self.translations.get(locale)
        return getattr(file.model, "translation_of", None) if file else None

    def stale(self, locale: str) -> frozenset[str]:
        """Paths of the fields whose original was changed since they were translated."""
        ledger = self.ledger(locale)
        noted = ledger.digests if ledger else {}
        return frozenset(path for path, digest in noted.items() if self.digests.get(path, digest) != digest)

    def missing(self, locale: str) -> frozenset[str]:
        """Paths of the words that are not there in `locale`."""
        if locale == self.locale:
            return frozenset()
        file = self.translations.get(locale)
        there = _word_paths(file.model) if file else frozenset()
        return frozenset(self.digests) - there

    def localized(self, locale: str) -> Localized:
        """The record in one language."""
        file = self.translations.get(locale)
        return Localizer(locale, self.locale, self.stale(locale)).localize(self.data, file.model if file else None)


def _word_paths(model: Any) -> frozenset[str]:
    return frozenset(leaf.path for leaf in leaves(model) if leaf.path != "translation_of")


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
        return [link for ref in sorted(self.records) for link in _links(self.records[ref])]

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


def _links(record: Record) -> Iterator[Link]:
    data: Entry = record.data
    for leaf, target, location in references(data):
        yield Link(record.ref, target, leaf.path, location)
    for leaf in leaves(data):
        if leaf.declaration.mark(Markdown):
            for target in texts.record_links(leaf.value):
                yield Link(record.ref, target, leaf.path, leaf.location)


def load(root: Path) -> Library | list[Problem]:
    """Read the knowledge base at `root`. Without readable settings there is no library, only what is wrong."""
    settings, problems = read_settings(root)
    if settings is None:
        return problems
    collections = discovery.collections(root)
    problems += check_sections(root, settings, collections)
    labels: dict[str, Labels] = {}
    for code in settings.languages:
        labels[code], found = read_labels(root, code)
        problems += found
    files, found = find_records(root, settings.languages, collections)
    problems += found
    records, found = _records(files)
    drafts = records if all(file.valid for file in files) else _records([file.readable() for file in files])[0]
    known = frozenset(file.ref for file in files)
    languages = {code: Language(code, labels[code].region) for code in settings.languages}
    return Library(root, settings, collections, languages, labels, records, problems + found, drafts, known)


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
    for file in (file for file in files if file.translation):
        problems += _attach(records, file, {other.ref for other in files if not other.translation})
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
