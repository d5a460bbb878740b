"""Label and help of every field: where they stand, and what is said of those that are missing or in vain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from kb.checking import check
from kb.fields import FieldDeclaration, declarations
from kb.library import Library
from kb.translating import translation_schema
from support import Make, change, shown


def every(model: type[BaseModel]) -> Iterator[tuple[type[BaseModel], FieldDeclaration]]:
    """All fields of a schema and of its parts, with the schema that has them."""
    for declaration in declarations(model).values():
        yield model, declaration
        if declaration.model is not None:
            yield from every(declaration.model)


@pytest.mark.parametrize(
    ("collection", "path", "label"),
    [
        ("workshops", ("title",), "fields.Entry.title"),
        ("workshops", ("outcomes", "text"), "fields.Point.text"),
        ("workshops", ("outcomes", "source"), "fields.Sourced.source"),
        ("workshops", ("participants", "total", "value"), "fields.Statement.value"),
        ("tasks", ("steps", "see"), "fields.TaskStep.see"),
    ],
)
def test_a_field_is_labelled_by_the_class_that_declares_it(
    real: Library, collection: str, path: tuple[str, ...], label: str
) -> None:
    for schema in (real.collections[collection].schema, translation_schema(real.collections[collection].schema)):
        model: type[BaseModel] | None = schema
        for name in path[:-1]:
            model = declarations(model)[name].model if model and name in declarations(model) else None
        if model and path[-1] in declarations(model):
            assert declarations(model)[path[-1]].label == label


def test_no_two_classes_share_the_labels_of_a_field(real: Library) -> None:
    owners: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for collection in real.collections.values():
        for _, each in every(collection.schema):
            owners[each.label].add((each.role, each.many, each.example))
    assert {label: found for label, found in owners.items() if len(found) > 1} == {}


def test_the_ledger_has_labels_too(real: Library) -> None:
    schema = translation_schema(real.collections["topics"].schema)
    assert declarations(schema)["translation_of"].label == "fields.Ledger.translation_of"


def test_a_missing_help_is_a_problem(make: Make) -> None:
    root = make()
    change(root / "content/en/labels.yml", {"help: Date of the instrument": "hint: Date of the instrument"})
    _, problems = check(root)
    found = [text for text in shown(problems) if "fields." in text]
    assert len(found) == 2
    assert 'The label "fields.Participation.joined.help" is missing.' in found[0]
    assert 'The label "fields.Participation.joined.hint" is not used anywhere. Delete it. [KB043]' in found[1]
