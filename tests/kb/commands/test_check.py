"""`kb check`: formats, only changed files, certain mends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from kb.contributing.mending import mended
from kb.contributing.reporting import as_github
from kb.problems import Problem
from support import ROOT, Run, change

WORKSHOP = "content/en/workshops/2018-09-almaty.yml"


def test_a_formatted_base_has_no_problem(run: Run) -> None:
    assert run("check").output == "9 records, no problems.\n"


def test_json(run: Run, root: Path) -> None:
    change(root / WORKSHOP, {"kind: workshop": "kind: worksop"})
    done = run("check", "--format", "json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert found["errors"] == 1
    first = found["problems"][0]
    assert (first["path"], first["code"], first["level"]) == (WORKSHOP, "KB023", "error")
    assert first["help"].endswith("/problems/#KB023")
    assert 'Did you mean "workshop"?' in first["message"]


def test_sarif(run: Run, root: Path) -> None:
    change(root / WORKSHOP, {"kind: workshop": "kind: worksop"})
    (found,) = json.loads(run("check", "--format", "sarif").stdout)["runs"]
    (result,) = found["results"]
    assert result["ruleId"] == found["tool"]["driver"]["rules"][0]["id"] == "KB023"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == WORKSHOP
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] > 1


def test_sarif_is_what_its_schema_wants(run: Run, root: Path) -> None:
    folder = ROOT / ".cache/tools/microsoft-jest-sarif-1.0.0-beta.0"
    assert folder.is_dir(), "run tests/quality/install.py"
    schema = json.loads((folder / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    change(root / WORKSHOP, {"kind: workshop": "kind: worksop", "city: Almaty": 'city: "Almaty "'})
    found = json.loads(run("check", "--format", "sarif").stdout)
    checker = Draft7Validator(schema)
    assert [error.message for error in checker.iter_errors(found)] == []
    assert found["runs"][0]["results"]
    del found["runs"][0]["results"][0]["message"]
    assert [*checker.iter_errors(found)], "the schema finds what is missing"


def test_github_is_chosen_by_itself_on_ci(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(root / WORKSHOP, {"kind: workshop": "kind: worksop"})
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lines = run("check").output.splitlines()
    assert lines[0].startswith(f"::error file={WORKSHOP},line=")
    assert lines[0].endswith('title=KB023::kind is "worksop". ' + lines[1].partition('kind is "worksop". ')[2][:-8])
    assert run("check", "--format", "text").output.startswith(WORKSHOP)


def test_an_annotation_cannot_be_ended_by_what_it_says() -> None:
    text = as_github(None, [Problem("a,b\n:c.yml", 1, 2, "100 %\n::error::x", "KB023")])
    assert text.splitlines()[0] == r"::error file=a%2Cb%0A%3Ac.yml,line=1,col=2,title=KB023::100 %25\n::error::x"


def test_only_what_was_changed(run: Run, root: Path, git: Callable[..., None]) -> None:
    change(root / WORKSHOP, {"kind: workshop": "kind: worksop"})
    git("add", "content")
    git("commit", "--quiet", "-m", "a")
    assert run("check", "--changed").exit_code == 0
    (root / "content/en/topics/a.yml").write_text("title: A\n", encoding="utf-8")
    done = run("check", "--changed")
    assert done.exit_code == 1
    assert {line.partition(":")[0] for line in done.output.splitlines()[:-1]} == {"content/en/topics/a.yml"}


def test_changed_without_git_says_so(run: Run) -> None:
    done = run("check", "--changed")
    assert done.exit_code == 1
    assert done.output.startswith("Error: Git says: ")
    assert "needs a Git repository" in done.output


def test_fix_mends_what_is_certain(run: Run, root: Path) -> None:
    path = root / "content/en/topics/tailings-safety.yml"
    right = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + right.replace(b"\n", b" \t\r\n"))
    change(root / "content/ru/organizations/unece.yml", {'    seat: "806b1459"\n': ""})
    assert run("check").exit_code == 1
    done = run("check", "--fix")
    assert done.exit_code == 0
    assert done.stdout == "9 records, no problems.\n"
    assert "content/en/topics/tailings-safety.yml: mended." in done.stderr
    assert "content/ru/organizations/unece.yml: mended." in done.stderr
    assert path.read_bytes() == right
    assert run("check", "--fix").stderr == ""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\r\nb\rc", b"a\nb\nc"),
        ("и\u0306".encode(), "й".encode()),
        (b"a: 1 \t \nb:\tc\n", b"a: 1\nb:\tc\n"),
        (b"\xd1\xe5\r\n", b"\xd1\xe5\r\n"),
    ],
)
def test_mended(data: bytes, expected: bytes) -> None:
    assert mended(data) == expected
