"""A new record: the fields that are needed, ready to be filled in, and all others as comments, each explained.

Values are given by path (`kind`, `sources.url`); in a list the path means its first item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.contributing.canonical import canonical
from kb.contributing.comments import read_comments
from kb.contributing.describing import Describer
from kb.contributing.editors import modeline
from kb.contributing.json_schemas import example_value
from kb.fields import FieldDeclaration, declarations
from kb.library import Library
from kb.reading import Node, Place, read_bytes
from kb.schema import Item

Values = Mapping[str, str | list[str]]
_HERE = Place(1, 1)


def scaffold(library: Library, collection: str, locale: str, values: Values) -> str:
    """The text of a new original, explained in its own language."""
    schema = library.collections[collection].schema
    writer = _Scaffold(Describer(library, collection, locale), values)
    text = "\n".join([modeline(collection), *writer.fields(schema, "", 0)]) + "\n"
    node, _ = read_bytes(text.encode(), "")
    assert node is not None
    return canonical(node, schema, read_comments(text, node))


class _Scaffold:
    """Writes the fields of one record."""

    def __init__(self, describer: Describer, values: Values) -> None:
        self.describer, self.values = describer, values

    def fields(self, model: type[Item], at: str, indent: int) -> Iterator[str]:
        """The fields of the record or of a part of it at a path."""
        start = " " * indent
        for name in self._order(model, at):
            field, path = declarations(model)[name], _join(at, name)
            if not indent:
                yield ""
            yield from (start + comment for comment in self.describer.comment(field, indent))
            if not self._wanted(field, path):
                yield from (f"{start}# {line}" for line in _one(name, model, _example(field)))
            elif field.model is None:
                yield from (start + line for line in _one(name, model, _node(self.values.get(path, ""))))
            else:
                yield f"{start}{name}:"
                yield from self._part(field, field.model, path, indent)

    def _part(self, field: FieldDeclaration, model: type[Item], path: str, indent: int) -> Iterator[str]:
        lines = list(self.fields(model, path, indent + (4 if field.many else 2)))
        if field.many:
            first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
            lines[first] = f"{' ' * indent}  - {lines[first].lstrip()}"
        yield from lines

    def _wanted(self, field: FieldDeclaration, path: str) -> bool:
        """Whether a field is to be filled in, and not only shown."""
        return field.required or any(each == path or each.startswith(f"{path}.") for each in self.values)

    def _order(self, model: type[Item], at: str) -> list[str]:
        """The fields of a schema; in a part no comment may stand last, for there it would seem to belong to what follows."""
        names = list(declarations(model))
        wanted = [name for name in names if self._wanted(declarations(model)[name], _join(at, name))]
        if at and wanted:
            names.remove(wanted[-1])
            names.append(wanted[-1])
        return names


def _join(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _one(name: str, model: type[Item], value: Node) -> list[str]:
    """The lines of one field by itself."""
    return canonical(Node(_HERE, {name: (_HERE, value)}), model).splitlines()


def _node(value: str | list[str]) -> Node:
    return Node(_HERE, [Node(_HERE, each) for each in value] if isinstance(value, list) else value)


def _example(field: FieldDeclaration) -> Node:
    """The example of a field; of a part, of each of its fields that are needed, or of all where none is."""
    if field.model is None:
        value = example_value(field) if field.example else ""
        return _node([str(each) for each in value] if isinstance(value, list) else field.example or "")
    inner = declarations(field.model)
    needed = {name: each for name, each in inner.items() if each.required} or inner
    item = Node(_HERE, {name: (_HERE, _example(each)) for name, each in needed.items()})
    return Node(_HERE, [item]) if field.many else item
