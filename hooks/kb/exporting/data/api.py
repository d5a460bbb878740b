"""The static API: every record and collection in all languages as JSON, with index, filters, schemas and a description.

Addresses are those of the pages: `<collection>/<id>/` is `api/v1/<collection>/<id>.json`. A record that has moved is served
at its former address, too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from kb.exporting.data.filters import filter_index
from kb.exporting.data.openapi import VERSION, description
from kb.exporting.data.places import feature_collection, places_path, places_schema
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
from kb.library import Library

ROOT = f"api/v{VERSION}/"


def api_files(library: Library, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Path below the root of the site -> bytes of each file of the API, the index last; `parts` are those of the collections."""
    made = parts | _rooted(_common(library))
    return made | _rooted([("index.json", _bytes(_index(library, made)))])


def collection_files(library: Library, name: str, records: list[dict[str, Any]]) -> dict[str, bytes]:
    """The files of one collection; `records` are as served."""
    return _rooted(_collection(library, name, records))


def _rooted(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    return {f"{ROOT}{path}": data for path, data in files}


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _common(library: Library) -> Iterator[tuple[str, bytes]]:
    yield "schemas/places.json", _bytes(places_schema(library))
    yield "filters.json", _bytes(filter_index(library))
    yield "schemas/filters.json", _bytes(filter_schema(library))
    yield "schemas/index.json", _bytes(_index_schema(library))
    yield "openapi.json", _bytes(description(library))


def _collection(library: Library, name: str, records: list[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    made = [_bytes(record) for record in records]
    for record, data in zip(records, made, strict=True):
        for each in (record["id"], *record["moved_from"]):
            yield f"{name}/{each}.json", data
    head = {
        "collection": name,
        "licence": library.settings.licence,
        "reviewed": library.reviewed.isoformat(),
        "count": len(records),
    }
    yield f"{name}.json", _bytes(head)[:-1] + b',"records":[' + b",".join(made) + b"]}"
    yield f"schemas/{name}.json", _bytes(record_schema(library, name))
    yield f"schemas/{name}.list.json", _bytes(list_schema(library, name))
    if path := places_path(library, name):
        yield path, _bytes(feature_collection(library, name, records))


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
                "count": library.count(name),
                "schema": f"schemas/{name}.json",
                "records": _file(made, f"{name}.json"),
                "places": _file(made, path) if (path := places_path(library, name)) else None,
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
        "places": {"anyOf": [file, {"type": "null"}]},
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
