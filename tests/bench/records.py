"""Records for measuring: a knowledge base of any size made from the real one, the same to the byte for the same size.

The real records are copied with new ids, collection by collection in the proportions of the real ones (of countries there
will not be more). A copy refers to copies of what the real record refers to, and says other words: part of them is
exchanged for others of the same knowledge base or for new ones, so that nothing that is kept by its text gains by the
copies, and the vocabulary grows as that of real texts does.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from kb.contributing.canonical import canonical
from kb.contributing.comments import read_comments
from kb.contributing.formatting import file_schema
from kb.fields import FieldDeclaration, declarations, leaves
from kb.finding import RecordFile
from kb.library import Library, Record, load
from kb.reading import read_bytes
from kb.schema import Choice, Reference, Role
from kb.translating import LEDGER, digest

SEED = 2026
FIXED = "countries"
_EXCHANGED, _COINED = 0.15, 0.1
_WORD = re.compile(r"\]\([^)]*\)|[^\W\d_]+")
_LINK = re.compile(r"(?<=\]\()[a-z-]+/[a-z0-9-]+(?=[#)])")
_NOT_COPIED = {"moved_from", "avoid", "accepted_terms"}


@dataclass(frozen=True)
class Place:
    """A record to be made: which copy of which real one."""

    record: Record
    copy: int

    @property
    def ref(self) -> str:
        """Its `collection/id`."""
        return f"{self.record.ref}-{self.copy + 1}" if self.copy else self.record.ref


class Plan:
    """Which records a knowledge base of some size has, and which of them stands for which real one.

    Where it is smaller than the real one, the records that most others refer to are there.
    """

    def __init__(self, library: Library, size: int) -> None:
        self.library = library
        self._real = {name: sorted(library.of(name), key=self._wanted) for name in library.order}
        self._counts = _counts({name: len(records) for name, records in self._real.items()}, size)
        self._numbers = {each.ref: number for found in self._real.values() for number, each in enumerate(found)}

    def _wanted(self, record: Record) -> tuple[int, str]:
        return -len(self.library.backlinks.get(record.ref, ())), record.ref

    def places(self) -> Iterator[Place]:
        """Every record to be made."""
        for name, count in self._counts.items():
            yield from (self._place(name, number) for number in range(count))

    def _place(self, collection: str, number: int) -> Place:
        real = self._real[collection]
        return Place(real[number % len(real)], number // len(real))

    def target(self, ref: str, copy: int) -> str:
        """What a copy refers to where the real record refers to `ref`."""
        collection = ref.partition("/")[0]
        if ref not in self._numbers:
            return ref  # a country by its code
        number = self._numbers[ref] + copy * len(self._real[collection])
        if number >= self._counts[collection]:
            number = self._numbers[ref] % self._counts[collection]
        return self._place(collection, number).ref


def _counts(real: dict[str, int], size: int) -> dict[str, int]:
    """How many records of each collection: the real proportions, what is left over for the largest."""
    fixed, others = real[FIXED], {name: count for name, count in real.items() if name != FIXED}
    counts = {name: max(1, count * (size - fixed) // sum(others.values())) for name, count in others.items()}
    counts[max(others, key=lambda name: others[name])] += size - fixed - sum(counts.values())
    return {FIXED: fixed, **counts}


class Words:
    """The vocabulary of a language, from its real texts."""

    def __init__(self, library: Library, locale: str) -> None:
        files = [file for each in library.records.values() for file in (each.original, *each.translations.values())]
        texts = [text for file in files if file.locale == locale for text in _texts(file)]
        self._words = sorted({word for text in texts for word in _WORD.findall(text) if _plain(word)})

    def other(self, text: str, chance: random.Random) -> str:
        """The text with part of its words exchanged; links, names and numbers stay."""
        return _WORD.sub(lambda match: self._exchanged(match[0], chance), text)

    def _exchanged(self, word: str, chance: random.Random) -> str:
        if not _plain(word) or chance.random() > _EXCHANGED:
            return word
        other = chance.choice(self._words)
        coined = chance.random() < _COINED and other.isascii() == word.isascii()  # never of two alphabets
        return other[:4] + word[-4:] if coined else other


def _plain(word: str) -> bool:
    return len(word) > 4 and word.isalpha() and word.islower()


def _texts(file: RecordFile) -> Iterator[str]:
    for leaf in leaves(file.model):
        if leaf.declaration.role is Role.WORDS:
            yield from [leaf.value] if isinstance(leaf.value, str) else leaf.value


class Copy:
    """One file of a record, written anew for its place; `digests` are those of its words."""

    def __init__(self, plan: Plan, place: Place, file: RecordFile, words: Words) -> None:
        self._plan, self._place, self._words = plan, place, words
        self._chance = random.Random(f"{SEED} {place.ref} {file.locale}")
        self._lost = False
        self.digests: dict[str, str] = {}
        self.fields = self._item(file.model, yaml.load(file.path.read_bytes(), yaml.CBaseLoader), "")
        if self._lost and "sources" in self.fields:
            self._drop_sources()

    def _item(self, item: BaseModel, raw: dict[str, Any], path: str) -> dict[str, Any]:
        found = {}
        for name, value in raw.items():
            declared, here = declarations(type(item))[name], f"{path}{name}"
            if name in _NOT_COPIED and self._place.copy:
                continue
            if name == LEDGER:
                found[name] = value
            elif declared.model is None:
                found[name] = self._value(declared, value, here)
            elif declared.many:
                found[name] = self._items(getattr(item, name), value, here)
            else:
                found[name] = self._item(getattr(item, name), value, f"{here}.")
        return found

    def _items(self, items: list[BaseModel], raws: list[dict[str, Any]], path: str) -> list[dict[str, Any]]:
        """The items of a list; of two that are now about the same the first stays."""
        found: dict[str, dict[str, Any]] = {}
        for number, (item, raw) in enumerate(zip(items, raws, strict=True)):
            field = getattr(type(item), "key", "id")
            key = self._target(raw[field]) if field in raw else str(number)
            if key in found:
                self._lost = True
            else:
                found[key] = self._item(item, raw, f"{path}.{key.rpartition('/')[2]}.")
        return list(found.values())

    def _value(self, declared: FieldDeclaration, value: Any, path: str) -> Any:
        if declared.mark(Reference):
            return self._target(value) if isinstance(value, str) else list(dict.fromkeys(map(self._target, value)))
        if declared.role not in (Role.WORDS, Role.OWN) or declared.mark(Choice):
            return value
        made = self._text(value, declared) if isinstance(value, str) else [self._text(one, declared) for one in value]
        if declared.role is Role.WORDS:
            self.digests[path] = digest(made)
        return made

    def _target(self, ref: str) -> str:
        return self._plan.target(ref, self._place.copy)

    def _text(self, text: str, declared: FieldDeclaration) -> str:
        if self._place.copy:
            text = self._words.other(text, self._chance)
            if declared.role is Role.OWN or declared.name == "title":
                text = f"{text} {self._place.copy + 1}"
        return _LINK.sub(lambda match: self._target(match[0]), text)

    def _drop_sources(self) -> None:
        """Sources that only a dropped item has named."""
        others = {name: value for name, value in self.fields.items() if name != "sources"}
        named = set(_scalars(others))
        self.fields["sources"] = [source for source in self.fields["sources"] if source["id"] in named]


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _scalars(each)


class Generator:
    """Writes knowledge bases of any size, with the settings, labels, hand-written pages and code of the real one."""

    def __init__(self, root: Path) -> None:
        library = load(root)
        assert isinstance(library, Library), library
        self._root, self._library = root, library

    @cached_property
    def _words(self) -> dict[str, Words]:
        return {locale: Words(self._library, locale) for locale in self._library.settings.languages}

    def write(self, target: Path, size: int) -> None:
        """Write a knowledge base of `size` records into a folder that is not there yet."""
        shutil.copytree(self._root / "docs", target / "docs")
        shutil.copy(self._root / "mkdocs.yml", target)
        for name in ("hooks", "theme"):
            shutil.copytree(self._root / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        for path in sorted(self._root.glob("content/*.yml")) + sorted(self._root.glob("content/*/*.yml")):
            place = target / path.relative_to(self._root)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)
        plan = Plan(self._library, size)
        for each in plan.places():
            self._write(target, plan, each)

    def _write(self, target: Path, plan: Plan, place: Place) -> None:
        record = place.record
        original = Copy(plan, place, record.original, self._words[record.locale])
        self._dump(target / "content" / record.locale / f"{place.ref}.yml", record.original, original.fields)
        for locale, file in record.translations.items():
            copy = Copy(plan, place, file, self._words[locale])
            noted = {path: original.digests[path] for path in copy.digests if path in original.digests}
            copy.fields[LEDGER]["digests"] = noted
            self._dump(target / "content" / locale / f"{place.ref}.yml", file, copy.fields)

    def _dump(self, path: Path, file: RecordFile, fields: dict[str, Any]) -> None:
        """Write a file in the form that all records have."""
        text = yaml.dump(fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        node, problems = read_bytes(text.encode(), file.shown)
        assert node is not None, problems
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(canonical(node, file_schema(self._library, file), read_comments(text, node)), encoding="utf-8")
