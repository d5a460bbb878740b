"""What a stranger may write: refused in its line, or shown as written and without effect."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from hostile import Case, active, hostile, words
from kb.characters import HIDDEN
from kb.checking import check
from kb.cli import main
from kb.library import Library, load
from kb.rendering import Renderer
from support import LANGUAGES, Make, beside_the_case, small_knowledge_base

CASES = hostile()
FOLDER = "content/en/topics"
Told = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What `kb check` says of each file, all of them in one knowledge base."""
    files = {f"{FOLDER}/{case.name}.yml": case.data for case in CASES}
    root = small_knowledge_base(tmp_path_factory.mktemp("hostile"), files)
    done = CliRunner().invoke(main, ["check", "--root", str(root), "--format", "json"])
    found: Told = {name: [] for name in files}
    for problem in json.loads(done.output)["problems"]:
        found.setdefault(problem["path"], []).append(problem)
    return found


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The records that are accepted, in a knowledge base of their own."""
    files = {f"{FOLDER}/{case.name}.yml": case.data for case in CASES if case.shown is not None}
    library = load(small_knowledge_base(tmp_path_factory.mktemp("accepted"), files))
    assert isinstance(library, Library)
    return library


def test_there_are_enough() -> None:
    assert len(CASES) >= 150
    assert [case.title for case in CASES if (case.codes is None) == (case.shown is None)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_is_told(case: Case, told: Told) -> None:
    found = [each for each in told[f"{FOLDER}/{case.name}.yml"] if each["code"] != "KB080"]
    codes = {each["code"] for each in found}
    assert codes == set(case.codes or ()), found
    assert len(found) >= len(case.codes or ())
    if case.line and case.codes:
        assert case.line in {each["line"] for each in found}, found
    for each in found:
        assert int(each["column"]) >= 1
        assert not HIDDEN.search(each["message"].replace("\n", "\0"))
        assert len(each["message"]) < 1000


@pytest.mark.parametrize("case", [case for case in CASES if case.shown is not None], ids=lambda case: case.title)
def test_what_is_accepted_is_shown_literally(case: Case, accepted: Library) -> None:
    record = accepted.records[f"topics/{case.name}"]
    for locale in LANGUAGES:
        body = renderer(accepted, locale).record(record).body
        assert active(body) == []
        assert " ".join(str(case.shown).split()) in words(body)


_RENDERERS: dict[tuple[int, str], Renderer] = {}


def renderer(library: Library, locale: str) -> Renderer:
    return _RENDERERS.setdefault((id(library), locale), Renderer(library, locale))


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_list_of_them_is_harmless(accepted: Library, locale: str) -> None:
    pages = list(renderer(accepted, locale).index(accepted.collections["topics"]))
    assert [found for page in pages for found in active(page.body)] == []
    assert "{{ 7*7 }}" in " ".join(words(page.body) for page in pages)


NAMES = {
    "a name of a device": "con.yml",
    "another one": "nul.yml",
    "a port": "com1.yml",
    "a colon": "a:b.yml",
    "a dot at the end": "a..yml",
    "a space at the end": "a .yml",
    "a leading hyphen": "-rf.yml",
    "capitals": "Tailings-Safety.yml",
    "a backslash": "a\\b.yml",
    "a line end": "a\nb.yml",
    "an escape": "a\x1b[31m.yml",
    "an override": "a\u202elmy.exe.yml",
    "Cyrillic": "tаilings.yml",
    "a template": "{{x}}.yml",
    "a name that is too long": f"{'a' * 120}.yml",
    "a name of two endings": "a.html.yml",
    "an underscore": "__proto__.yml",
    "a percent sign": "%2e%2e.yml",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=list(NAMES))
def test_names_of_files(make: Make, name: str) -> None:
    root = make()
    try:
        (root / FOLDER / name).write_text("title: x\n", encoding="utf-8")
    except OSError:
        pytest.skip("this system does not hold such a name")
    library, problems = check(root)
    found = [problem for problem in problems if not beside_the_case(problem)]
    assert [problem.code for problem in found] == ["KB035"]
    assert found[0].path.isprintable()
    assert str(found[0]).isprintable()
    assert library is not None
    assert len(library.records) == 8 + 1


LINKS = {
    "a record": (f"{FOLDER}/a.yml", "secret.yml"),
    "a collection": ("content/en/topics", "secret"),
    "a language": ("content/en", "secret"),
    "labels": ("content/en/labels.yml", "secret.yml"),
    "settings": ("content/site.yml", "secret.yml"),
    "everything": ("content", "secret"),
}


@pytest.mark.parametrize("link", LINKS)
def test_links_are_not_followed(make: Make, tmp_path: Path, link: str) -> None:
    root, (name, target) = make(), LINKS[link]
    (tmp_path / "secret.yml").write_text("password: hunter2\n", encoding="utf-8")
    (tmp_path / "secret").mkdir()
    for each in ("labels.yml", "site.yml", "a.yml"):
        (tmp_path / "secret" / each).write_text("password: hunter2\n", encoding="utf-8")
    path = root / name
    if path.exists():
        path.rename(tmp_path / "before")
    path.symlink_to(tmp_path / target)
    _, problems = check(root)
    told = "\n".join(map(str, problems))
    assert "KB034" in {problem.code for problem in problems}
    assert "hunter2" not in told
    assert "password" not in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(make: Make) -> None:
    root = make()
    os.mkfifo(root / FOLDER / "a.yml")
    assert f"{FOLDER}/a.yml:1:1: This is no plain file." in "\n".join(map(str, check(root)[1]))


def test_folders_without_end_are_not_walked(make: Make) -> None:
    root = make()
    deep = root / FOLDER / "/".join(["a"] * 300)
    deep.mkdir(parents=True)
    _, problems = check(root)
    assert [each.code for each in problems if not beside_the_case(each)] == ["KB035"]
