"""Values that somebody gives for the fields of a new record, by path, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.characters import unclean
from kb.fields import FieldDeclaration, declarations
from kb.library import Library
from kb.problems import did_you_mean
from kb.reading import Node, Place
from kb.salvaging import draft_schema
from kb.schema import Item, Reference, Shape
from kb.validating import validate

_HERE = Place(1, 1)


class BadAnswer(Exception):
    """A path or value that cannot be; the message says why."""


def field_at(schema: type[Item], path: str) -> FieldDeclaration:
    """What the schema says of the field at a path."""
    model: type[Item] | None = schema
    *way, last = path.split(".")
    for name in way:
        field = declarations(model).get(name) if model else None
        model = field.model if field else None
    known = declarations(model) if model else {}
    if last not in known:
        hint = did_you_mean(last, known) or (f" Known are: {', '.join(known)}." if known else "")
        raise BadAnswer(f'There is no field "{path}".{hint}')
    return known[last]


def parsed(field: FieldDeclaration, text: str) -> str | list[str]:
    """What was written as the value of a field: a list where the field is one, its items between commas."""
    if not field.many:
        return text.strip()
    return [part.strip() for part in text.strip().removeprefix("[").removesuffix("]").split(",") if part.strip()]


def fault(library: Library, schema: type[Item], path: str, value: str | list[str]) -> str:
    """What is wrong with a value, in a sentence; nothing where it can stand."""
    field = field_at(schema, path)
    if field.model is not None:
        return f'"{path}" is a group of fields. Give each of them, for example {path}.{next(iter(declarations(field.model)))}.'
    for text in [value] if isinstance(value, str) else value:
        if faults := [message for _, message, _ in unclean(text)]:
            return f"{path}: {faults[0]}"
    _, problems = validate(draft_schema(schema), _nested(schema, path.split("."), value), path)
    if problems:
        return problems[0].message
    for target in [value] if isinstance(value, str) else value:
        if field.mark(Reference) and "/" in target and target not in library.known:
            return f'There is no record "{target}".{did_you_mean(target, library.known)}'
    return ""


def _nested(schema: type[Item], path: list[str], value: str | list[str]) -> Node:
    """A record that holds nothing but a value at a path."""
    name, *rest = path
    field = declarations(schema)[name]
    if not rest or field.model is None:
        inner = Node(_HERE, [Node(_HERE, each) for each in value] if isinstance(value, list) else value)
    else:
        inner = _nested(field.model, rest, value)
        inner = Node(_HERE, [inner]) if field.many else inner
    return Node(_HERE, {name: (_HERE, inner)})


def needed(schema: type[Item], at: str = "") -> Iterator[tuple[str, FieldDeclaration]]:
    """Path and declaration of every value that a record of the schema must have, in the order of the file."""
    for name, field in declarations(schema).items():
        path = f"{at}.{name}" if at else name
        if field.required and field.model is not None:
            yield from needed(field.model, path)
        elif field.required:
            yield path, field


def default(field: FieldDeclaration, **known: Any) -> str:
    """What a field most likely holds: `day` today's date, `language` that of the record."""
    shape = field.mark(Shape)
    return str(known.get(shape.name, "")) if shape else ""
