"""What a schema declares, asked once and remembered: roles, shapes, marks; and the walk over a record's values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kb.reading import Location
from kb.schema import Item, Reference, Role, Sourced

Mark = TypeVar("Mark")


@dataclass(frozen=True)
class FieldDeclaration:
    """One field of a schema.

    `model` is the schema of the items where the field is a part; `many` tells a list from a single value;
    `marks` are what the type allows (`Reference`, `Choice`, `Markdown` ...); `label` is where its words stand in the
    labels: `fields.<class that declares it>.<name>`, with `.label` and `.help`.
    """

    name: str
    role: Role
    many: bool
    model: type[Item] | None
    marks: tuple[object, ...]
    required: bool
    example: str | None
    label: str

    def mark(self, kind: type[Mark]) -> Mark | None:
        """The first mark of a kind, if the field has one."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)


@cache
def declarations(model: type[BaseModel]) -> dict[str, FieldDeclaration]:
    """All fields of a schema by name, in the order in which they are written: that of the schema, where it is from last."""
    last = Sourced.model_fields if issubclass(model, Sourced) else {}
    names = sorted(model.model_fields, key=lambda name: name in last)
    return {name: _declaration(model, name, model.model_fields[name]) for name in names}


def _declaration(model: type[BaseModel], name: str, info: FieldInfo) -> FieldDeclaration:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    many, inner, marks = _shape(info.annotation)
    example = extra.get("example")
    return FieldDeclaration(
        name=name,
        role=Role(str(extra.get("role", "fact"))),
        many=many,
        model=inner,
        marks=(*info.metadata, *marks),
        required=info.is_required(),
        example=str(example) if example is not None else None,
        label=f"fields.{extra.get('label') or f'{_declaring(model, name)}.{name}'}",
    )


def _declaring(model: type[BaseModel], name: str) -> str:
    """The name of the class that declares a field: a base of the schema, without its type parameters."""
    schema = getattr(model, "translates", None) or model
    found = next(each for each in reversed(schema.__mro__) if name in getattr(each, "model_fields", {}))
    return str(found.__name__.partition("[")[0])


def _shape(annotation: Any) -> tuple[bool, type[Item] | None, tuple[object, ...]]:
    """Whether a type is a list, the item schema in it, and the marks on it."""
    if isinstance(annotation, type) and issubclass(annotation, Item):
        return False, annotation, ()
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return _shape(next(arg for arg in args if arg is not type(None)))
    if origin is list:
        _, model, marks = _shape(args[0])
        return True, model, marks
    if hasattr(annotation, "__metadata__"):
        many, model, marks = _shape(args[0])
        return many, model, (*annotation.__metadata__, *marks)
    return False, None, ()


@dataclass(frozen=True)
class Leaf:
    """One value of a record.

    `location` leads to it in the file (list positions as numbers); `path` names it for people and for the ledger of
    translations, with the items of a list by their key: `outcomes.accession.text`.
    """

    location: Location
    path: str
    declaration: FieldDeclaration
    value: Any


def leaves(item: BaseModel, location: Location = (), path: str = "") -> Iterator[Leaf]:
    """Every value of a record that is set, in the order of the schema; lists of plain values are one leaf."""
    for name, declaration in declarations(type(item)).items():
        value = getattr(item, name)
        if value is None or value == () or value == []:
            continue
        inner = f"{path}.{name}" if path else name
        if declaration.model is None:
            yield Leaf((*location, name), inner, declaration, value)
        elif declaration.many:
            for index, each in enumerate(value):
                yield from leaves(each, (*location, name, index), f"{inner}.{item_key(each)}")
        else:
            yield from leaves(value, (*location, name), inner)


def item_key(item: BaseModel) -> str:
    """What tells an item from the others of its list: the last part of its key's value."""
    key = getattr(type(item), "key", "id")
    return str(getattr(item, key, None) or "").rpartition("/")[2]


def references(item: BaseModel) -> Iterator[tuple[Leaf, str, Location]]:
    """Every reference that stands in a fact, with the exact location of each in a list."""
    for leaf in leaves(item):
        if not leaf.declaration.mark(Reference):
            continue
        many = isinstance(leaf.value, list | tuple)
        for index, value in enumerate(leaf.value if many else [leaf.value]):
            if "/" in value:
                yield leaf, value, (*leaf.location, index) if many else leaf.location
