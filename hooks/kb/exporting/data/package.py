"""All tables as a Data Package (https://specs.frictionlessdata.io/data-package/): CSV files, GeoJSON and `datapackage.json` in one zip,
which Frictionless opens as it is."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from kb.exporting.data.places import MEDIA_TYPE
from kb.exporting.data.sheets import column_labels, csv_bytes
from kb.exporting.data.tables import Column, Table
from kb.library import Library
from kb.writing import Writer

_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean", "date": "date"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip knows: the same records make the same bytes


def data_package(library: Library, tables: Sequence[Table], maps: dict[str, bytes]) -> bytes:
    """The zip; `maps` are files of GeoJSON by their names."""
    files = {f"{table.name}.csv": csv_bytes(table) for table in tables} | maps
    described = json.dumps(descriptor(library, tables, files), ensure_ascii=False, indent=1).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"datapackage.json": described, **files}.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def descriptor(library: Library, tables: Sequence[Table], files: dict[str, bytes]) -> dict[str, Any]:
    """`datapackage.json`: what the tables are, and the type of each column."""
    writers = [Writer(library, locale) for locale in library.settings.languages]
    settings = library.settings
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": settings.bundle,
        "title": " · ".join(writer.t("site.name").unescape() for writer in writers),
        "description": "\n\n".join(writer.t("site.lead").unescape() for writer in writers),
        "homepage": settings.url,
        "version": library.reviewed.isoformat(),
        "resources": [
            *(_resource(writers, table, files[f"{table.name}.csv"]) for table in tables),
            *(_map(name, data) for name, data in files.items() if name.endswith(".geojson")),
        ],
    }
    if settings.licence:
        package["licenses"] = [{"path": settings.licence, "title": writers[-1].t("site.licence").unescape()}]
    return package


def _resource(writers: Sequence[Writer], table: Table, data: bytes) -> dict[str, Any]:
    keys = [
        {"fields": column.name, "reference": {"resource": column.refers, "fields": "ref"}}
        for column in table.columns
        if column.refers
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-") if table.name != table.collection else table.name,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [_field(writers, column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _map(name: str, data: bytes) -> dict[str, Any]:
    return {
        "name": name.replace(".", "-"),
        "path": name,
        "format": "geojson",
        "mediatype": MEDIA_TYPE,
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }


def _field(writers: Sequence[Writer], column: Column) -> dict[str, Any]:
    title = " · ".join(dict.fromkeys(filter(None, column_labels(writers, column))))
    return {"name": column.name, "type": _TYPES.get(column.kind, "string"), **({"title": title} if title else {})}
