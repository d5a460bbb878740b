"""The filter index: which records have which value in which field.

A page or a program can filter and count with it, without a search and without the records themselves. Fields are those
whose values come from a closed list, refer to a record, or are a date (by year). Records are named by their id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from kb.fields import FieldDeclaration, declarations
from kb.label_checks import choice_key
from kb.library import Library, Record
from kb.schema import Choice, CountryReference, Reference, Role, Shape
from kb.writing import Writer


def filter_index(library: Library) -> dict[str, Any]:
    """Collection -> titles of its records, and its fields with their values; words in every language."""
    writers = [Writer(library, locale) for locale in library.settings.languages]
    return {name: _collection(library, writers, name) for name in library.order}


def _collection(library: Library, writers: list[Writer], name: str) -> dict[str, Any]:
    def words(say: Callable[[Writer], str]) -> dict[str, str]:
        return {writer.locale: say(writer) for writer in writers}

    records = library.of(name)
    fields = [field for field in declarations(library.collections[name].schema).values() if _filters(field)]
    return {
        "title": words(lambda writer: writer.t(f"collections.{name}.many").unescape()),
        "records": {record.id: words(lambda writer, ref=record.ref: _title(writer, ref)) for record in records},  # type: ignore[misc]
        "fields": {
            field.name: {
                "label": words(lambda writer, field=field: writer.t(f"{field.label}.label").unescape()),  # type: ignore[misc]
                "values": {
                    value: {
                        "label": words(lambda writer, field=field, value=value: _label(writer, name, field, value)),  # type: ignore[misc]
                        "records": ids,
                    }
                    for value, ids in _values(field, records).items()
                },
            }
            for field in fields
        },
    }


def _title(writer: Writer, ref: str) -> str:
    return writer.plain(writer.get(ref).title)


def _filters(field: FieldDeclaration) -> bool:
    """Whether a field of facts tells records apart in a way that can be counted."""
    return field.role is Role.FACT and bool(field.mark(Choice) or field.mark(Reference) or _is_date(field))


def _is_date(field: FieldDeclaration) -> bool:
    shape = field.mark(Shape)
    return shape is not None and shape.name == "when"


def _values(field: FieldDeclaration, records: list[Record]) -> dict[str, list[str]]:
    """Value -> ids of the records that have it."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in records:
        value = getattr(record.data, field.name)
        for each in dict.fromkeys(value if isinstance(value, list | tuple) else [value]):
            if each:
                found[each[:4] if _is_date(field) else each].append(record.id)
    return dict(sorted(found.items()))


def _label(writer: Writer, collection: str, field: FieldDeclaration, value: str) -> str:
    """A value in words."""
    if field.mark(Choice):
        return writer.t(choice_key(collection, field.name, value)).unescape()
    if field.mark(CountryReference):
        return writer.plain(writer.country(value))
    return _title(writer, value) if field.mark(Reference) else value
