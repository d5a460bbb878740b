"""Linked data: a JSON-LD processor reads it without asking the network, and every record is in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyld import jsonld

from kb.exporting.data import whole_files
from kb.exporting.data.graph import _merged
from kb.library import Library

SCHEMA = "https://schema.org/"


@pytest.fixture(scope="module")
def nodes(files: dict[str, bytes], real: Library) -> list[dict[str, Any]]:
    """The graph with all names in full."""
    document = json.loads(files[whole_files(real)[2]])
    return list(jsonld.expand(document, {"documentLoader": lambda *_: pytest.fail("asks the network")}))


def test_every_record_is_a_thing_with_type_and_name(nodes: list[dict[str, Any]], real: Library) -> None:
    by_ref = {node[f"{SCHEMA}identifier"][0]["@value"]: node for node in nodes if f"{SCHEMA}identifier" in node}
    assert by_ref.keys() == real.records.keys()
    assert all(node["@type"] and node[f"{SCHEMA}name"] for node in by_ref.values())


def test_names_are_tagged_with_their_language(nodes: list[dict[str, Any]]) -> None:
    term = next(node for node in nodes if "/terms/tmf/" in node["@id"])
    tagged = {name["@language"]: name["@value"] for name in term[f"{SCHEMA}name"]}
    assert tagged == {"ru": "хвостохранилище", "en": "tailings management facility"}


def test_links_between_records_lead_to_things_of_the_graph(nodes: list[dict[str, Any]]) -> None:
    known = {node["@id"] for node in nodes}
    links = [link["@id"] for node in nodes for link in node.get("http://purl.org/dc/terms/references", ())]
    assert links
    assert set(links) <= known


def test_what_is_alike_stands_once() -> None:
    told = {"ru": {"name": "а", "date": "2018", "list": ["x"]}, "en": {"name": "a", "date": "2018", "list": ["x", "y"]}}
    assert _merged(told) == {
        "name": [{"@value": "а", "@language": "ru"}, {"@value": "a", "@language": "en"}],
        "date": "2018",
        "list": [
            {"@value": "x", "@language": "ru"},
            {"@value": "x", "@language": "en"},
            {"@value": "y", "@language": "en"},
        ],
    }
