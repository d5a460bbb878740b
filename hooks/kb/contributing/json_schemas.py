"""JSON Schema (2020-12) of each collection, for editors and forms, one file for each role in `schemas/`.

`<collection>.json` describes originals, `<collection>.translation.json` translations; `<collection>.any.json` chooses between
them by the ledger, for editors that know a file by its folder only.

A value is described as an editor's YAML 1.2 reader sees it: `40` is a number there and `2018` too, where our own reader keeps
texts. Titles and descriptions stand in every language of the knowledge base, the default first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml
from annotated_types import MaxLen

from kb.fields import FieldDeclaration, declarations
from kb.label_checks import choice_key
from kb.library import Library
from kb.schema import SLUG, Choice, CountryReference, Item, Reference, Shape, SourceIds
from kb.translating import LEDGER, translation_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schemas"
# How an editor reads a plain scalar of each shape; whatever is not named is a text.
_TYPES: Mapping[str, dict[str, Any]] = {
    "line": {"type": ["string", "number"]},
    "when": {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
    "digests": {"type": "object", "additionalProperties": {"type": "string"}},
}


def schema_files(library: Library) -> dict[str, str]:
    """Path below the root -> text of every schema file."""
    found = {}
    for name in library.collections:
        found[schema_path(name)] = _text(json_schema(library, name))
        found[schema_path(name, "translation")] = _text(json_schema(library, name, translation=True))
        found[schema_path(name, "any")] = _text(_either(name))
    return found


def schema_path(collection: str, role: str = "") -> str:
    """Where the schema of a collection stands: of its originals, its translations or of both."""
    return f"{FOLDER}/{collection}{role and f'.{role}'}.json"


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _either(collection: str) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "if": {"required": [LEDGER]},
        "then": {"$ref": f"{collection}.translation.json"},
        "else": {"$ref": f"{collection}.json"},
    }


def json_schema(library: Library, collection: str, *, translation: bool = False) -> dict[str, Any]:
    """The JSON Schema of the originals, or of the translations, of a collection."""
    schema: type[Item] = library.collections[collection].schema
    return SchemaMaker(library, collection).document(translation_schema(schema) if translation else schema, translation)


class SchemaMaker:
    """Turns the schemas of one collection into JSON Schema, with the words of some languages (by default of all); parts
    go to `$defs`, each once."""

    def __init__(self, library: Library, collection: str, *locales: str) -> None:
        self.library, self.collection = library, collection
        self.languages = [library.labels[code].texts for code in locales or library.labels]
        self.parts: dict[str, dict[str, Any]] = {}

    def document(self, model: type[Item], translation: bool) -> dict[str, Any]:
        """The whole file."""
        one = f"collections.{self.collection}.one"
        role = "roles.translation" if translation else "roles.original"
        body = self._object(model)
        return {
            "$schema": DIALECT,
            "title": " · ".join(f"{texts.get(one, one)} ({texts.get(role, role)})" for texts in self.languages),
            "description": self._label(f"collections.{self.collection}.lead", "\n\n"),
            **body,
            "$defs": dict(sorted(self.parts.items())),
        }

    def _label(self, key: str, between: str = " · ") -> str:
        """A label in every language, each wording once."""
        return between.join(dict.fromkeys(str(texts.get(key, key)) for texts in self.languages))

    def _object(self, model: type[Item]) -> dict[str, Any]:
        fields = declarations(model)
        return {
            "type": "object",
            "properties": {name: self._field(each) for name, each in fields.items()},
            "required": [name for name, each in fields.items() if each.required],
            "additionalProperties": False,
        }

    def _field(self, field: FieldDeclaration) -> dict[str, Any]:
        value = self._value(field)
        if field.many:
            value = {"type": "array", "items": value}
            if field.mark(SourceIds):
                value = {"anyOf": [value["items"], value]}
        described = {"title": self._label(f"{field.label}.label"), "description": self._description(field)}
        examples = {"examples": [example_value(field)]} if field.example else {}
        return {**described, **examples, **value}

    def _description(self, field: FieldDeclaration) -> str:
        """Help in every language, and whose business the field is."""
        keys = [f"{field.label}.help", f"roles.{field.role}.help"]
        if field.model is not None or field.label.startswith("fields.Ledger."):
            keys.pop()
        return "\n\n".join(" ".join(str(texts.get(key, key)) for key in keys) for texts in self.languages)

    def _value(self, field: FieldDeclaration) -> dict[str, Any]:
        """One value of a field, whether it stands alone or in a list."""
        if field.model is not None:
            return self._part(field.model)
        if choice := field.mark(Choice):
            return self._choice(field.name, choice)
        if reference := field.mark(Reference):
            return {"type": "string", "pattern": f"^{reference_pattern(reference)}$"}
        shape = field.mark(Shape)
        if shape is None:
            raise TypeError(f"{field.label} has a type without a Shape.")
        limit = field.mark(MaxLen)
        return {
            **_TYPES.get(shape.name, {"type": "string"}),
            **({"pattern": f"^(?:{shape.pattern})$"} if shape.pattern else {}),
            **({"maxLength": limit.max_length} if limit else {}),
        }

    def _choice(self, name: str, choice: Choice) -> dict[str, Any]:
        words = [self._label(choice_key(self.collection, name, value)) for value in choice.choices]
        return {"type": "string", "enum": list(choice.choices), "markdownEnumDescriptions": words}

    def _part(self, model: type[Item]) -> dict[str, Any]:
        name = model.__name__.partition("[")[0]
        if name not in self.parts:
            self.parts[name] = {}
            self.parts[name] = self._object(model)
        return {"$ref": f"#/$defs/{name}"}


def reference_pattern(reference: Reference) -> str:
    """The pattern of a reference; of a country also its code."""
    where = f"(?:{'|'.join(reference.collections)})" if reference.collections else "[a-z]+"
    pattern = f"{where}/{SLUG.pattern}"
    return f"(?:{pattern}|[A-Z]{{2}})" if isinstance(reference, CountryReference) else pattern


def example_value(field: FieldDeclaration) -> Any:
    """The example of a field as a value of JSON."""
    plain = yaml.load(field.example or "", Loader=yaml.BaseLoader)
    values = [_scalar(field, str(each)) for each in (plain if isinstance(plain, list) else [plain])]
    return values if isinstance(plain, list) else values[0]


def _scalar(field: FieldDeclaration, text: str) -> Any:
    shape = field.mark(Shape)
    name = shape.name if shape else ""
    if name == "flag":
        return text == "true"
    if name in ("integer", "number"):
        return float(text) if "." in text else int(text)
    return text
