"""An annotated example of each kind of record: a real one, cut down to one item of each list, every field explained.

Taken from the records themselves it is always valid and never out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from pydantic import BaseModel

from kb.contributing.canonical import canonical
from kb.contributing.comments import Comments
from kb.contributing.describing import Describer
from kb.fields import declarations, leaves
from kb.library import Library, Record
from kb.reading import Location, Node
from kb.schema import Item, SourceIds

_WORDS = 2  # of a list of plain values


def example(library: Library, collection: str) -> tuple[Record, Node] | None:
    """The record of a collection that shows the most fields, cut down; None where there is no record."""
    return library.remember(("example of", collection), partial(_best, library, collection))


def _best(library: Library, collection: str) -> tuple[Record, Node] | None:
    records = library.of(collection)
    found = [library.remember(("example", each.ref), partial(_candidate, library, each)) for each in records]
    best = max(zip(found, records, strict=True), key=lambda each: each[0].worth, default=None)
    return (best[1], best[0].node) if best else None


class _Candidate(NamedTuple):
    """A record cut down, and how good an example it is."""

    worth: tuple[int, int]
    node: Node


def _candidate(library: Library, record: Record) -> _Candidate:
    library.note("record", record.ref)
    schema = library.collections[record.collection].schema
    node = shortened(record, schema)
    return _Candidate(_worth(node, schema), node)


def _worth(node: Node, schema: type[Item]) -> tuple[int, int]:
    """How many fields an example shows; of two, the shorter one is better."""
    return len({label for _, label, _ in _fields(node, schema, ())}), -len(str(node.plain()))


def annotated(library: Library, collection: str, locale: str) -> str:
    """The example of a collection as a file, with each field explained in a language where it first occurs."""
    found = example(library, collection)
    if found is None:
        return ""
    schema, comments, seen = library.collections[collection].schema, Comments(), set()
    describer = Describer(library, collection, locale)
    for location, label, model in _fields(found[1], schema, ()):
        if label not in seen:
            seen.add(label)
            comments.above[location] = describer.comment(
                declarations(model)[str(location[-1])], 2 * len(location), short=True
            )
    return canonical(found[1], schema, comments)


def shortened(record: Record, schema: type[Item]) -> Node:
    """The original of a record with one item in each list, two in lists of plain values, and the sources they name."""
    cut = _cut(record.original.node, schema)
    assert isinstance(cut.value, dict)
    place, sources = cut.value["sources"]
    named = set(_named(schema.model_validate(cut.plain())))
    kept = _sources(record.original.node, named)
    return replace(cut, value={**cut.value, "sources": (place, replace(sources, value=kept))})


def _sources(node: Node, named: set[str]) -> list[Node]:
    assert isinstance(node.value, dict)
    _, sources = node.value["sources"]
    assert isinstance(sources.value, list)
    kept = [source for source in sources.value if source.plain()["id"] in named]
    return kept or sources.value[:1]


def _cut(node: Node, model: type[BaseModel] | None) -> Node:
    if isinstance(node.value, list):
        if model is None:
            return replace(node, value=node.value[:_WORDS])
        fullest = max(node.value, key=lambda item: len(str(_keys(item))), default=None)
        return replace(node, value=[_cut(fullest, model)] if fullest else [])
    if not isinstance(node.value, dict):
        return node
    known = declarations(model) if model else {}
    fields = {name: (place, _cut(value, _model(known, name))) for name, (place, value) in node.value.items()}
    return replace(node, value=fields)


def _model(known: object, name: str) -> type[Item] | None:
    field = known.get(name) if isinstance(known, dict) else None
    return field.model if field else None


def _keys(node: Node) -> list[str]:
    """The names of all fields in a node."""
    if isinstance(node.value, dict):
        return [key for name, (_, value) in node.value.items() for key in (name, *_keys(value))]
    return [key for item in node.value for key in _keys(item)] if isinstance(node.value, list) else []


def _named(item: BaseModel) -> Iterator[str]:
    """The sources that a record names."""
    for leaf in leaves(item):
        if leaf.declaration.name == "source" or leaf.declaration.mark(SourceIds) is not None:
            yield from [leaf.value] if isinstance(leaf.value, str) else leaf.value


def _fields(node: Node, model: type[Item], at: Location) -> Iterator[tuple[Location, str, type[Item]]]:
    """Every field that is there, in the order of the canonical form: location, label, schema that has it."""
    assert isinstance(node.value, dict)
    for name, field in declarations(model).items():
        if name not in node.value:
            continue
        _, value = node.value[name]
        yield (*at, name), field.label, model
        if field.model and isinstance(value.value, list):
            for index, item in enumerate(value.value):
                yield from _fields(item, field.model, (*at, name, index))
        elif field.model:
            yield from _fields(value, field.model, (*at, name))
