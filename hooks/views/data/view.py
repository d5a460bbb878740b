"""Open data: what can be taken away, in which format and how large, and how to begin with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.units import format_unit
from markupsafe import Markup, escape

from kb.exporting.data import ROOT, data_files, glossary_files, table_files, whole_files
from kb.exporting.data.places import places_path
from kb.library import Library
from kb.writing import Writer

ADDRESS, TITLE = "data/", "views.data.title"
EXAMPLES = Path(__file__).parent / "examples"


@dataclass(frozen=True)
class Download:
    """A file of the site: its path, what it is called, and its size in words."""

    path: str
    name: str
    size: str


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield ADDRESS, TITLE, "views.data.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """The files by collection, those that hold everything, the API, and the examples."""
    library = writer.library
    package, sqlite, linked = whole_files(library)
    return {
        "collections": [
            (
                name,
                library.count(name),
                [_download(writer, path) for path in (f"{ROOT}{name}.json", *table_files(name))],
            )
            for name in library.order
        ],
        "whole": [
            (_download(writer, sqlite), writer.t("data.sqlite")),
            (_download(writer, package), writer.t("data.package")),
            (_download(writer, linked), writer.t("data.linked")),
        ],
        "glossary": [
            (_download(writer, path), told)
            for path, told in zip(
                glossary_files(library), (writer.t("data.tbx"), writer.t("data.glossary_csv")), strict=True
            )
            if path in data_files(library)
        ],
        "api": [
            (_download(writer, f"{ROOT}index.json"), writer.t("data.index")),
            (_download(writer, f"{ROOT}filters.json"), writer.t("data.filters")),
            (_download(writer, f"{ROOT}openapi.json"), writer.t("data.openapi")),
        ],
        "maps": [
            (_download(writer, f"{ROOT}{path}"), writer.t("data.places", kind=writer.t(f"collections.{name}.many")))
            for name in library.order
            if (path := places_path(library, name))
        ],
        "code": {path.name: code(library, path.name) for path in sorted(EXAMPLES.iterdir()) if path.is_file()},
    }


def _download(writer: Writer, path: str) -> Download:
    return Download(path, path.rpartition("/")[2], size(writer, len(data_files(writer.library)[path])))


def size(writer: Writer, octets: int) -> str:
    """A size in kilobytes or megabytes, as the language writes it."""
    unit, value = ("megabyte", octets / 1e6) if octets >= 1e6 else ("kilobyte", octets / 1e3)
    shown = round(value, 1) if unit == "megabyte" else max(1, round(value))
    return format_unit(shown, f"digital-{unit}", length="short", locale=writer.language.locale)


def example(library: Library, name: str) -> str:
    """An example with the addresses of this site."""
    text = (EXAMPLES / name).read_text(encoding="utf-8").strip()
    url = library.settings.url
    for hole, value in (("{api}", url + ROOT), ("{site}", url), ("{bundle}", library.settings.bundle)):
        text = text.replace(hole, value)
    return text


def code(library: Library, name: str) -> Markup:
    """An example as HTML. Line ends are written as characters, since white space at the beginning of lines does not outlive rendering."""
    return Markup(str(escape(example(library, name))).replace("\n", "&#10;"))
