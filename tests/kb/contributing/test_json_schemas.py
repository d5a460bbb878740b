"""The schemas for editors: up to date, right JSON Schema, and of one mind with our own check."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from kb.cli import main
from kb.contributing.editors import generated, modeline
from kb.contributing.json_schemas import json_schema
from kb.library import Library
from support import ROOT, Make, change


class Yaml12(yaml.CSafeLoader):
    """Reads plain scalars as an editor does: numbers, true and false of YAML 1.2, no dates, no yes and no."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def read(path: Path) -> Any:
    """A file as an editor reads it."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Yaml12)


def test_generated_files_are_up_to_date(real: Library) -> None:
    stale = [
        path
        for path, text in generated(real).items()
        if not (ROOT / path).is_file() or (ROOT / path).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "Run: kb schema"


def test_real_records_are_valid_for_editors(real: Library) -> None:
    faults: list[str] = []
    for name in real.collections:
        original, translation = (
            Draft202012Validator(json_schema(real, name, translation=role)) for role in (False, True)
        )
        for record in real.of(name):
            for file in (record.original, *record.translations.values()):
                checked = translation if file.translation else original
                faults += [f"{file.shown}: {error.message[:200]}" for error in checked.iter_errors(read(file.path))]
    assert faults == []


def test_schemas_are_right_json_schema(real: Library) -> None:
    for name in real.collections:
        for translation in (False, True):
            Draft202012Validator.check_schema(json_schema(real, name, translation=translation))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"kind": "worksop"}, "'worksop' is not one of"),
        ({"starts": "25.09.2018"}, "does not match"),
        ({"starts": 2018}, ""),
        ({"topics": ["organizations/unece"]}, "does not match"),
        ({"country": "CH"}, ""),
        ({"country": "organizations/unece"}, "does not match"),
        ({"stars": "2018"}, "Additional properties are not allowed ('stars' was unexpected)"),
        ({"participants": {"total": {"value": "many", "source": "a"}}}, "'many' is not of type 'integer'"),
        ({"participants": {"total": {"value": 40, "source": ["a", "b"]}}}, ""),
    ],
)
def test_what_an_editor_says(real: Library, values: dict[str, Any], expected: str) -> None:
    record = read(real.records["workshops/2018-09-almaty-industrial-safety"].original.path)
    found = [
        error.message for error in Draft202012Validator(json_schema(real, "workshops")).iter_errors(record | values)
    ]
    assert (expected in found[0]) if expected else found == []


def test_a_translation_holds_words_only(real: Library) -> None:
    schema = json_schema(real, "workshops", translation=True)
    assert "starts" not in schema["properties"]
    assert {"title", "translation_of"} <= set(schema["required"])
    assert schema["$defs"]["PointTranslation"]["required"] == ["id"]


def test_a_file_of_either_role_finds_its_schema(real: Library) -> None:
    files = {path.rpartition("/")[2]: text for path, text in generated(real).items() if path.startswith("schemas/")}
    resources = [(name, Resource.from_contents(yaml.safe_load(text))) for name, text in files.items()]
    either = Draft202012Validator(
        yaml.safe_load(files["topics.any.json"]), registry=Registry().with_resources(resources)
    )
    record = real.records["topics/tailings-safety"]
    for file in (record.original, *record.translations.values()):
        assert list(either.iter_errors(read(file.path))) == []
    assert list(either.iter_errors({"title": "x", "translation_of": {"language": "en"}, "reviewed": "2026-01-01"}))


def test_titles_and_helps_stand_in_both_languages(real: Library) -> None:
    field = json_schema(real, "workshops")["properties"]["kind"]
    assert field["title"] == "Вид события · Kind of event"
    assert "Семинар, тренинг" in field["description"]
    assert "Workshop, training" in field["description"]
    assert field["markdownEnumDescriptions"][0] == "семинар · workshop"


def test_the_command_writes_and_checks(make: Make) -> None:
    root, run = make(), CliRunner()
    assert run.invoke(main, ["schema", "--check", "--root", str(root)]).exit_code == 1
    assert "schemas/topics.json written." in run.invoke(main, ["schema", "--root", str(root)]).output
    assert run.invoke(main, ["schema", "--check", "--root", str(root)]).exit_code == 0
    change(root / "content/en/labels.yml", {"label: Kind of event": "label: Sort of event"})
    late = run.invoke(main, ["schema", "--check", "--root", str(root)])
    assert late.output.splitlines() == [
        "schemas/workshops.json is out of date. Run: kb schema",
    ]


def test_a_file_names_its_schema_from_where_it_stands() -> None:
    path = modeline("topics", "translation").rpartition("=")[2]
    assert (ROOT / "content/ru/topics" / path).resolve() == ROOT / "schemas/topics.translation.json"
