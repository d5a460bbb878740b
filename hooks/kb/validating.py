"""A node against its schema: pydantic does the work, its errors become sentences with a line and a column."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kb.fields import FieldDeclaration, declarations
from kb.problems import Problem, did_you_mean
from kb.reading import Location, Node

Model = TypeVar("Model", bound=BaseModel)


def validate(schema: type[Model], node: Node, shown: str) -> tuple[Model | None, list[Problem]]:
    """The values of a node as `schema`, or every reason why they are not."""
    try:
        return schema.model_validate(node.plain()), []
    except ValidationError as error:
        return None, [_problem(schema, node, shown, detail) for detail in error.errors(include_url=False)]


def _problem(schema: type[BaseModel], node: Node, shown: str, detail: ErrorDetails) -> Problem:
    location, kind = detail["loc"], detail["type"]
    name = _name(location)
    if kind == "extra_forbidden":
        known = declarations(_model_at(schema, location[:-1]) or schema)
        place = node.place_of(location, name=True)
        message = f'The field "{location[-1]}" is not known here.{did_you_mean(str(location[-1]), known)} Known are: {", ".join(known)}.'
        return Problem(shown, *place, message, "KB021")
    if kind == "missing":
        example = _example(schema, location, str(location[-1]))
        message = f'The field "{name}" is missing. Add it{example}.'
        return Problem(shown, *node.place_of(location[:-1]), message, "KB022")
    return Problem(shown, *node.place_of(location), _value_message(schema, location, detail), "KB023")


def _value_message(schema: type[BaseModel], location: Location, detail: ErrorDetails) -> str:
    name, kind = _name(location), detail["type"]
    if kind == "kb_value":
        got = (
            f'is "{_short(detail["input"])}"' if isinstance(detail["input"], str) else f"is {_kind_of(detail['input'])}"
        )
        return f"{name} {got}. Expected {detail['msg']}{_example(schema, location)}."
    if kind in ("list_type", "tuple_type"):
        return f"{name} is {_kind_of(detail['input'])}. Expected a list{_example(schema, location)}."
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"{name} is {_kind_of(detail['input'])}. Expected fields with names, one a line, indented under it."
    if kind == "string_too_long":
        length, most = len(str(detail["input"])), detail["ctx"]["max_length"]
        return f"{name} has {length} characters. Expected at most {most}; shorten it."
    return f"{name}: {detail['msg']}."


def _name(location: Location) -> str:
    """A location as people write it: outcomes[2].text, counted from 1."""
    text = ""
    for step in location:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text or "The file"


def _kind_of(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of fields"
    return "a list" if isinstance(value, list) else f'"{_short(value)}"'


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def _example(schema: type[BaseModel], location: Location, name: str = "") -> str:
    declaration = _declaration_at(schema, location)
    if declaration is None or declaration.example is None:
        return ""
    return f", for example: {name + ': ' if name else ''}{declaration.example}"


def _model_at(schema: type[BaseModel], location: Location) -> type[BaseModel] | None:
    model: type[BaseModel] | None = schema
    for step in location:
        if isinstance(step, str) and model is not None:
            declaration = declarations(model).get(step)
            model = declaration.model if declaration else None
    return model


def _declaration_at(schema: type[BaseModel], location: Location) -> FieldDeclaration | None:
    names = [step for step in location if isinstance(step, str)]
    model = _model_at(schema, tuple(names[:-1])) if names else None
    return declarations(model).get(names[-1]) if model else None
