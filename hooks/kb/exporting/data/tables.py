"""Records -> tables: one for each collection, one for each list of parts in it, one with all links.

The rows of a collection are its records, `ref` tells one from another; a text has a column for each language
(`title_ru`, `title_en`). A part that stands once, such as a number with its source, becomes columns (`population_value`).
A list of parts becomes a table of its own (`books_chapters`), whose `record` is the `ref` of the record it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kb.fields import FieldDeclaration, declarations
from kb.library import Library
from kb.schema import CountryReference, Item, Reference, Role, Shape

LINKS = "links"
_KINDS = {"integer": "integer", "number": "number", "flag": "boolean", "day": "date"}


@dataclass(frozen=True)
class Column:
    """`kind` is text, integer, number, boolean, date or list (of texts); `label` the key of its label; `refers` the table whose
    `ref` it holds."""

    name: str
    kind: str = "text"
    label: str = ""
    locale: str = ""
    refers: str = ""


@dataclass
class Table:
    """`key` are the columns that together tell one row from another."""

    name: str
    collection: str
    columns: list[Column]
    key: tuple[str, ...]
    rows: list[list[Any]] = field(default_factory=list)


def collection_tables(library: Library, name: str, records: list[dict[str, Any]]) -> list[Table]:
    """The table of a collection, then those of the parts of its records, which are given as the API serves them."""
    return _Splitter(library, name).tables(records)


def links_table(library: Library) -> Table:
    """Every reference of every record, in facts and in texts, once for each field."""
    rows = sorted({(link.source, link.field, link.target) for link in library.links})
    columns = [Column("source"), Column("field"), Column("target")]
    return Table(LINKS, "", columns, ("source", "field", "target"), [list(row) for row in rows])


@dataclass(frozen=True)
class _Cell:
    """A column and the way to its value."""

    column: Column
    path: tuple[str, ...]

    def value(self, item: dict[str, Any]) -> Any:
        found: Any = item
        for step in self.path:
            found = found.get(step) if found is not None else None
        return found


@dataclass(frozen=True)
class _List:
    """A list of parts and the way to it."""

    name: str
    path: tuple[str, ...]
    model: type[Item]


class _Splitter:
    """Takes the records of one collection apart."""

    def __init__(self, library: Library, collection: str) -> None:
        self.locales, self.collection = library.settings.languages, collection
        self.schema = library.collections[collection].schema

    def tables(self, records: list[dict[str, Any]]) -> list[Table]:
        """The table of the collection and those of its parts."""
        pages = [Column(f"page_{locale}", label="page", locale=locale) for locale in self.locales]
        cells, lists = self._flat(self.schema)
        own = [Column("ref"), Column("id"), Column("original"), *pages]
        main = Table(self.collection, self.collection, [*own, *(cell.column for cell in cells)], ("ref",))
        for record in records:
            where = [record["meta"]["pages"][locale] for locale in self.locales]
            values = [cell.value(record) for cell in cells]
            main.rows.append([record["ref"], record["id"], record["meta"]["original"], *where, *values])
        keys, parents = (Column("record", refers=self.collection),), [([record["ref"]], record) for record in records]
        return [main, *(table for each in lists for table in self._split(self.collection, each, keys, parents))]

    def _split(
        self, prefix: str, parts: _List, keys: tuple[Column, ...], parents: list[tuple[list[Any], dict[str, Any]]]
    ) -> Iterator[Table]:
        """The table of a list of parts, then those of the lists in it; `parents` are what the lists belong to, with their keys."""
        cells, lists = self._flat(parts.model)
        position = Column("position", "integer")
        columns = [*keys, position, *(cell.column for cell in cells)]
        key = (*(column.name for column in keys), "position")
        table = Table(f"{prefix}_{parts.name}", self.collection, columns, key)
        items = []
        for above, parent in parents:
            for number, item in enumerate(_Cell(position, parts.path).value(parent) or (), 1):
                table.rows.append([*above, number, *(cell.value(item) for cell in cells)])
                items.append(([*above, number], item))
        yield table
        inner = (*keys, Column(f"{parts.name}_position", "integer"))
        for each in lists:
            yield from self._split(table.name, each, inner, items)

    def _flat(self, model: type[Item], path: tuple[str, ...] = ()) -> tuple[list[_Cell], list[_List]]:
        """The columns of a schema, with those of the parts that stand once, and its lists of parts."""
        cells: list[_Cell] = []
        lists: list[_List] = []
        for name, declared in declarations(model).items():
            here = (*path, name)
            if declared.model is None:
                cells += self._cells(declared, here)
            elif declared.many:
                lists.append(_List("_".join(here), here, declared.model))
            else:
                inner = self._flat(declared.model, here)
                cells, lists = cells + inner[0], lists + inner[1]
        return cells, lists

    def _cells(self, declared: FieldDeclaration, path: tuple[str, ...]) -> Iterator[_Cell]:
        name = "_".join(path)
        kind = "list" if declared.many else _kind(declared)
        if declared.role is Role.FACT:
            yield _Cell(Column(name, kind, declared.label, refers=_refers(declared)), path)
            return
        for locale in self.locales:
            yield _Cell(Column(f"{name}_{locale}", kind, declared.label, locale), (*path, locale))


def _kind(declared: FieldDeclaration) -> str:
    shape = declared.mark(Shape)
    return _KINDS.get(shape.name if shape else "", "text")


def _refers(declared: FieldDeclaration) -> str:
    """The one collection that a single reference leads to; a country may be a code instead."""
    reference = declared.mark(Reference)
    if declared.many or reference is None or isinstance(reference, CountryReference):
        return ""
    return reference.collections[0] if len(reference.collections) == 1 else ""
