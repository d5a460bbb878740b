"""A knowledge base kept in memory: what is made again after a change, and that it is what a whole build makes."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from editing import Editor
from kb.building import encoded
from kb.previewing.session import Session
from kb.publication import Publication
from support import change

WORKSHOP = "content/en/workshops/2018-09-almaty.yml"
EDITS = int(os.environ.get("KB_EDITS", "15"))
"""How many changes are made; `make edits` makes two hundred."""
PAGE = "en/workshops/2018-09-almaty/index.html"


@pytest.fixture
def root(make) -> Path:
    return make()


@pytest.fixture
def session(root: Path) -> Session:
    session = Session(root)
    session.look()
    return session


def whole(root: Path) -> dict[str, bytes]:
    """Every file of a build that knows nothing of earlier ones."""
    publication = Publication.of(root)
    pages = {publication.path_of(key): encoded(publication.document(*key)) for key in publication.pages}
    return {**pages, **publication.files, **publication.extras()}


def kept(session: Session) -> dict[str, bytes]:
    """Every file of a session."""
    return {path: session.read(path) or b"" for path in session.paths()}


def test_it_gives_what_a_whole_build_gives(session: Session, root: Path) -> None:
    assert kept(session) == whole(root)


def test_nothing_is_made_again_when_nothing_has_changed(session: Session) -> None:
    kept(session)
    session.look()
    kept(session)
    assert session.memory.made == 0


def test_a_change_of_one_record_leaves_the_pages_of_others_alone(session: Session, root: Path) -> None:
    before = kept(session)
    change(root / WORKSHOP, {"title: Workshop on Industrial Safety": "title: Seminar on Industrial Safety"})
    session.look()
    after = kept(session)
    assert b"<h1>Seminar on Industrial Safety</h1>" in after[PAGE]
    changed = {path for path in after if after[path] != before.get(path)}
    assert PAGE in changed
    assert "en/workshops/index.html" in changed
    assert "en/terms/tailings-facility/index.html" not in changed
    assert session.memory.made < len(after) / 2


@pytest.mark.parametrize("seed", range(EDITS // 5))
def test_after_many_changes_it_is_still_what_a_whole_build_gives(session: Session, root: Path, seed: int) -> None:
    if seed % 2:
        with (root / "content/site.yml").open("a") as settings:
            settings.write("list_size: 1\n")  # lists of several pages
    editor = Editor(root, random.Random(seed))
    for _ in range(5):
        said = editor.edit()
        session.look()
        assert kept(session) == whole(root), said


def test_a_broken_record_stays_as_it_was_and_the_problem_is_told(session: Session, root: Path) -> None:
    change(root / WORKSHOP, {"starts: 2018-09-25": "starts: soon"})
    session.look()
    assert [problem.code for problem in session.problems] == ["KB023"]
    assert b"<h1>Workshop on Industrial Safety</h1>" in (session.read(PAGE) or b"")
    change(root / WORKSHOP, {"starts: soon": "starts: 2018-09-25"})
    session.look()
    assert session.problems == []


def test_a_record_that_never_was_valid_does_not_hide_the_others(make) -> None:
    root = make()
    change(root / WORKSHOP, {"starts: 2018-09-25": "starts: soon"})
    session = Session(root)
    session.look()
    assert session.read(PAGE) is None or b"Workshop" in (session.read(PAGE) or b"")
    assert session.read("en/terms/tailings-facility/index.html")


def test_settings_that_cannot_be_read_leave_the_last_site(session: Session, root: Path) -> None:
    good = (root / "content/site.yml").read_text()
    (root / "content/site.yml").write_text("- nothing\n")
    session.look()
    assert session.problems
    assert session.read(PAGE)
    (root / "content/site.yml").write_text(good)
    session.look()
    assert session.problems == []
