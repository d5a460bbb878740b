"""The JSON Schemas of a collection as the form needs them: in the words of one language, with what our checks know besides.

What JSON Schema has no word for stands under `x-kb`: whose business a field is, what kind of value it holds, where a
reference may lead. So the form asks the same declarations as the check, and names no collection.
"""

from __future__ import annotations

from typing import Any

from kb.contributing.describing import Describer
from kb.contributing.json_schemas import SchemaMaker
from kb.fields import FieldDeclaration
from kb.library import Library
from kb.schema import Choice, CountryReference, Item, Markdown, Reference, Shape
from kb.translating import has_words, is_own, translation_schema
from kb.values import INTEGER, NUMBER

ROLES = ("original", "translation")
_PATTERNS = {"integer": INTEGER, "number": NUMBER, "flag": "true|false"}


def form_schemas(library: Library, collection: str, locale: str) -> dict[str, Any]:
    """The schemas of originals and of translations, in the words of a language."""
    schema: type[Item] = library.collections[collection].schema
    models = dict(zip(ROLES, (schema, translation_schema(schema)), strict=True))
    return {
        role: _FormSchema(library, collection, locale).document(model, role == "translation")
        for role, model in models.items()
    }


class _FormSchema(SchemaMaker):
    """Adds `x-kb` to each field, and `x-key` to each group of fields: the field that tells its items apart."""

    def __init__(self, library: Library, collection: str, locale: str) -> None:
        super().__init__(library, collection, locale)
        self.describer = Describer(library, collection, locale)

    def _object(self, model: type[Item]) -> dict[str, Any]:
        return {**super()._object(model), "x-key": model.key}

    def _field(self, field: FieldDeclaration) -> dict[str, Any]:
        return {**super()._field(field), "x-kb": self._known(field)}

    def _description(self, field: FieldDeclaration) -> str:
        return self.describer.help(field)

    def _known(self, field: FieldDeclaration) -> dict[str, Any]:
        """What a form has to know of a field besides."""
        found: dict[str, Any] = {"role": field.role.value, "kind": _kind(field)}
        if field.model is not None:
            return {**found, "words": has_words(field.model), "own": is_own(field.model)}
        found["expected"] = self.describer.kind(field)
        if reference := field.mark(Reference):
            found["collections"] = list(reference.collections)
        if field.mark(Markdown):
            found["markdown"] = True
        if found["kind"] in _PATTERNS:
            found["pattern"] = _PATTERNS[found["kind"]]
        return found


def _kind(field: FieldDeclaration) -> str:
    """What a value is: the name of its shape, `choice`, `reference`, `country` or `part`."""
    if field.model is not None:
        return "part"
    if field.mark(Choice):
        return "choice"
    if field.mark(Reference):
        return "country" if isinstance(field.mark(Reference), CountryReference) else "reference"
    shape = field.mark(Shape)
    return shape.name if shape else "line"
