"""Which records were added, removed, moved and changed, field by field in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kb.contributing.comparing.states import State, files
from kb.fields import Leaf, declarations, leaves
from kb.library import Library, Record
from kb.schema import Role
from kb.translating import LEDGER

Names = tuple[str, ...]
Values = dict[tuple[str, str], Leaf]


@dataclass(frozen=True)
class FieldChange:
    """One value that is another now. `locale` is empty for facts; `names` are the fields on the way to it."""

    path: str
    names: Names
    locale: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class RecordChange:
    """What happened to a record; `kind` is added, removed, moved or changed, `former` where it was.

    `reordered` names the fields whose items stand in another order. A change without fields and languages is one of
    form, comments or ledger only.
    """

    ref: str
    kind: str
    titles: dict[str, str]
    former: str = ""
    fields: list[FieldChange] = field(default_factory=list)
    reordered: list[str] = field(default_factory=list)
    languages_new: list[str] = field(default_factory=list)
    languages_gone: list[str] = field(default_factory=list)


def former_refs(old: Library, new: Library) -> dict[str, str]:
    """For each record of the new state where it stood in the old one; without those that are new."""
    found = {ref: ref for ref in new.records if ref in old.records}
    for ref in sorted(set(new.records) - set(found)):
        for name in new.records[ref].data.moved_from or ():
            former = f"{new.records[ref].collection}/{name}"
            if former in old.records and former not in new.records:
                found[ref] = former
    return found


def changes(old: State, new: State) -> list[RecordChange]:
    """Every record that is not as it was, in the order of their references."""
    before = former_refs(old.library, new.library)
    gone = set(old.library.records) - set(before.values())
    found = [RecordChange(ref, "removed", _titles(old.library.records[ref])) for ref in gone]
    for ref, record in new.library.records.items():
        if ref not in before:
            found.append(RecordChange(ref, "added", _titles(record), languages_new=_languages(record)))
        elif ref != before[ref] or old.texts(ref) != new.texts(ref):
            found.append(_changed(old.library.records[before[ref]], record))
    return sorted(found, key=lambda each: each.ref)


def _changed(old: Record, new: Record) -> RecordChange:
    return RecordChange(
        new.ref,
        "changed" if old.ref == new.ref else "moved",
        _titles(new),
        "" if old.ref == new.ref else old.ref,
        list(_fields(_values(old), _values(new))),
        _reordered(old, new),
        [code for code in _languages(new) if code not in _languages(old)],
        [code for code in _languages(old) if code not in _languages(new)],
    )


def _fields(then: Values, now: Values) -> Iterator[FieldChange]:
    """Every value that differs, in the order of the file, the languages of a text behind each other."""
    order = {path: index for index, (path, _) in reversed(list(enumerate([*now, *then])))}
    for key in sorted({**now, **then}, key=lambda each: order[each[0]]):
        old, new = _text(then, key), _text(now, key)
        if old != new:
            yield FieldChange(key[0], _names((now.get(key) or then[key]).location), key[1], old, new)


def _values(record: Record) -> Values:
    """Every value by path and language: facts once, words in each. A flag that is not set is no value."""
    found: Values = {}
    for file in files(record):
        for leaf in leaves(file.model):
            fact = leaf.declaration.role is Role.FACT
            told = leaf.value is not False and not leaf.path.startswith(f"{LEDGER}.") and not _is_key(leaf)
            if told and not (fact and file.translation):
                found[leaf.path, "" if fact else file.locale] = leaf
    return found


def _is_key(leaf: Leaf) -> bool:
    """Whether a value is the one by which its item is known; the path says it already."""
    return len(leaf.location) > 2 and str(leaf.value).rpartition("/")[2] == leaf.path.split(".")[-2]


def _text(values: Values, key: tuple[str, str]) -> str | None:
    return shown(values[key].value) if key in values else None


def shown(value: Any) -> str:
    """A value as it is written in a record; the items of a list in lines."""
    if isinstance(value, bool):
        return str(value).lower()
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _names(location: tuple[str | int, ...]) -> Names:
    return tuple(part for part in location if isinstance(part, str))


def _reordered(old: Record, new: Record) -> list[str]:
    """The fields whose items are the same in another order."""
    then, now = ([leaf.path for leaf in leaves(record.data)] for record in (old, new))
    both = set(then) & set(now)
    pairs: Iterator[tuple[str, str]] = zip(
        (path for path in then if path in both), (path for path in now if path in both), strict=True
    )
    return sorted({a.partition(".")[0] for a, b in pairs if a != b})


def _titles(record: Record) -> dict[str, str]:
    return {file.locale: str(file.model.title) for file in files(record) if getattr(file.model, "title", None)}


def _languages(record: Record) -> list[str]:
    return [file.locale for file in files(record)]


def label_keys(library: Library, collection: str, names: Names) -> list[str]:
    """The labels of the fields on the way to a value."""
    model: Any = library.collections[collection].schema
    keys = []
    for name in names:
        declaration = declarations(model)[name] if model and name in declarations(model) else None
        keys += [f"{declaration.label}.label"] if declaration else []
        model = declaration.model if declaration else None
    return keys
