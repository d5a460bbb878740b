"""Open data: everything in the library in the formats of other programs, made from the records alone.

`data_files` gives them below the root of the site: the API in `api/v1/`, whole files to take away in `data/`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial

from kb.exporting.data.api import ROOT, api_files, collection_files
from kb.exporting.data.database import database
from kb.exporting.data.glossary import concepts, glossary_csv, tbx
from kb.exporting.data.graph import graph
from kb.exporting.data.package import data_package
from kb.exporting.data.places import places_path
from kb.exporting.data.served import served
from kb.exporting.data.sheets import csv_bytes, workbook
from kb.exporting.data.tables import Table, collection_tables, links_table
from kb.library import Library

__all__ = ["FOLDER", "ROOT", "data_files", "glossary_files", "table_files", "whole_files"]

FOLDER = "data/"


def data_files(library: Library) -> dict[str, bytes]:
    """Path below the root of the site -> bytes of each file. The page about them asks for their sizes first, hence the memory."""
    return library.remember(("data",), lambda: _data_files(library))


@dataclass(frozen=True)
class _Part:
    """What one collection gives: its tables, and the files that need no other collection."""

    tables: list[Table]
    files: dict[str, bytes]


def _data_files(library: Library) -> dict[str, bytes]:
    parts = [library.remember(("data", name), partial(_part, library, name)) for name in library.order]
    made = [table for part in parts for table in part.tables] + [links_table(library)]
    files = api_files(library, {path: data for part in parts for path, data in part.files.items()})
    package, sqlite, linked = whole_files(library)
    maps = {path: files[f"{ROOT}{path}"] for name in library.order if (path := places_path(library, name))}
    files[package] = data_package(library, made, maps)
    files[sqlite] = database(library, made)
    files[linked] = json.dumps(graph(library), ensure_ascii=False, separators=(",", ":")).encode()
    if entries := concepts(library):
        tbx_path, csv_path = glossary_files(library)
        files |= {tbx_path: tbx(library, entries), csv_path: glossary_csv(library, entries)}
    return files


def _part(library: Library, name: str) -> _Part:
    records = [library.remember(("served", each.ref), partial(served, library, each)) for each in library.of(name)]
    own = collection_tables(library, name, records)
    csv_path, xlsx_path = table_files(name)
    files = collection_files(library, name, records)
    return _Part(own, files | {csv_path: csv_bytes(own[0]), xlsx_path: workbook(library, own)})


def table_files(collection: str) -> tuple[str, str]:
    """CSV and workbook of a collection."""
    return f"{FOLDER}{collection}.csv", f"{FOLDER}{collection}.xlsx"


def whole_files(library: Library) -> tuple[str, str, str]:
    """The files that hold everything: Data Package, SQLite, JSON-LD."""
    name = f"{FOLDER}{library.settings.bundle}"
    return f"{name}.zip", f"{name}.sqlite", f"{name}.jsonld"


def glossary_files(library: Library) -> tuple[str, str]:
    """TBX and CSV of the glossary."""
    return f"{FOLDER}glossary.tbx", f"{FOLDER}glossary.csv"
