"""The reference for contributors: complete, and its examples pass the check they explain."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.checking import check
from kb.contributing.comments import read_comments
from kb.contributing.describing import Describer
from kb.contributing.examples import annotated, example
from kb.fields import declarations
from kb.library import Library
from kb.problems import codes, errors
from kb.reading import read_bytes
from kb.rendering import Renderer
from kb.schema import Choice
from support import LANGUAGES, ROOT, Make, shown
from views.fields.view import sections

EXAMPLES = yaml.safe_load((ROOT / "hooks/views/problems/examples.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("locale", LANGUAGES)
def test_annotated_examples_pass_the_check(real: Library, tmp_path: Path, locale: str) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "hooks").symlink_to(ROOT / "hooks")
    (tmp_path / "theme").symlink_to(ROOT / "theme")
    for name in real.collections:
        found = example(real, name)
        assert found is not None
        record, _ = found
        for file in (record.original, *record.translations.values()):
            (tmp_path / file.shown).unlink()
        (tmp_path / record.original.shown).write_text(annotated(real, name, locale), encoding="utf-8")
    _, problems = check(tmp_path)
    assert shown(errors(problems)) == []


def test_an_example_explains_every_field_once(real: Library) -> None:
    text = annotated(real, "tasks", "en")
    node, _ = read_bytes(text.encode(), "a.yml")
    assert node is not None
    comments = read_comments(text, node)
    assert comments.above[("audience",)][0].startswith("# Audience. Who has")
    assert text.count("# Id. ") == 1


def test_every_field_of_a_schema_is_in_the_reference(real: Library) -> None:
    for name, collection in real.collections.items():
        found = sections(real, name)
        assert found[0].rows == declarations(collection.schema)
        parts = {each.model.__name__ for section in found for each in section.rows.values() if each.model}
        assert len(parts) == len(found) - 1


def test_the_page_of_a_collection_shows_fields_words_and_example(real: Library) -> None:
    renderer = Renderer(real, "ru")
    pages = {page.address: page for page in renderer.view(renderer.views["fields"])}
    assert set(pages) == {"fields/", *(f"fields/{name}/" for name in real.collections)}
    page = pages["fields/workshops/"]
    assert page.title == "Поля: Семинары и встречи"
    assert 'id="record.kind"' in page.body
    assert 'id="point.text"' in page.body
    assert "<code>policy-dialogue</code>" in page.body
    assert "&#10;sources:&#10;  # " in page.body


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_field_can_be_described(real: Library, locale: str) -> None:
    for name in real.collections:
        describer = Describer(real, name, locale)
        for section in sections(real, name):
            for field in section.rows.values():
                assert describer.kind(field)
                assert "." in describer.help(field)
                assert len(describer.choices(field)) == len(getattr(field.mark(Choice), "choices", ()))
                assert "fields." not in " ".join(describer.comment(field))


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_problem_code_is_documented(real: Library, locale: str) -> None:
    renderer = Renderer(real, locale)
    (page,) = renderer.view(renderer.views["problems"])
    used = codes(ROOT / "hooks")
    assert len(used) > 40
    assert [code for code in sorted(used) if f'id="{code}"' not in page.body] == []
    assert set(EXAMPLES) <= used


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_is_shown_as_right_is_right(code: str) -> None:
    shown_right = EXAMPLES[code]["right"]
    assert EXAMPLES[code]["wrong"] != shown_right
    for part in shown_right.split("\n\n"):
        node, problems = read_bytes(f"{part}\n".encode(), "a.yml")
        known = [problem for problem in problems if "second time" not in problem.message]
        assert code in ("KB035", "KB066") or (node is not None and not known), "these show names of files"


MARKS = {"<BOM>": "\ufeff", "<CR>": "\r", "→": "\t"} | {
    f"<U+{number:04X}>": chr(number) for number in (*range(0x300, 0x310), 0x200B)
}


@pytest.mark.parametrize("code", [code for code in EXAMPLES if code < "KB020"])
def test_what_is_shown_as_wrong_has_this_code(code: str) -> None:
    text = f"{EXAMPLES[code]['wrong']}\n"
    for mark, sign in MARKS.items():
        text = text.replace(mark, sign)
    _, problems = read_bytes(text.encode(), "a.yml")
    assert code in {problem.code for problem in problems}


PLURALS = {"one", "few", "many", "other"}


def _over(below: Any, above: Any) -> Any:
    """Labels with those of an example put over them."""
    if not isinstance(below, dict) or not isinstance(above, dict) or set(above) <= PLURALS:
        return above
    return below | {name: _over(below.get(name), value) for name, value in above.items()}


@pytest.mark.parametrize("shape", ["wrong", "right"])
@pytest.mark.parametrize("code", [code for code in EXAMPLES if "KB040" <= code < "KB050"])
def test_labels_shown_as_wrong_have_this_code_and_those_shown_as_right_have_not(
    make: Make, code: str, shape: str
) -> None:
    root, text = make(), EXAMPLES[code][shape]
    before = {each.message for each in check(root)[1]}  # the labels are those of the real knowledge base
    path = root / text.removeprefix("# ").splitlines()[0].partition(";")[0]
    labels = _over(*(yaml.load(each, Loader=yaml.BaseLoader) for each in (path.read_text(encoding="utf-8"), text)))
    path.write_text(yaml.safe_dump(labels, allow_unicode=True), encoding="utf-8")
    _, problems = check(root)
    found = {each.code for each in problems if each.message not in before} - {"KB080"}
    assert (code in found) == (shape == "wrong"), found
