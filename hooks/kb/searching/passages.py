"""The words of a record as plain text, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotated_types import MaxLen
from pydantic import BaseModel

from kb.fields import FieldDeclaration, declarations
from kb.label_checks import choice_key
from kb.schema import Choice, Entry
from kb.translating import Localized, Phrase
from kb.writing import Writer


def passages(writer: Writer, model: type[BaseModel], here: Localized, leave_out: frozenset[str]) -> Iterator[str]:
    """Every text of a record but those of the fields to be left out, in the order of the schema."""
    for name, declaration in declarations(model).items():
        if name not in leave_out:
            yield from _texts(writer, declaration, getattr(here, name), leave_out)


def _texts(writer: Writer, declaration: FieldDeclaration, value: Any, leave_out: frozenset[str]) -> Iterator[str]:
    for each in value if isinstance(value, list | tuple) else [value]:
        if isinstance(each, Localized) and declaration.model:
            yield from passages(writer, declaration.model, each, leave_out)
        elif isinstance(each, Phrase) or (isinstance(each, str) and _is_text(declaration)):
            yield writer.plain(each)


def _is_text(declaration: FieldDeclaration) -> bool:
    """Whether a fact is free text, such as a title as printed: ids, links and words of closed lists have no length."""
    return declaration.mark(MaxLen) is not None


def kinds(writer: Writer, model: type[BaseModel], here: Localized, collection: str) -> Iterator[str]:
    """The words of the interface for a record's own closed lists: its kind, its audience ..."""
    for name, declaration in declarations(model).items():
        choice = declaration.mark(Choice)
        if choice and name not in declarations(Entry):
            value = getattr(here, name)
            for each in value if isinstance(value, list | tuple) else [value]:
                if each:
                    yield writer.t(choice_key(collection, name, each)).unescape()
