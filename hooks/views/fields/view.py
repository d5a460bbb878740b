"""Reference of the fields: what can be written in each kind of record, with an annotated example of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup

from kb.contributing.describing import Describer
from kb.contributing.examples import annotated, example
from kb.fields import FieldDeclaration, declarations
from kb.library import Library
from kb.schema import Item
from kb.texts import preformatted
from kb.writing import Writer

ROOT = "fields/"


@dataclass
class Section:
    """The fields of the record itself (`anchor` is '') or of a part, and the names of the fields that hold such parts."""

    anchor: str
    rows: dict[str, FieldDeclaration]
    names: list[str] = field(default_factory=list)


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """The list of collections, and a page for each."""
    yield ROOT, "views.fields.title", "views.fields.lead", "index.md.jinja", {"collections": writer.library.order}
    for name in writer.library.order:
        title = writer.t("views.fields.of", kind=writer.t(f"collections.{name}.many"))
        yield f"{ROOT}{name}/", title, "views.fields.of_lead", "page.md.jinja", partial(_context, writer, name, title)


def _context(writer: Writer, collection: str, title: Markup) -> dict[str, Any]:
    """What the page of a collection shows."""
    library = writer.library
    found = example(library, collection)
    return {
        "title": title,
        "collection": collection,
        "sections": sections(library, collection),
        "part_anchor": part_anchor,
        "describer": Describer(library, collection, writer.locale),
        "example": preformatted(annotated(library, collection, writer.locale)),
        "original": found[0] if found else None,
    }


def sections(library: Library, collection: str) -> list[Section]:
    """The record, then each kind of part once, in the order in which they are met."""
    found: dict[str, Section] = {}
    _collect(library.collections[collection].schema, "", "", found)
    return list(found.values())


def _collect(model: type[Item], anchor: str, name: str, found: dict[str, Section]) -> None:
    known = anchor in found
    section = found.setdefault(anchor, Section(anchor, declarations(model)))
    if name and name not in section.names:
        section.names.append(name)
    for each in section.rows.values():
        if each.model is not None and not known:
            _collect(each.model, part_anchor(each), each.name, found)


def part_anchor(each: FieldDeclaration) -> str:
    """Where the fields of a part are described on the page."""
    return each.model.__name__.partition("[")[0].lower() if each.model else ""
