"""What can still be read of a record that is not valid, so that one mistake does not hide the others.

A draft has the shape of its schema with nothing required and without the values that are wrong. It is only ever
checked, never shown.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import Field, ValidationError, create_model

from kb.fields import declarations
from kb.reading import Location, Node
from kb.schema import Item
from kb.translating import optional
from kb.validating import declaration_at

_ROUNDS = 50


@cache
def draft_schema(model: type[Item]) -> type[Item]:
    """`model` with nothing required."""
    fields: dict[str, Any] = {}
    for name, declaration in declarations(model).items():
        info = model.model_fields[name]
        empty = Field(() if declaration.many else None, json_schema_extra=info.json_schema_extra)
        if declaration.model is None:
            fields[name] = (optional(info), empty)
        else:
            inner = draft_schema(declaration.model)
            fields[name] = (list[inner] if declaration.many else inner | None, empty)  # type: ignore[valid-type]
    made = create_model(f"{model.__name__}Draft", __base__=Item, **fields)
    made.key = model.key
    return made


def salvage(schema: type[Item], node: Node) -> Item:
    """The values of a node that are what `schema` wants; positions in lists of items stay as they are in the file."""
    plain, draft = node.plain(), draft_schema(schema)
    for _ in range(_ROUNDS):
        try:
            return draft.model_validate(plain)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                _drop(plain, detail["loc"], schema)
    return draft()


def _drop(plain: Any, location: Location, schema: type[Item]) -> None:
    """Take out the value at a location; in a list of items an empty one takes its place, a list of plain values goes as a whole."""
    *way, last = location
    holder = plain
    for step in way:
        if not _has(holder, step):
            return
        holder = holder[step]
    if isinstance(holder, dict):
        holder.pop(last, None)
    elif _has(holder, last):
        declaration = declaration_at(schema, location)
        if declaration and declaration.model:
            holder[last] = {}
        else:
            _drop(plain, tuple(way), schema)


def _has(holder: Any, step: Any) -> bool:
    return step in holder if isinstance(holder, dict) else isinstance(holder, list) and step < len(holder)
