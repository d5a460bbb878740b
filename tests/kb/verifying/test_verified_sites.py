"""A tiny site for each kind of flaw (`tests/cases/verifying`); what is said of it is exact."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kb import parallel
from kb.cli import main
from kb.settings import Settings
from kb.verifying import NoSite, data, shown, verify
from kb.verifying.flaws import Flaw
from support import CASES, cases, change, write_tree

BASE = CASES / "verifying" / "base"
URL = "https://example.org/kb/"


@pytest.fixture
def settings() -> Settings:
    """Two languages, below a path of the host."""
    return Settings(languages=["ru", "en"], url=URL, repository="https://example.org/repository", bundle="kb")


def _site(folder: Path, case: dict[str, Any]) -> Path:
    shutil.copytree(BASE, folder, ignore=None if case.get("base", True) else lambda _, names: names)
    for name, changes in case.get("change", {}).items():
        change(folder / name, changes)
    for name in case.get("delete", ()):
        (folder / name).unlink()
    return write_tree(folder, case.get("files", {}))


@pytest.mark.parametrize("case", cases("verifying"))
def test_every_flaw_is_found_and_nothing_else(case: dict[str, Any], settings: Settings, tmp_path: Path) -> None:
    assert [str(flaw) for flaw in verify(_site(tmp_path / "site", case), settings)] == case["flaws"]


def test_one_process_and_several_find_the_same(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = {"files": {f"more/{number}.html": "<p>{{ left }}</p>" for number in range(80)}}
    folder = _site(tmp_path / "site", case)
    monkeypatch.setattr(parallel, "cores", lambda: 1)
    alone = verify(folder, settings)
    assert len(alone) > 80
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    assert verify(folder, settings) == alone


def test_a_folder_without_a_site_is_refused(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(NoSite, match=r"holds no site: there is no index\.html"):
        verify(tmp_path, settings)


def test_the_path_of_the_site_itself_is_found(settings: Settings, tmp_path: Path) -> None:
    folder = _site(tmp_path / "site", {})
    change(folder / "assets/kb.js", {"document.title": f"'{folder.resolve()}'"})
    assert [flaw.kind for flaw in verify(folder, settings)] == ["path"]


def test_of_each_kind_some_are_shown_and_the_rest_counted() -> None:
    flaws = [Flaw("a.html", line, "link", "no.") for line in range(1, 6)] + [Flaw("b.html", 1, "id", "twice.")]
    assert shown(flaws, 2).splitlines() == [
        "b.html:1: twice.",
        "a.html:1: no.",
        "a.html:2: no.",
        "... and 3 more of kind link.",
        "6 flaws found (id 1, link 5).",
    ]


def test_each_type_has_its_fields() -> None:
    assert all(fields and len(set(fields)) == len(fields) for fields in data.REQUIRED.values())


def _run(*words: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["verify", *map(str, words)])
    return done.exit_code, done.output


def test_the_command(make, tmp_path: Path) -> None:
    root = make(
        {"content/site.yml": f"languages: [ru, en]\nurl: {URL}\nrepository: https://example.org/\nbundle: kb\n"}
    )
    folder = _site(tmp_path / "site", {})
    assert _run("--root", root)[0] == 2
    code, said = _run(folder, "--root", root)
    assert (code, said.partition(" (")[0]) == (0, "6 pages, no flaws")
    (folder / "robots.txt").unlink()
    code, said = _run(folder, "--root", root)
    assert code == 1
    assert said.splitlines()[-1] == "1 flaw found (list 1)."
    assert _run(folder, "--root", tmp_path)[0] == 2
