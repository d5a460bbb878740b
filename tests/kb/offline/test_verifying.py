"""Whether a bundle is complete and unaltered, and what exactly is not."""

import gzip
import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.compressing import compress
from kb.offline.faults import OfflineFault
from kb.offline.verifying import verify


@pytest.mark.parametrize(
    ("name", "said"), [("old", "2026.11 (aaaaaaa) of 2026-11-24, 23 files"), ("update", "update from 2026.11")]
)
def test_a_whole_archive(zips, name, said) -> None:
    found, wrong = verify(zips[name])
    assert said in found
    assert wrong == []


def test_an_unpacked_folder_with_what_systems_leave_in_it(unpack) -> None:
    folder = unpack("old")
    (folder / "Thumbs.db").write_bytes(b"x")
    assert verify(folder)[1] == []


def test_compressed_copies_for_a_server_are_no_strangers_while_they_hold_the_same(unpack) -> None:
    folder = unpack("old")
    assert compress(folder).made
    assert verify(folder)[1] == []
    (folder / "pages/1/index.html.gz").write_bytes(gzip.compress(b"other"))
    (folder / "pages/2/index.html.br").write_bytes(b"broken")
    assert verify(folder)[1] == [
        "pages/1/index.html.gz does not belong to the bundle.",
        "pages/2/index.html.br does not belong to the bundle.",
    ]


def test_every_fault_of_a_folder_is_named(unpack) -> None:
    folder = unpack("old")
    (folder / "index.html").write_bytes(b"OLD")
    (folder / "gone/index.html").unlink()
    (folder / "more.html").write_bytes(b"x")
    assert verify(folder)[1] == [
        "gone/index.html is missing.",
        "index.html was altered or is damaged.",
        "more.html does not belong to the bundle.",
    ]


@pytest.mark.parametrize("share", [0.99, 0.6, 0.3])
def test_an_archive_cut_short_tells_what_is_missing(zips, share) -> None:
    data = zips["old"].read_bytes()
    zips["old"].write_bytes(data[: int(len(data) * share)])
    _, wrong = verify(zips["old"])
    assert "cut short" in wrong[0]
    assert wrong[1].startswith("It was meant to be: 2026.11 (aaaaaaa)")
    assert len([line for line in wrong if line.endswith("is missing.")]) == 23 - int(wrong[1].split("; ")[1].split()[0])


def test_almost_nothing_of_an_archive(zips, tmp_path) -> None:
    for size in (0, 10, 400):
        path = tmp_path / f"cut-{size}.zip"
        path.write_bytes(zips["old"].read_bytes()[:size])
        assert "cut short" in verify(path)[1][0]


def test_one_byte_altered_anywhere_is_found(zips, tmp_path) -> None:
    """Every hundredth byte, one after another: of contents, of names, of the list at the end."""
    data = zips["old"].read_bytes()
    unnoticed = []
    for place in range(0, len(data), 101):
        path = tmp_path / "altered.zip"
        path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        (tmp_path / "SHA256SUMS").write_text(f"{hashlib.sha256(data).hexdigest()}  altered.zip\n")
        try:
            wrong = verify(path)[1]
        except OfflineFault as fault:
            wrong = [str(fault)]
        if not wrong:
            unnoticed.append(place)
    assert unnoticed == []


def test_a_file_altered_in_the_archive_is_named(zips, tmp_path) -> None:
    path = tmp_path / "altered.zip"
    with zipfile.ZipFile(zips["old"]) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) if name != "base/pages/3/index.html" else b"lies")
    assert verify(path)[1] == ["pages/3/index.html was altered or is damaged."]


@pytest.mark.parametrize("name", ["base/../../evil.html", "/evil.html", "C:\\evil.html", "base/con.html"])
def test_names_that_lead_outside_are_refused(zips, name) -> None:
    with zipfile.ZipFile(zips["old"], "a") as archive:
        archive.writestr(name, "x")
    with pytest.raises(OfflineFault, match="leads outside or is unsafe"):
        verify(zips["old"])


def test_the_command_says_it_and_its_exit_code_too(zips, tmp_path) -> None:
    run = CliRunner().invoke(main, ["offline", "--verify", str(zips["old"])])
    assert (run.exit_code, run.output.splitlines()[-1]) == (0, "Complete and unaltered.")
    shutil.copy(zips["old"], tmp_path / "cut.zip")
    (tmp_path / "cut.zip").write_bytes(zips["old"].read_bytes()[:1500])
    run = CliRunner().invoke(main, ["offline", "--verify", str(tmp_path / "cut.zip")])
    assert run.exit_code == 1
    assert "is missing." in run.output
    assert "Traceback" not in run.output


@pytest.mark.parametrize("path", ["nowhere.zip", "text.zip", "."])
def test_what_is_no_bundle_gets_a_sentence(tmp_path: Path, monkeypatch, path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.zip").write_text("not a zip")
    run = CliRunner().invoke(main, ["offline", "--verify", path])
    assert run.exit_code == 1
    assert run.output.rstrip().endswith((".", '"?'))
