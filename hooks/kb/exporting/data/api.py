"""The static API: every record and collection in all languages as JSON, with index, filters, schemas and a description.

Addresses are those of the pages: `<collection>/<id>/` is `api/v1/<collection>/<id>.json`. A record that has moved is served
at its former address, too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from kb.exporting.data.filters import filter_index
from kb.exporting.data.openapi import VERSION, description
from kb.exporting.data.schemas import (
    TEXT,
    document,
    each_language,
    exactly,
    filter_schema,
    list_schema,
    listed,
    record_schema,
)
from kb.exporting.data.served import served
from kb.library import Library

ROOT = f"api/v{VERSION}/"


def api_files(library: Library) -> dict[str, bytes]:
    """Path below the root of the site -> bytes of each file of the API, the index last."""
    made = {f"{ROOT}{path}": _bytes(value) for path, value in _files(library)}
    index = _index(library, made)
    return made | {f"{ROOT}index.json": _bytes(index)}


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _files(library: Library) -> Iterator[tuple[str, Any]]:
    for name in library.order:
        yield from _collection(library, name)
        yield f"schemas/{name}.json", record_schema(library, name)
        yield f"schemas/{name}.list.json", list_schema(library, name)
    yield "filters.json", filter_index(library)
    yield "schemas/filters.json", filter_schema(library)
    yield "schemas/index.json", _index_schema(library)
    yield "openapi.json", description(library)


def _collection(library: Library, name: str) -> Iterator[tuple[str, Any]]:
    records = []
    for record in library.of(name):
        found = served(library, record)
        records.append(found)
        for each in (record.id, *record.data.moved_from):
            yield f"{name}/{each}.json", found
    whole = {
        "collection": name,
        "licence": library.settings.licence,
        "reviewed": library.reviewed.isoformat(),
        "count": len(records),
        "records": records,
    }
    yield f"{name}.json", whole


def _words(library: Library, key: str) -> dict[str, str]:
    return {locale: str(labels.texts.get(key, key)) for locale, labels in library.labels.items()}


def _index(library: Library, made: dict[str, bytes]) -> dict[str, Any]:
    """What there is, with paths relative to the index and digests, so that a mirror fetches only what has changed."""
    return {
        "name": _words(library, "site.name"),
        "version": VERSION,
        "licence": library.settings.licence,
        "reviewed": library.reviewed.isoformat(),
        "languages": library.settings.languages,
        "openapi": "openapi.json",
        "filters": _file(made, "filters.json"),
        "collections": [
            {
                "name": name,
                "title": _words(library, f"collections.{name}.many"),
                "count": len(library.of(name)),
                "schema": f"schemas/{name}.json",
                "records": _file(made, f"{name}.json"),
            }
            for name in library.order
        ],
    }


def _file(made: dict[str, bytes], path: str) -> dict[str, Any]:
    data = made[f"{ROOT}{path}"]
    return {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _index_schema(library: Library) -> dict[str, Any]:
    integer = {"type": "integer", "minimum": 0}
    file = exactly({"path": TEXT, "bytes": integer, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}})
    collection = {
        "name": TEXT,
        "title": each_language(library, TEXT),
        "count": integer,
        "schema": TEXT,
        "records": file,
    }
    properties = {
        "name": each_language(library, TEXT),
        "version": {"const": VERSION},
        "licence": {"type": ["string", "null"]},
        "reviewed": {"type": "string", "format": "date"},
        "languages": listed(TEXT),
        "openapi": TEXT,
        "filters": file,
        "collections": listed(exactly(collection)),
    }
    return document("index", properties)
