"""The static API: valid against its own schemas and description, complete, and true to the records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource

from kb.exporting.data import ROOT, data_files
from kb.library import Library
from support import write_tree

Make = Callable[..., Path]
Files = dict[str, bytes]
SCHEMAS = f"{ROOT}schemas/"
FORMATS = FormatChecker()
_IS_URI, _IS_IRI = (FORMATS.checkers[name][0] for name in ("uri", "iri"))


@FORMATS.checks("iri", ValueError)
@cache
def _is_address(value: object) -> bool:
    """An IRI of ASCII letters is a URI (RFC 3987, 3.1), and the check for that is a hundred times as fast."""
    return _IS_URI(value) if isinstance(value, str) and value.isascii() else _IS_IRI(value)


def read(files: Files, path: str) -> Any:
    """A file of the API."""
    return json.loads(files[f"{ROOT}{path}"])


@pytest.fixture(scope="session")
def registry(files: Files) -> Registry[Any]:
    """All schemas by their file names, so that references between them are found."""
    found = [(path.removeprefix(SCHEMAS), json.loads(data)) for path, data in files.items() if path.startswith(SCHEMAS)]
    return Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in found)


def test_whatever_is_served_is_as_its_schema_says(files: Files, real: Library, registry: Registry[Any]) -> None:
    served = {"index.json": "index.json", "filters.json": "filters.json"}
    served |= {f"{name}.json": f"{name}.list.json" for name in real.collections}
    for path, schema in served.items():
        described = read(files, f"schemas/{schema}")
        Draft202012Validator.check_schema(described)
        validator = Draft202012Validator(described, registry=registry, format_checker=FORMATS)
        assert [error.message for error in validator.iter_errors(read(files, path))] == []


def test_a_value_of_another_type_is_not_valid(files: Files, registry: Registry[Any]) -> None:
    whole = read(files, "workshops.json")
    whole["records"][0]["title"] = "a text without its language"
    assert not Draft202012Validator(read(files, "schemas/workshops.list.json"), registry=registry).is_valid(whole)


def test_the_description_is_valid_openapi(files: Files, site: Path) -> None:
    path = site / ROOT / "openapi.json"
    OpenAPIV31SpecValidator(json.loads(path.read_bytes()), base_uri=path.as_uri()).validate()


def test_every_described_path_is_there_and_every_file_is_described(files: Files, real: Library) -> None:
    paths = set(read(files, "openapi.json")["paths"])
    expected = {"/index.json", "/filters.json", "/workshops.geojson"}
    for name in real.collections:
        expected |= {f"/{name}.json", f"/{name}/{{id}}.json"}
    assert paths == expected
    for path in paths - {path for path in paths if "{" in path}:
        assert f"{ROOT}{path[1:]}" in files


def test_every_record_stands_in_its_file_and_in_its_collection(files: Files, real: Library) -> None:
    for name in real.collections:
        whole = read(files, f"{name}.json")
        assert whole["count"] == len(real.of(name))
        assert [each["ref"] for each in whole["records"]] == [record.ref for record in real.of(name)]
        for each in whole["records"]:
            assert read(files, f"{each['ref']}.json") == each


def test_texts_come_back_as_they_stand_in_the_records(files: Files, real: Library) -> None:
    for record in real.records.values():
        found = read(files, f"{record.ref}.json")
        for locale in real.settings.languages:
            file = record.original if locale == record.locale else record.translations.get(locale)
            assert found["title"][locale] == (file.model.title if file else None)
            assert found["meta"]["untranslated"][locale] == sorted(record.missing(locale))
        assert found["reviewed"] == record.data.reviewed.isoformat()
        assert [source["url"] for source in found["sources"]] == [source.url for source in record.data.sources]


def test_a_missing_translation_is_null_and_named(make: Make) -> None:
    from kb.library import load

    small = load(make())
    assert isinstance(small, Library)
    found = read(data_files(small), "terms/tailings-facility.json")
    assert found["title"]["ru"] is None
    assert found["title"]["en"]
    assert "title" in found["meta"]["untranslated"]["ru"]


def test_a_moved_record_is_served_at_its_former_address(make: Make) -> None:
    from kb.library import load

    root = make()
    path = root / "content/en/terms/tailings-facility.yml"
    write_tree(root, {"content/en/terms/tailings-facility.yml": path.read_text() + "\nmoved_from: [tmf]\n"})
    small = load(root)
    assert isinstance(small, Library)
    made = data_files(small)
    assert made[f"{ROOT}terms/tmf.json"] == made[f"{ROOT}terms/tailings-facility.json"]


def test_filters_find_what_the_records_say(files: Files, real: Library) -> None:
    filters = read(files, "filters.json")
    for record in real.of("workshops"):
        fields = filters["workshops"]["fields"]
        assert record.id in fields["kind"]["values"][record.data.kind]["records"]
        for topic in record.data.topics:
            assert record.id in fields["topics"]["values"][topic]["records"]
        if record.data.starts:
            assert record.id in fields["starts"]["values"][record.data.starts[:4]]["records"]


def test_the_index_tells_size_and_digest(files: Files) -> None:
    for each in read(files, "index.json")["collections"]:
        data = files[f"{ROOT}{each['records']['path']}"]
        assert each["records"]["bytes"] == len(data)
        assert each["records"]["sha256"] == hashlib.sha256(data).hexdigest()


def test_the_same_records_make_the_same_bytes(files: Files, real: Library) -> None:
    assert data_files(replace(real)) == files
