"""GeoJSON: valid, and every event with a known city is in it where it took place."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from kb.exporting.data import ROOT, whole_files
from kb.library import Library

PATH = f"{ROOT}workshops.geojson"


@pytest.fixture(scope="module")
def features(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """The features by their ids."""
    return {feature["id"]: feature for feature in json.loads(files[PATH])["features"]}


def test_geojson_is_as_its_schema_says(files: dict[str, bytes]) -> None:
    schema = json.loads(files[f"{ROOT}schemas/places.json"])
    Draft202012Validator.check_schema(schema)
    registry = Registry().with_resource("places.json", Resource.from_contents(schema))
    found = Draft202012Validator(schema, registry=registry).iter_errors(json.loads(files[PATH]))
    assert [error.message for error in found] == []


def test_positions_are_longitude_and_latitude(features: dict[str, dict[str, Any]]) -> None:
    """RFC 7946, 3.1.1: longitude comes first; what lies in the five countries is further east than north."""
    for feature in features.values():
        kind, points = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        assert kind in ("Point", "MultiPoint")
        for longitude, latitude in [points] if kind == "Point" else points:
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
    almaty = features["workshops/2018-09-almaty-industrial-safety"]
    assert almaty["geometry"] == {"type": "Point", "coordinates": [76.9115, 43.25249]}


def test_a_feature_has_its_words_in_every_language(features: dict[str, dict[str, Any]], real: Library) -> None:
    found = features["workshops/2024-09-uz-jwg-exchange"]
    assert found["properties"]["places"] == [
        {"ru": "Чирчик", "en": "Chirchik"},
        {"ru": "Ташкент", "en": "Tashkent"},
        {"ru": "Самарканд", "en": "Samarkand"},
    ]
    assert found["geometry"]["type"] == "MultiPoint"
    for ref, feature in features.items():
        record = real.records[ref]
        assert feature["properties"]["title"][record.locale] == record.data.title
        assert set(feature["properties"]["pages"]) == set(real.settings.languages)


def test_events_without_a_city_are_left_out(features: dict[str, dict[str, Any]], real: Library) -> None:
    without = {record.ref for record in real.of("workshops") if not record.data.city}
    assert without
    assert not without & features.keys()
    assert len(features) > 60


def test_the_file_is_in_index_and_package(files: dict[str, bytes], real: Library) -> None:
    (listed,) = [each["places"] for each in json.loads(files[f"{ROOT}index.json"])["collections"] if each["places"]]
    assert listed["path"] == "workshops.geojson"
    with zipfile.ZipFile(io.BytesIO(files[whole_files(real)[0]])) as archive:
        assert archive.read("workshops.geojson") == files[PATH]
