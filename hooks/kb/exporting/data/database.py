"""Tables as one SQLite file, for Datasette and everything that speaks SQL.

Lists of texts are JSON arrays, as Datasette expects them. References are foreign keys where they lead to one collection.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from kb.exporting.data.tables import LINKS, Column, Table
from kb.library import Library

_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
# https://www.sqlite.org/fileformat2.html: the last four bytes of the header tell the version of the library that wrote the
# file, and nobody reads them; the same records are to make the same bytes with every version.
_VERSION_AT, _VERSION = 96, (3_040_000).to_bytes(4, "big")


def database(library: Library, tables: Sequence[Table]) -> bytes:
    """The whole knowledge base as an SQLite file, with a table `about` that tells where it is from."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA page_size = 1024")  # many small tables: less air at the end of each
        connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        connection.executemany("INSERT INTO about VALUES (?, ?)", _about(library))
        for table in tables:
            connection.execute(_definition(table))
            holes = ", ".join("?" * len(table.columns))
            rows = [[_value(value) for value in row] for row in table.rows]
            connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({holes})", rows)
        connection.execute(f"CREATE INDEX {LINKS}_target ON {LINKS} (target)")
        connection.commit()
        connection.execute("VACUUM")
        made = bytearray(connection.serialize())
    made[_VERSION_AT : _VERSION_AT + 4] = _VERSION
    return bytes(made)


def _about(library: Library) -> list[tuple[str, str | None]]:
    names = [(f"name_{code}", str(labels.texts["site.name"])) for code, labels in library.labels.items()]
    settings = library.settings
    rest = [("url", settings.url), ("licence", settings.licence), ("reviewed", library.reviewed.isoformat())]
    return [*names, *rest]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _definition(table: Table) -> str:
    lines = [f"{_quoted(column.name)} {_TYPES.get(column.kind, 'TEXT')}" for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    lines += [_foreign(column) for column in table.columns if column.refers]
    # All of a link is its key: it would stand in the file twice beside a hidden row number. Long rows are better off with one.
    bare = " WITHOUT ROWID" if len(table.key) == len(table.columns) else ""
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(lines)}){bare}"


def _foreign(column: Column) -> str:
    return f'FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(column.refers)} ("ref")'


def _value(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
