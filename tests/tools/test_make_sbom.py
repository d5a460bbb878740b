"""The list of the parts of a release holds all of them and is valid CycloneDX."""

from __future__ import annotations

import json
import re
import runpy
from datetime import UTC, datetime

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from kb.vendored import packages
from support import ROOT

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def text() -> str:
    """The list of this commit."""
    return str(runpy.run_path(str(ROOT / "tools/make_sbom.py"))["sbom"](ROOT, MOMENT))


def test_it_is_valid(text: str) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"required"', '"needed"', 1)) is not None


def test_it_names_all_that_is_shipped_with_licences_and_digests(text: str) -> None:
    found = {each["bom-ref"]: each for each in json.loads(text)["components"]}
    for package in packages(ROOT):
        each = found[package.package]
        assert each["scope"] == "required"
        assert each["licenses"]
        inside = {part["hashes"][0]["content"] for part in each.get("components", [])}
        assert inside == {file["sha256"] for file in package.files}


def test_it_names_all_that_builds(text: str) -> None:
    pins = re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / "requirements/site.txt").read_text(), re.MULTILINE)
    built = [each for each in json.loads(text)["components"] if each["scope"] == "excluded"]
    assert {(each["name"], each["version"]) for each in built} == set(pins)
    assert all(each["hashes"] for each in built)


def test_the_same_commit_gives_the_same_bytes(text: str) -> None:
    assert runpy.run_path(str(ROOT / "tools/make_sbom.py"))["sbom"](ROOT, MOMENT) == text
