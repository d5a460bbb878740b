"""An update turns the old folder into exactly the new one, or leaves it as it was: also when it is killed on the way."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from trees import tree

from kb.offline import applying
from kb.offline.applying import apply
from kb.offline.faults import OfflineFault
from kb.offline.verifying import verify
from kb.switching import recover

# Dies, as in a power cut, at the Nth thing that the program asks of the system after it was called.
DIES = """
import os, sys
from pathlib import Path
from kb.offline.applying import apply
left = [int(sys.argv[3])]
def watch(event, args):
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree", "tempfile.mkdtemp"):
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
sys.addaudithook(watch)
apply(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_the_folder_becomes_exactly_the_new_edition(zips, unpack) -> None:
    folder, expected = unpack("old"), tree(unpack("new"))
    (folder / ".DS_Store").write_bytes(b"x")
    assert "is now 2026.12 (bbbbbbb) of 2026-12-24: 2 files new or changed." in apply(zips["update"], folder)
    assert tree(folder) == expected
    assert verify(folder)[1] == []
    assert [path.name for path in folder.parent.iterdir()] == ["base"]
    assert "is already 2026.12" in apply(zips["update"], folder)


def _refused(zips, folder: Path) -> str:
    before = tree(folder)
    with pytest.raises(OfflineFault) as fault:
        apply(zips["update"], folder)
    assert tree(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    return str(fault.value)


def test_another_edition(zips, unpack) -> None:
    folder = unpack("old")
    manifest = folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"aaaaaaa", b"ccccccc"))
    assert "is for 2026.11 (aaaaaaa) of 2026-11-24, but base holds 2026.11 (ccccccc)" in _refused(zips, folder)


def test_an_altered_file(zips, unpack) -> None:
    folder = unpack("old")
    (folder / "pages/7/index.html").write_bytes(b"altered")
    assert "pages/7/index.html is missing or was altered; nothing was changed." in _refused(zips, folder)


def test_a_missing_file(zips, unpack) -> None:
    folder = unpack("old")
    (folder / "assets/kb.css").unlink()
    assert "assets/kb.css is missing or was altered" in _refused(zips, folder)


def test_files_of_the_reader_are_not_lost(zips, unpack) -> None:
    folder = unpack("old")
    (folder / "notes.txt").write_text("mine")
    assert "(notes.txt). Move them elsewhere" in _refused(zips, folder)


def test_a_damaged_update(zips, unpack) -> None:
    with zipfile.ZipFile(zips["update"]) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(zips["update"], "w") as archive:
        for name, data in files.items():
            archive.writestr(name, b"lies" if name == "base/index.html" else data)
    assert "index.html was altered or is damaged." in _refused(zips, unpack("old"))


def test_an_update_cut_short_and_a_bundle_in_its_place(zips, unpack) -> None:
    folder = unpack("old")
    data = zips["update"].read_bytes()
    zips["update"].write_bytes(data[: len(data) // 2])
    assert "cut short" in _refused(zips, folder)
    shutil.copy(zips["new"], zips["update"])
    assert "is no update" in _refused(zips, folder)


def test_a_folder_that_is_none(zips, unpack) -> None:
    folder = unpack("old")
    with pytest.raises(OfflineFault, match=r'is no unpacked bundle\. Did you mean ".*base"'):
        apply(zips["update"], folder.parent)
    with pytest.raises(OfflineFault, match="Give the folder that holds"):
        apply(zips["update"], folder / "nowhere")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(errno.ENOSPC, "no room left"), (errno.EROFS, "can only be read"), (errno.EACCES, "Check its permissions")],
)
def test_a_disk_that_refuses(zips, unpack, monkeypatch, code, sentence) -> None:
    written = []

    def write(path: Path, data: bytes) -> None:
        if len(written) == 9:
            raise OSError(code, os.strerror(code))
        path.parent.mkdir(parents=True, exist_ok=True)
        written.append(path.write_bytes(data))

    monkeypatch.setattr(applying, "_write", write)
    assert sentence in _refused(zips, unpack("old"))


def test_too_little_room_is_told_before_anything_is_written(zips, unpack, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
    assert "0 MB are free" in _refused(zips, unpack("old"))


def test_without_an_exchange_the_old_folder_comes_back_when_the_second_step_fails(zips, unpack, monkeypatch) -> None:
    monkeypatch.setattr("kb.switching.exchange", lambda *_: False)
    real, count = Path.rename, []

    def rename(path: Path, target: Path) -> Path:
        count.append(path)
        if len(count) == 2:
            raise OSError(errno.EIO, "refused")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    assert "the system refused" in _refused(zips, unpack("old"))


def _state(folder: Path, old: dict[str, bytes], new: dict[str, bytes]) -> str:
    found = tree(folder)
    return "old" if found == old else "new" if found == new else "broken"


def _dies_at(step: int, update: Path, folder: Path) -> int:
    return subprocess.run([sys.executable, "-c", DIES, str(update), str(folder), str(step)], check=False).returncode


def test_killed_at_any_step_it_is_the_old_folder_or_the_new_one(zips, unpack, tmp_path) -> None:
    """Before the next command mends anything: the folder under its own name is whole at every moment."""
    source, new = unpack("old"), tree(unpack("new"))
    old, seen, step = tree(source), set(), 0
    while True:
        folder = tmp_path / f"step-{step}" / "base"
        shutil.copytree(source, folder)
        code = _dies_at(step, zips["update"], folder)
        state = _state(folder, old, new)
        assert state != "broken", f"killed at step {step}"
        seen.add(state)
        recover(folder)
        assert [path.name for path in folder.parent.iterdir()] == ["base"]
        assert _state(folder, old, new) == state
        if code == 0:
            break
        step += 7 if 5 < step < 80 else 1
    assert seen == {"old", "new"}
    assert step > 80


def test_killed_at_random_moments(zips, unpack, tmp_path) -> None:
    """From outside, as a task manager or a plug pulled would do it."""
    source, new = unpack("old"), tree(unpack("new"))
    old, chance = tree(source), random.Random(6)
    for number in range(12):
        folder = tmp_path / f"kill-{number}" / "base"
        shutil.copytree(source, folder)
        process = subprocess.Popen([sys.executable, "-c", DIES, str(zips["update"]), str(folder), "100000"])
        time.sleep(chance.uniform(0.05, 0.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert _state(folder, old, new) in {"old", "new"}
