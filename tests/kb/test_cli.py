"""The command `kb`: exit codes, plain words, never a traceback."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb import checking
from kb.cli import main
from kb.contributing import form
from support import change, write_tree


@pytest.fixture(autouse=True)
def _only_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """Labels are the real ones, and the form of files is for `kb fmt`: both have tests of their own."""
    monkeypatch.setattr(checking, "check_labels", lambda _: [])
    monkeypatch.setattr(form, "problems", lambda _: [])


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_explains_itself(command: str) -> None:
    done = _run(command, "--help")
    assert done.exit_code == 0
    assert done.output.startswith(f"Usage: main {command}")
    assert len(done.output.splitlines()[2].split()) > 3


def test_check_of_a_sound_knowledge_base(make) -> None:
    done = _run("check", "--root", make())
    assert (done.exit_code, done.output) == (0, "9 records, no problems.\n")


def test_check_names_every_problem_and_fails(make) -> None:
    done = _run("check", "--root", make({"content/en/topics/a.yml": "", "content/en/topics/B.yml": ""}))
    assert done.exit_code == 1
    assert [line.partition(" ")[0] for line in done.output.splitlines()] == [
        "content/en/topics/B.yml:1:1:",
        "content/en/topics/a.yml:1:1:",
        "2",
    ]


def test_warnings_are_shown_but_do_not_fail(make) -> None:
    root = make()
    change(root / "content/ru/organizations/unece.yml", {"    seat: 806b1459\n": ""})
    done = _run("check", "--root", root)
    assert done.exit_code == 0
    assert "warning: The ledger lacks 1 of 3 fields." in done.output


@pytest.mark.parametrize("command", ["check", "build", "status"])
def test_where_there_is_no_knowledge_base_it_says_so(tmp_path: Path, command: str) -> None:
    done = _run(command, "--root", tmp_path)
    assert done.exit_code == 1
    assert "content/site.yml:1:1: There is no knowledge base here" in done.output
    assert isinstance(done.exception, SystemExit)


def test_a_folder_that_is_not_there_is_a_mistake_of_use(tmp_path: Path) -> None:
    done = _run("check", "--root", tmp_path / "gone")
    assert done.exit_code == 2
    assert "does not exist" in done.output


def test_build_of_a_knowledge_base_with_errors_writes_nothing(make) -> None:
    root = make({"content/en/topics/a.yml": ""})
    write_tree(root, {"site/index.html": "the last good site"})
    done = _run("build", "--root", root)
    assert done.exit_code == 1
    assert "content/en/topics/a.yml:1:1: The file is empty." in done.output
    assert [path.name for path in (root / "site").iterdir()] == ["index.html"]


def test_stamp_notes_what_a_translation_was_made_from(make) -> None:
    root = make()
    original, translation = (root / f"content/{code}/organizations/unece.yml" for code in ("en", "ru"))
    change(original, {"seat: Geneva": "seat: Palais des Nations, Geneva"})
    before = translation.read_text()
    assert _run("status", "organizations/unece", "--root", root).output.startswith(
        "ru: stale: seat\n    What changed is"
    )
    done = _run("stamp", "organizations/unece", "seat", "--root", root)
    assert (done.exit_code, done.output) == (0, "content/ru/organizations/unece.yml: 1 digests written.\n")
    after = translation.read_text()
    assert before.partition("translation_of")[0] == after.partition("translation_of")[0]
    assert "806b1459" not in after
    assert _run("check", "--root", root).output == "9 records, no problems.\n"


def test_stamp_of_an_unknown_record_is_refused(make) -> None:
    done = _run("stamp", "organizations/nobody", "--root", make())
    assert done.exit_code == 1
    assert 'There is no record "organizations/nobody".' in done.output


def test_stamping_what_is_missing_leaves_stale_fields_stale(make) -> None:
    root = make()
    change(root / "content/en/organizations/unece.yml", {"seat: Geneva": "seat: Bonn", "summary: The": "summary: A"})
    change(root / "content/ru/organizations/unece.yml", {"    summary: 1696e3ca\n": ""})
    assert _run("stamp", "--missing", "--root", root).output == "1 files stamped.\n"
    assert _run("status", "organizations/unece", "--root", root).output.startswith(
        "ru: stale: seat\n    What changed is"
    )


def test_status_counts_records_by_collection_and_language(make) -> None:
    done = _run("status", "--root", make())
    assert done.exit_code == 0
    assert "Records without source: 0" in done.output
    assert done.output.count("│ ru") == done.output.count("│ en") > 0
