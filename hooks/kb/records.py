"""A record: its original with the translations, what it links, what is stale, and how it reads in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kb import texts
from kb.fields import leaves, references
from kb.finding import RecordFile
from kb.reading import Location
from kb.schema import Entry, Markdown
from kb.translating import Ledger, Localized, Localizer, digest, digests


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
    _localized: dict[str, Localized] = field(default_factory=dict, init=False, repr=False, compare=False)
    _missing: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

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
    def signature(self) -> str:
        """A digest of the files: as long as it is the same, so is the record."""
        files = [self.original, *(self.translations[locale] for locale in sorted(self.translations))]
        return digest([f"{file.locale}:{file.digest}" for file in files])

    @cached_property
    def links(self) -> list[Link]:
        """Its references to others, in facts and in texts."""
        return list(_links(self))

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
        noted = (ledger.digests if ledger else None) or {}  # a draft may hold a broken ledger
        return frozenset(path for path, digest in noted.items() if self.digests.get(path, digest) != digest)

    def missing(self, locale: str) -> frozenset[str]:
        """Paths of the words that are not there in `locale`."""
        if locale not in self._missing:
            file = self.original if locale == self.locale else self.translations.get(locale)
            there = _word_paths(file.model) if file else frozenset()
            self._missing[locale] = frozenset(self.digests) - there
        return self._missing[locale]

    def localized(self, locale: str) -> Localized:
        """The record in one language, with its `ref`, `id` and `collection`."""
        if locale not in self._localized:
            self._localized[locale] = self._localize(locale)
        return self._localized[locale]

    def _localize(self, locale: str) -> Localized:
        file = self.translations.get(locale)
        made = Localizer(locale, self.locale, self.stale(locale)).localize(self.data, file.model if file else None)
        made.__dict__.update(ref=self.ref, id=self.id, collection=self.collection)
        return made


def _word_paths(model: Any) -> frozenset[str]:
    return frozenset(leaf.path for leaf in leaves(model) if leaf.path != "translation_of")


def _links(record: Record) -> Iterator[Link]:
    data: Entry = record.data
    for leaf, target, location in references(data):
        yield Link(record.ref, target, leaf.path, location)
    for leaf in leaves(data):
        if leaf.declaration.mark(Markdown):
            for target in texts.record_links(leaf.value):
                yield Link(record.ref, target, leaf.path, leaf.location)
