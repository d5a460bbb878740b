"""What the tests share: a small knowledge base to try things on, and the real one, read once."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb import checking
from kb.checking import check
from kb.cli import main
from kb.library import Library, load
from support import ROOT, Make, Run, small_knowledge_base

_LONG = ("tests/site/", "tests/test_", "tests/kb/contributing/", "tests/kb/exporting/", "tests/kb/offline/")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that at the end of a run no core waits for the last of them: what starts browsers, then whole
    builds, then the many that take no time."""
    items.sort(key=lambda item: [not item.nodeid.startswith(start) for start in _LONG])


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a small knowledge base into a temporary folder; files given are put over the base of the cases."""

    def written(files: Mapping[str, str | bytes] | None = None) -> Path:
        return small_knowledge_base(tmp_path / "knowledge", files)

    return written


@pytest.fixture
def library(make: Make) -> Library:
    """The base of the cases, read and checked."""
    found, _ = check(make())
    assert found is not None
    return found


@pytest.fixture(scope="session")
def real() -> Library:
    """The real knowledge base, read once."""
    found = load(ROOT)
    assert isinstance(found, Library)
    return found


@pytest.fixture
def root(make: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base of the cases for the commands that write: in the form of all records, its labels taken for granted."""
    monkeypatch.setattr(checking, "check_labels", lambda _: [])
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    made = make()
    assert CliRunner().invoke(main, ["fmt", "--root", str(made)]).exit_code == 0
    return made


@pytest.fixture
def run(root: Path) -> Run:
    """Runs a command on that base: words, and what is typed."""

    def done(command: str, *words: str | Path, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, [command, "--root", str(root), *map(str, words)], input=typed)

    return done


@pytest.fixture
def git(root: Path) -> Callable[..., None]:
    """Runs Git in that base, which becomes a repository."""

    def done(*words: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, "-C", str(root), *words], check=True, capture_output=True)

    done("init", "--quiet")
    return done
