"""`kb receive`: files that somebody sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run


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
    assert done.output.endswith("Error: Nothing was changed. Mend the file, or send it back with these messages.\n")
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
