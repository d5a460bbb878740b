"""Forms for issues: in both languages, and asking for what a record holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.fields import declarations
from kb.library import Library
from kb.schema import Choice, Source
from support import ROOT

FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_in_both_languages(path: Path) -> None:
    form = read(path)
    assert " · " in form["name"]
    for part in form["body"]:
        label = part["attributes"].get("label")
        assert label is None or (" · " in label and re.search("[а-я]", label))
    ids = [part["id"] for part in form["body"] if "id" in part]
    assert len(ids) == len(set(ids))


def test_the_form_of_an_event_asks_for_fields_of_its_record(real: Library) -> None:
    schema = real.collections["workshops"].schema
    form = read(ROOT / ".github/ISSUE_TEMPLATE/event.yml")
    fields = {part["id"]: part for part in form["body"] if "id" in part}
    assert set(fields) <= set(declarations(schema)) | set(declarations(Source))
    choice = declarations(schema)["kind"].mark(Choice)
    assert choice is not None
    words = {option.rpartition(" · ")[2] for option in fields["kind"]["attributes"]["options"]}
    assert words - {"other"} <= set(choice.choices)
