"""JSON Schemas (2020-12) of what the API serves: a record of each collection, a whole collection, filters.

They differ from those for editors (`kb.contributing.json_schemas`): texts stand there in all languages, values have
their own types, and every field is there, `null` where nothing is known. References between them are relative.
"""

from __future__ import annotations

from typing import Any

from kb.contributing.json_schemas import DIALECT, reference_pattern
from kb.fields import FieldDeclaration, declarations
from kb.library import Library
from kb.schema import Choice, Item, Markdown, Reference, Role, Shape

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
_TYPES: dict[str, Schema] = {
    "prose": {"type": "string", "contentMediaType": "text/markdown"},
    "day": {"type": "string", "format": "date"},
    "link": {"type": "string", "format": "iri"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
}


def document(title: str, properties: Schema, **more: Any) -> Schema:
    """A whole schema file."""
    return {"$schema": DIALECT, "title": title, **exactly(properties), **more}


def exactly(properties: Schema) -> Schema:
    """An object with all of these properties and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def listed(items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items}


def each_language(library: Library, value: Schema) -> Schema:
    """An object with a value for each language."""
    return exactly(dict.fromkeys(library.settings.languages, value))


def record_schema(library: Library, collection: str) -> Schema:
    """A record of a collection."""
    return _Describer(library, collection).document()


def list_schema(library: Library, collection: str) -> Schema:
    """A whole collection."""
    properties = {
        "collection": {"const": collection},
        "licence": {"type": ["string", "null"]},
        "reviewed": _TYPES["day"],
        "count": {"type": "integer", "minimum": 0},
        "records": listed({"$ref": f"{collection}.json"}),
    }
    return document(f"{collection}: all records", properties)


def filter_schema(library: Library) -> Schema:
    """The filter index: which records have which value in which field."""
    words = each_language(library, TEXT)
    value = exactly({"label": words, "records": listed(TEXT)})
    facet = exactly({"label": words, "values": {"type": "object", "additionalProperties": value}})
    collection = exactly(
        {
            "title": words,
            "records": {"type": "object", "additionalProperties": words},
            "fields": {"type": "object", "additionalProperties": facet},
        }
    )
    return document("filters", dict.fromkeys(library.order, collection))


class _Describer:
    """Turns the schema of one collection into JSON Schema; parts go to `$defs`, each once."""

    def __init__(self, library: Library, collection: str) -> None:
        self.library, self.collection = library, collection
        self.languages = [labels.texts for labels in library.labels.values()]
        self.names: dict[type[Item], str] = {}
        self.parts: Schema = {}

    def document(self) -> Schema:
        """The whole file."""
        paths = each_language(self.library, listed(TEXT))
        meta = exactly(
            {
                "original": {"enum": self.library.settings.languages},
                "pages": each_language(self.library, _TYPES["link"]),
                "untranslated": paths,
                "stale": paths,
            }
        )
        known = {"ref": TEXT, "id": TEXT, "collection": {"const": self.collection}, "meta": meta}
        fields = self._fields(self.library.collections[self.collection].schema)
        title = self._label(f"collections.{self.collection}.one")
        return document(title, known | fields, **{"$defs": dict(sorted(self.parts.items()))})

    def _label(self, key: str) -> str:
        """A label in every language, each wording once."""
        return " · ".join(dict.fromkeys(str(texts.get(key, key)) for texts in self.languages))

    def _fields(self, model: type[Item]) -> Schema:
        return {name: self._field(model, each) for name, each in declarations(model).items()}

    def _field(self, model: type[Item], field: FieldDeclaration) -> Schema:
        told = {"title": self._label(f"{field.label}.label"), "description": self._label(f"{field.label}.help")}
        value = listed(self._value(field)) if field.many else self._value(field)
        if field.role in (Role.WORDS, Role.OWN):
            return told | self._in_languages(field, value)
        return told | (_or_null(value) if _may_be_null(model, field) else value)

    def _in_languages(self, field: FieldDeclaration, value: Schema) -> Schema:
        """A text in each language, `null` where it is not there; the plain ones are described once."""
        if field.many or field.mark(Choice) is not None:
            return each_language(self.library, _or_null(value))
        name = "InMarkdown" if field.mark(Markdown) else "InPlainText"
        self.parts[name] = each_language(self.library, _or_null(value))
        return {"$ref": f"#/$defs/{name}"}

    def _value(self, field: FieldDeclaration) -> Schema:
        if field.model is not None:
            return self._part(field.model)
        if choice := field.mark(Choice):
            return {"enum": list(choice.choices)}
        if reference := field.mark(Reference):
            return {"type": "string", "pattern": f"^{reference_pattern(reference)}$"}
        shape = field.mark(Shape)
        return _TYPES.get(shape.name if shape else "", TEXT)

    def _part(self, model: type[Item]) -> Schema:
        if model not in self.names:
            name = model.__name__.partition("[")[0]
            self.names[model] = name if name not in self.parts else f"{name}{len(self.parts)}"
            self.parts[self.names[model]] = {}  # its place is taken before its own parts are described
            self.parts[self.names[model]] = exactly(self._fields(model))
        return {"$ref": f"#/$defs/{self.names[model]}"}


def _or_null(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "null"}]}


def _may_be_null(model: type[Item], field: FieldDeclaration) -> bool:
    """Lists are empty where nothing is known, unless their schema says None."""
    if field.many:
        return model.model_fields[field.name].default is None
    return not field.required
