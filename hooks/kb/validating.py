"""A node against its schema: pydantic does the work, its errors become sentences with a line and a column."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kb.fields import FieldDeclaration, declarations
from kb.problems import MOST, Problem, closest, did_you_mean, limited
from kb.reading import Location, Node
from kb.schema import Choice

# Sentences that say by themselves what could be written.
_OWN_EXAMPLE = re.compile(r"one of: |such as |true or false")
Model = TypeVar("Model", bound=BaseModel)


def validate(schema: type[Model], node: Node, shown: str) -> tuple[Model | None, list[Problem]]:
    """The values of a node as `schema`, or every reason why they are not."""
    try:
        return schema.model_validate(node.plain()), []
    except ValidationError as error:
        details = error.errors(include_url=False)[: MOST + 1]
        misspelt = {_meant(schema, detail["loc"]) for detail in details if detail["type"] == "extra_forbidden"}
        told = (each for each in details if not (each["type"] == "missing" and each["loc"] in misspelt))
        return None, list(limited(_problem(schema, node, shown, each) for each in told))


def _meant(schema: type[BaseModel], location: Location) -> Location:
    """Where the field stands that was probably meant by a name that is not known."""
    close = closest(str(location[-1]), declarations(_model_at(schema, location[:-1]) or schema))
    return (*location[:-1], close) if close else ()


def _problem(schema: type[BaseModel], node: Node, shown: str, detail: ErrorDetails) -> Problem:
    location, kind = detail["loc"], detail["type"]
    name = named(location)
    if kind == "extra_forbidden":
        message, code = _unknown(schema, location, Path(shown).name)
        return Problem(shown, *node.place_of(location, name=True), message, code)
    if kind == "missing":
        example = _example(schema, location, str(location[-1])) or _needed(schema, location)
        message = f'The field "{name}" is missing. Add it{example}.'
        return Problem(shown, *node.place_of(location[:-1]), message, "KB022")
    return Problem(shown, *node.place_of(location), _value_message(schema, location, detail), "KB023")


def _unknown(schema: type[BaseModel], location: Location, file: str) -> tuple[str, str]:
    """Why a name is not known here: it is a fact in a translation, or misspelt, or of no use."""
    model, name = _model_at(schema, location[:-1]) or schema, str(location[-1])
    if name in declarations(getattr(model, "translates", None) or model) and name not in declarations(model):
        message = f'"{name}" is a fact and stands in a translation. Facts stand in the original only; move it to the {file} that has no "translation_of".'
        return message, "KB036"
    known = declarations(model)
    hint = did_you_mean(name, known) or f" Known are: {', '.join(known)}."
    return f'The field "{name}" is not known here.{hint}', "KB021"


def _value_message(schema: type[BaseModel], location: Location, detail: ErrorDetails) -> str:
    name, kind = named(location), detail["type"]
    if kind == "kb_value":
        expected = detail["msg"] if detail["input"] else _choice(schema, location) or detail["msg"]
        example = "" if _OWN_EXAMPLE.search(expected) else _example(schema, location)
        hint = did_you_mean(str(detail["input"]), detail.get("ctx", {}).get("choices", ()))
        return f"{name} is {_kind_of(detail['input'])}. Expected {expected}{example}.{hint}"
    if kind in ("list_type", "tuple_type"):
        return f"{name} is {_kind_of(detail['input'])}. Expected a list{_example(schema, location)}."
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"{name} is {_kind_of(detail['input'])}. Expected fields with names, one a line, indented under it."
    if kind == "string_type":
        return f"{name} is {_kind_of(detail['input'])}. Expected a text."
    if kind == "kb_fault":
        return f"{name}: {detail['msg']}"
    if kind == "too_long":
        return f"{name} has {len(str(detail['input']))} characters. Expected at most {detail['ctx']['max_length']}; shorten it."
    return f"{name}: {detail['msg']}."


def named(location: Location) -> str:
    """A location as people write it: outcomes[2].text, counted from 1."""
    text = ""
    for step in location:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return _short(text, 120) or "The file"


def _kind_of(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list):
        return "a list"
    return f'"{_short(value)}"' if value else "empty"


def _short(value: Any, most: int = 60) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= most else f"{text[: most - 3]}..."


def _example(schema: type[BaseModel], location: Location, name: str = "") -> str:
    declaration = declaration_at(schema, location)
    if declaration is None or declaration.example is None:
        return ""
    return f", for example: {name + ': ' if name else ''}{declaration.example}".removesuffix(".")


def _needed(schema: type[BaseModel], location: Location) -> str:
    """The fields that a part must have: " with id, title and url"; nothing for a single value."""
    declaration = declaration_at(schema, location)
    fields = declarations(declaration.model).values() if declaration and declaration.model else ()
    *names, last = [each.name for each in fields if each.required] or [""]
    return f" with {', '.join(names)}{' and ' if names else ''}{last}" if last else ""


def _choice(schema: type[BaseModel], location: Location) -> str:
    """The words of a closed list, for a value that is empty."""
    declaration = declaration_at(schema, location)
    choice = declaration.mark(Choice) if declaration else None
    return f"one of: {', '.join(choice.choices)}" if choice else ""


def _model_at(schema: type[BaseModel], location: Location) -> type[BaseModel] | None:
    model: type[BaseModel] | None = schema
    for step in location:
        if isinstance(step, str) and model is not None:
            declaration = declarations(model).get(step)
            model = declaration.model if declaration else None
    return model


def declaration_at(schema: type[BaseModel], location: Location) -> FieldDeclaration | None:
    """What the schema says of the field at a location; positions in lists do not count."""
    names = [step for step in location if isinstance(step, str)]
    model = _model_at(schema, tuple(names[:-1])) if names else None
    return declarations(model).get(names[-1]) if model else None
