"""`kb receive`: files that somebody sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import Run


def test_receive_puts_a_sound_file_into_its_place(run: Run, root: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent.yml"
    text = (root / "content/en/topics/tailings-safety.yml").read_text(encoding="utf-8")
    sent.write_bytes(b"\xef\xbb\xbf" + f"# content/en/topics/dams.yml\n{text}".replace("\n", "\r\n").encode())
    assert run("receive", sent).output == "content/en/topics/dams.yml written.\n"
    assert (root / "content/en/topics/dams.yml").read_text(encoding="utf-8") == text
    assert run("check").output == "10 records, no problems.\n"


def test_receive_of_a_file_with_errors_changes_nothing(run: Run, root: Path, tmp_path: Path) -> None:
    sent, target = tmp_path / "sent.yml", root / "content/en/topics/tailings-safety.yml"
    before = target.read_bytes()
    sent.write_text("title: x\n", encoding="utf-8")
    done = run("receive", sent, "--as", "content/en/topics/tailings-safety.yml")
    assert done.exit_code == 1
    assert 'The field "summary" is missing.' in done.output
    assert done.output.endswith(
        "Error: content/en/topics/tailings-safety.yml was not changed. Mend the file, or send it back with these messages.\n"
    )
    assert target.read_bytes() == before
    assert run("receive", sent, "--as", "content/en/topics/new.yml").exit_code == 1
    assert not (root / "content/en/topics/new.yml").exists()


@pytest.mark.parametrize(
    "place",
    [
        "content/en/../../x.yml",
        "content/kk/topics/a.yml",
        "content/en/topic/a.yml",
        "content/en/topics/A.yml",
        "/etc/a.yml",
    ],
)
def test_receive_knows_only_places_of_records(run: Run, tmp_path: Path, place: str) -> None:
    sent = tmp_path / "sent.yml"
    sent.write_text("title: x\n", encoding="utf-8")
    assert "is no place of a record" in run("receive", sent, "--as", place).output
    assert "does not say where it belongs" in run("receive", sent).output


def test_receive_knows_the_names_that_the_form_gives(run: Run, root: Path, tmp_path: Path) -> None:
    original, translation = root / "content/en/organizations/unece.yml", root / "content/ru/organizations/unece.yml"
    texts = {path: path.read_text(encoding="utf-8") for path in (original, translation)}
    sent = [tmp_path / "organizations.ece.ru (1).yml", tmp_path / "organizations.ece.en.yml"]
    for file, path in zip(sent, (translation, original), strict=True):
        file.write_text(texts[path], encoding="utf-8")
    done = run("receive", *sent)  # the translation is given first and comes second
    assert done.output == "content/en/organizations/ece.yml written.\ncontent/ru/organizations/ece.yml written.\n"
    assert (root / "content/ru/organizations/ece.yml").read_text(encoding="utf-8") == texts[translation]
    assert run("check").exit_code == 0


def test_the_place_of_several_files_cannot_be_named(run: Run, tmp_path: Path) -> None:
    sent = [tmp_path / "a.yml", tmp_path / "b.yml"]
    for file in sent:
        file.write_text("title: x\n", encoding="utf-8")
    done = run("receive", *sent, "--as", "content/en/topics/a.yml")
    assert "Error: --as names the place of one file." in done.output
