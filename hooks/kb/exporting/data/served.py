"""A record as the API serves it: facts once, texts by language, plain values.

Every declared field is always there: `null` or an empty list where nothing is known. A text is an object with a key for each
language, `null` where there is no translation; nothing stands in for it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kb.fields import FieldDeclaration, declarations
from kb.library import Library, Record
from kb.schema import Item, Role
from kb.translating import Localized, Phrase

Versions = Mapping[str, Localized | None]


def served(library: Library, record: Record) -> dict[str, Any]:
    """The record, ready for JSON."""
    library.note("record", record.ref)
    locales = library.settings.languages
    schema = library.collections[record.collection].schema
    return {
        "ref": record.ref,
        "id": record.id,
        "collection": record.collection,
        "meta": {
            "original": record.locale,
            "pages": {locale: library.settings.page_url(locale, f"{record.ref}/") for locale in locales},
            "untranslated": {locale: sorted(record.missing(locale)) for locale in locales},
            "stale": {locale: sorted(record.stale(locale)) for locale in locales},
        },
        **_part(schema, {locale: record.localized(locale) for locale in locales}),
    }


def _part(model: type[Item], versions: Versions) -> dict[str, Any]:
    """A record or a part of it, from what it is in each language."""
    return {
        name: _field(field, {locale: getattr(found, name, None) for locale, found in versions.items()})
        for name, field in declarations(model).items()
    }


def _field(field: FieldDeclaration, values: dict[str, Any]) -> Any:
    known = next((value for value in values.values() if value is not None), None)
    if field.model is not None:
        return _inner(field.model, field.many, known, values)
    if field.role is Role.FACT:
        return _plain(known)
    return {locale: _plain(value) for locale, value in values.items()}


def _inner(model: type[Item], many: bool, known: Any, values: dict[str, Any]) -> Any:
    if not many:
        return None if known is None else _part(model, values)
    # The items are those of the original in every language, so they stand in the same order.
    return [
        _part(model, {locale: found[index] if found else None for locale, found in values.items()})
        for index in range(len(known or ()))
    ]


def _plain(value: Any) -> Any:
    """A value as JSON knows it. A text that stands in for a translation is none."""
    if isinstance(value, list | tuple):
        found = [_plain(each) for each in value]
        return None if found and None in found else found
    if isinstance(value, Phrase):
        return None if value.foreign else value.text
    return value.isoformat() if isinstance(value, date) else value
