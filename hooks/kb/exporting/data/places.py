"""Records on a map: GeoJSON (RFC 7946) of each collection whose records have places.

One feature for each record: a point, or several where it has several places. Records without a known place are left out,
they stand in the JSON of the collection.
"""

from __future__ import annotations

from typing import Any

from kb.exporting.data.schemas import TEXT, Schema, document, each_language, exactly, listed
from kb.library import Library, Record
from kb.sharing import Place, hook, moment

MEDIA_TYPE = "application/geo+json"


def places_path(library: Library, collection: str) -> str | None:
    """The file of a collection below the root of the API, where its records have places."""
    return f"{collection}.geojson" if hook(library, collection, "places") else None


def feature_collection(library: Library, collection: str, records: list[dict[str, Any]]) -> dict[str, Any]:
    """All records of a collection that have a place; `records` are as served."""
    find = hook(library, collection, "places")
    features = [
        _feature(library, library.records[record["ref"]], record, found)
        for record in records
        if (found := find(library, library.records[record["ref"]]))
    ]
    return {
        "type": "FeatureCollection",
        "licence": library.settings.licence,
        "reviewed": library.reviewed.isoformat(),
        "features": features,
    }


def _feature(library: Library, record: Record, served: dict[str, Any], places: list[Place]) -> dict[str, Any]:
    """A record as a feature; longitude comes first."""
    points = [[place.longitude, place.latitude] for place in places]
    one = len(points) == 1
    return {
        "type": "Feature",
        "id": record.ref,
        "geometry": {"type": "Point" if one else "MultiPoint", "coordinates": points[0] if one else points},
        "properties": {
            "title": served["title"],
            "date": moment(library, record) or None,
            "places": [{locale: place.names.get(locale) for locale in library.settings.languages} for place in places],
            "pages": served["meta"]["pages"],
        },
    }


def places_schema(library: Library) -> Schema:
    """A file of places."""
    degrees: Schema = {"type": "number", "minimum": -180, "maximum": 180}
    point: Schema = {"type": "array", "items": degrees, "minItems": 2, "maxItems": 2}
    name = each_language(library, {"type": ["string", "null"]})
    properties = {"title": name, "date": {"type": ["string", "null"]}, "places": listed(name)}
    geometries = [
        exactly({"type": {"const": "Point"}, "coordinates": point}),
        exactly({"type": {"const": "MultiPoint"}, "coordinates": {**listed(point), "minItems": 2}}),
    ]
    feature = {
        "type": {"const": "Feature"},
        "id": TEXT,
        "geometry": {"oneOf": geometries},
        "properties": exactly({**properties, "pages": each_language(library, TEXT)}),
    }
    whole = {
        "type": {"const": "FeatureCollection"},
        "licence": {"type": ["string", "null"]},
        "reviewed": {"type": "string", "format": "date"},
        "features": listed(exactly(feature)),
    }
    return document("places", whole)
