"""A record in all its languages side by side, field by field: for translators, interpreters and negotiators."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from pydantic import BaseModel

from kb.fields import Leaf, declarations, leaves
from kb.library import Record
from kb.schema import Choice, Markdown, Role
from kb.translating import LEDGER


@dataclass(frozen=True)
class Row:
    """One text in each language; a language that lacks it is not in `texts`. `label` is the key of the field's label."""

    path: str
    label: str
    markdown: bool
    texts: dict[str, str]
    stale: frozenset[str]


@dataclass(frozen=True)
class Section:
    """The rows of one field of the record."""

    name: str
    label: str
    rows: list[Row]


def sections(record: Record) -> list[Section]:
    """The texts of a record in the order of its schema."""
    files = {record.locale: record.original, **record.translations}
    found = {locale: {leaf.path: leaf for leaf in _texts(file.model)} for locale, file in files.items()}
    order = list(dict.fromkeys(path for locale in files for path in found[locale]))
    rows = [
        _row(record, path, {locale: found[locale][path] for locale in files if path in found[locale]}) for path in order
    ]
    groups = groupby(rows, key=lambda row: row.path.split(".")[0])
    model: type[BaseModel] = type(record.data)
    declared = declarations(model)
    return [Section(name, declared[name].label, list(group)) for name, group in groups]


def _texts(model: object) -> list[Leaf]:
    """The leaves that are words, each text of a list by itself."""
    found = []
    for leaf in leaves(model):  # type: ignore[arg-type]
        words = leaf.declaration.role in (Role.WORDS, Role.OWN) and not leaf.declaration.mark(Choice)
        if not words or leaf.path.startswith(LEDGER):
            continue
        if isinstance(leaf.value, list | tuple):
            found += [
                Leaf((*leaf.location, i), f"{leaf.path}.{i}", leaf.declaration, text)
                for i, text in enumerate(leaf.value)
            ]
        else:
            found.append(leaf)
    return found


def _row(record: Record, path: str, by_locale: dict[str, Leaf]) -> Row:
    first = next(iter(by_locale.values()))
    stale = frozenset(locale for locale in by_locale if path in record.stale(locale))
    texts = {locale: str(leaf.value) for locale, leaf in by_locale.items()}
    return Row(path, first.declaration.label, first.declaration.mark(Markdown) is not None, texts, stale)
