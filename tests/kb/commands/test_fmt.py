"""`kb fmt`: writes, checks, keeps translations up to date."""

from __future__ import annotations

from pathlib import Path

from support import Run, change

WORKSHOP = "content/en/workshops/2018-09-almaty.yml"
RUSSIAN = "content/ru/workshops/2019-11-almaty.yml"


def test_nothing_to_do_the_second_time(run: Run) -> None:
    assert run("fmt").output == "0 files formatted.\n"


def test_check_tells_and_writes_nothing(run: Run, root: Path) -> None:
    change(root / WORKSHOP, {"kind: workshop": "kind: 'workshop'"})
    done = run("fmt", "--check")
    assert (done.exit_code, done.output) == (
        1,
        f"{WORKSHOP} is in another form. Run: kb fmt {WORKSHOP}\n1 files to format.\n",
    )
    assert "kind: 'workshop'" in (root / WORKSHOP).read_text()
    assert "[KB080]" in run("check").output
    assert run("fmt", root / WORKSHOP).output == f"{WORKSHOP} written.\n1 files formatted.\n"
    assert run("check").output == "9 records, no problems.\n"


def test_only_the_files_named(run: Run, root: Path) -> None:
    change(root / WORKSHOP, {"kind: workshop": "kind: 'workshop'"})
    assert run("fmt", root / "content/ru").output == "0 files formatted.\n"
    assert run("fmt", root / "content/site.yml").exit_code == 1
    assert run("fmt", root / "content/en/workshops").output.endswith("1 files formatted.\n")


def test_a_file_that_cannot_be_read_is_left_alone(run: Run, root: Path) -> None:
    (root / WORKSHOP).write_text("title: [\n", encoding="utf-8")
    assert run("fmt").output == "0 files formatted.\n"
    assert "No record that can be read stands there." in run("fmt", root / WORKSHOP).output
    assert (root / WORKSHOP).read_text() == "title: [\n"


def test_tidied_words_make_no_translation_stale(run: Run, root: Path) -> None:
    change(root / RUSSIAN, {"city: Алматы": 'city: Город "Алматы"'})
    translation = root / "content/en/workshops/2019-11-almaty.yml"
    translation.write_text(
        "title: A\nsummary: A [link](workshops/2018-09-almaty)\ncity: Almaty\ntranslation_of:\n  language: ru\n",
        encoding="utf-8",
    )
    assert run("stamp", "--missing").exit_code == 0
    before = translation.read_text()
    assert run("fmt").exit_code == 0
    assert "city: Город «Алматы»" in (root / RUSSIAN).read_text()
    assert translation.read_text() != before
    assert "stale" not in run("status", "workshops/2019-11-almaty").output


def test_a_field_that_was_stale_remains_so(run: Run, root: Path) -> None:
    change(root / "content/en/organizations/unece.yml", {"seat: Geneva": "seat:  'Bonn'"})
    assert run("fmt").output.startswith("content/en/organizations/unece.yml written.")
    assert "ru: stale: seat" in run("status", "organizations/unece").output
