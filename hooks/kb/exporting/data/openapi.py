"""The description of the API: OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), its schemas in files of their own beside it."""

from __future__ import annotations

from typing import Any

from kb.exporting.data.places import MEDIA_TYPE, places_path
from kb.library import Library
from kb.writing import Writer

VERSION = "1"


def description(library: Library) -> dict[str, Any]:
    """The OpenAPI document. It is written in the last language of the knowledge base, so that an international one comes after the default."""
    writer = Writer(library, library.settings.languages[-1])
    info: dict[str, Any] = {
        "title": writer.t("site.name").unescape(),
        "version": VERSION,
        "description": writer.t("data.api_about").unescape(),
    }
    if library.settings.licence:
        info["license"] = {"name": writer.t("site.licence").unescape(), "url": library.settings.licence}
    paths = {"/index.json": _get("index", "index.json"), "/filters.json": _get("filters", "filters.json")}
    for name in library.order:
        title = writer.t(f"collections.{name}.many").unescape()
        paths[f"/{name}.json"] = _get(f"{name}_all", f"{name}.list.json", about=title)
        if path := places_path(library, name):
            paths[f"/{path}"] = _get(f"{name}_places", "places.json", about=f"{title}: GeoJSON", media=MEDIA_TYPE)
        one = writer.t(f"collections.{name}.one").unescape()
        paths[f"/{name}/{{id}}.json"] = _get(f"{name}_one", f"{name}.json", "id", about=one)
    identifier = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": f"{library.settings.url}api/v{VERSION}"}],
        "paths": paths,
        "components": {"parameters": {"id": identifier}},
    }


def _get(
    operation: str, schema: str, *parameters: str, about: str = "", media: str = "application/json"
) -> dict[str, Any]:
    """A path that can only be read."""
    content = {media: {"schema": {"$ref": f"schemas/{schema}"}}}
    get: dict[str, Any] = {
        "operationId": operation,
        "responses": {"200": {"description": about or operation, "content": content}},
    }
    if parameters:
        get["parameters"] = [{"$ref": f"#/components/parameters/{each}"} for each in parameters]
    return {"get": {"summary": about, **get} if about else get}
