"""What the form for records loads."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from kb.assets import hashed
from kb.contributing.form_data import (
    SHARES,
    content,
    file_content,
    file_of,
    form_files,
    language_codes,
    record_files,
)
from kb.contributing.form_schemas import form_schemas
from kb.library import Library, load
from kb.writing import Writer
from support import ROOT, small_knowledge_base


def _values(script: bytes) -> Any:
    return json.loads(script.decode().partition("=")[2].removesuffix(";\n"))


def test_every_collection_has_a_form_of_its_own_in_every_language(library: Library) -> None:
    files = form_files(library)
    for locale in library.settings.languages:
        data = _values(files[f"form-{locale}.js"])
        assert set(data["schemas"]) == set(library.collections)
        assert data["records"]["workshops/2018-09-almaty"]
        assert data["locale"] == locale


def test_schemas_speak_one_language(library: Library) -> None:
    russian, english = (form_schemas(library, "topics", locale)["original"] for locale in ("ru", "en"))
    assert russian["properties"]["title"]["title"] == "Название"
    assert english["properties"]["title"]["title"] == "Title"
    words = [each["title"] + each["description"] for each in english["properties"].values()]
    assert not re.search("[а-яё]", "".join(words))


def test_schemas_tell_what_the_check_knows(library: Library) -> None:
    schema = form_schemas(library, "workshops", "en")["original"]
    fields = {name: field["x-kb"] for name, field in schema["properties"].items()}
    assert fields["title"] | {"expected": ""} == {"role": "words", "kind": "line", "expected": ""}
    assert fields["summary"]["markdown"]
    assert fields["topics"]["collections"] == ["topics"]
    assert fields["country"]["kind"] == "country"
    assert fields["kind"]["kind"] == "choice"
    assert fields["outcomes"] == {"role": "part", "kind": "part", "words": True, "own": False}
    assert schema["$defs"]["Point"]["x-key"] == "id"
    assert schema["$defs"]["Category"]["properties"]["count"]["x-kb"]["pattern"] == "-?[0-9]{1,15}"


def test_records_lie_where_their_references_say(library: Library) -> None:
    files = record_files(library)
    assert set(files) == {file_of(ref) for ref in library.records}
    for ref in library.records:
        assert f'["{ref}"]=' in files[file_of(ref)].decode()
        assert re.fullmatch(r"records-[a-z]+-(\d)\.js", file_of(ref))
    assert {int(name[-4]) for name in files} <= set(range(SHARES))
    named = _values(form_files(library)["form-ru.js"])["files"]
    assert named == {name: f"assets/{file}" for name, file in hashed(files).items()}


def test_a_record_comes_with_its_comments(tmp_path: Any) -> None:
    root = small_knowledge_base(tmp_path)
    path = root / "content/en/topics/tailings-safety.yml"
    path.write_text("# why\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    library = load(root)
    assert isinstance(library, Library)
    found = file_content(library.records["topics/tailings-safety"].original)
    assert found["comments"]["above"] == [[["title"], ["# why"]]]
    assert found["values"]["title"]
    assert "comments" not in file_content(library.records["organizations/unece"].original)


@pytest.mark.parametrize("code", ["ru", "en", "kk", "ky", "tg", "tk", "uz"])
def test_languages_are_known_by_their_codes(code: str) -> None:
    assert code in language_codes()


def test_every_word_is_said_and_every_word_said_is_there(library: Library) -> None:
    """Words and messages of the form are named literally in its scripts, as labels are in templates."""
    data = content(Writer(library, "en"))
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/assets/js").glob("form*.js")))
    said = {*re.findall(r"words\.(\w+)", scripts), *re.findall(r'"(\w+)"', scripts)}
    assert set(data["words"]) - said == set()
    named = set(re.findall(r"words\.(\w+)\b(?!\()", scripts))
    assert named - set(data["words"]) == set()
    assert set(re.findall(r'"(KB\d{3}\w*)"', scripts)) - set(data["messages"]) == set()
    assert {name for name in data["messages"] if name.startswith("KB")} - set(
        re.findall(r'"(KB\d{3}\w*)"', scripts)
    ) == set()
