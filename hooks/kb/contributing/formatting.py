"""A record's file in its canonical form, with the typography of its language."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from kb.contributing.canonical import canonical
from kb.contributing.comments import read_comments
from kb.contributing.typography import tidy
from kb.fields import declarations
from kb.finding import RecordFile
from kb.library import Library
from kb.reading import EMPTY, Node, read_bytes
from kb.schema import Item, Role
from kb.translating import translation_schema


class CannotFormat(Exception):
    """A file that is left as it is; the message says why."""


def formatted(library: Library, file: RecordFile, text: str) -> str:
    """The text of a record's file in its canonical form; it holds the same values."""
    node, schema = file.node, file_schema(library, file)
    if node is EMPTY:
        raise CannotFormat(f"{file.shown} cannot be read; mend it first. Run: kb check")
    right = typeset(node, schema, file.locale)
    made = canonical(right, schema, read_comments(text, node))
    if made == text:
        return text
    again, problems = read_bytes(made.encode(), file.shown)
    if problems or again is None or again.plain() != right.plain():
        raise CannotFormat(f"{file.shown} cannot be formatted without changing it; it is left as it is.")
    return made


def file_schema(library: Library, file: RecordFile) -> type[Item]:
    """The schema of a record's file."""
    schema: type[Item] = library.collections[file.collection].schema
    return translation_schema(schema) if file.translation else schema


def typeset(node: Node, model: type[BaseModel] | None, locale: str) -> Node:
    """The values with tidy words; facts, and what each language says of its own, stay letter by letter."""
    if not isinstance(node.value, dict) or model is None:
        return node
    fields = {}
    for name, (place, value) in node.value.items():
        field = declarations(model).get(name)
        if field and field.model:
            value = _each(value, field.model, locale)
        elif field and field.role is Role.WORDS:
            value = _words(value, locale)
        fields[name] = (place, value)
    return replace(node, value=fields)


def _each(node: Node, model: type[BaseModel], locale: str) -> Node:
    if isinstance(node.value, list):
        return replace(node, value=[typeset(item, model, locale) for item in node.value])
    return typeset(node, model, locale)


def _words(node: Node, locale: str) -> Node:
    if isinstance(node.value, list):
        return replace(node, value=[_words(item, locale) for item in node.value])
    return replace(node, value=tidy(node.value, locale)) if isinstance(node.value, str) else node
