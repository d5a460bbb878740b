"""Builds that are killed, that run at the same time, and that cannot write: the last good site stays, or the new one is whole."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support import change, small_knowledge_base

KB = str(Path(sys.executable).parent / "kb")
KILLS = int(os.environ.get("KB_KILLS", "5"))
"""How many builds are killed; `make kills` takes fifty."""
TITLE = "title: Workshop on Industrial Safety"
RECORD = "content/en/workshops/2018-09-almaty.yml"


def digest(site: Path) -> str:
    """One word for every file of a site and its bytes."""
    made = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file():
            made.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()


def build(root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([KB, "build"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    said, complained = process.communicate()
    assert process.returncode == 0, said + complained
    return complained


@pytest.fixture(scope="module")
def two_states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str, float]:
    """A built knowledge base, the digests of its site before and after a change, and the seconds that a build takes."""
    root = small_knowledge_base(tmp_path_factory.mktemp("interrupted") / "knowledge")
    finish(build(root))
    before = digest(root / "site")
    _other(root)
    began = time.monotonic()
    finish(build(root))
    seconds = time.monotonic() - began
    after = digest(root / "site")
    _back(root)
    finish(build(root))
    assert digest(root / "site") == before != after
    return root, before, after, seconds


def _other(root: Path) -> None:
    change(root / RECORD, {TITLE: f"{TITLE} anew"})


def _back(root: Path) -> None:
    change(root / RECORD, {f"{TITLE} anew": TITLE})


def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_the_next_one_works(two_states) -> None:
    root, before, after, seconds = two_states
    chance, found = random.Random(7), []
    _other(root)
    for _ in range(KILLS):
        process = build(root)
        time.sleep(chance.uniform(0, seconds * 1.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found.append(digest(root / "site"))
        assert found[-1] in (before, after)
    finish(build(root))
    assert digest(root / "site") == after
    assert [path.name for path in root.iterdir() if ".new-" in path.name or path.name.endswith(".old")] == []
    _back(root)
    finish(build(root))
    print(f"killed {KILLS}: {found.count(before)} times the old site, {found.count(after)} times the new one")


def test_no_process_goes_on_after_the_build_is_killed(two_states) -> None:
    root, _, _, seconds = two_states
    process = build(root)
    time.sleep(seconds / 2)
    process.kill()
    process.communicate()
    time.sleep(1)
    for entry in Path("/proc").glob("[0-9]*/cwd"):
        try:
            assert entry.resolve() != root.resolve(), entry
        except OSError:
            continue


def test_two_builds_at_once_wait_for_each_other(two_states) -> None:
    root, before, _, _ = two_states
    said = [finish(process) for process in [build(root) for _ in range(3)]]
    assert digest(root / "site") == before
    assert sum("is being made by another process; waiting for it." in each for each in said) >= 1


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(two_states, tmp_path: Path) -> None:
    root = two_states[0]
    (tmp_path / "file").write_text("no folder")
    done = subprocess.run(
        [KB, "build", "--site", str(tmp_path / "file/site")], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "The site was not built, the last one is as it was: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(
    not Path("/dev/shm").is_dir() or os.geteuid() != 0, reason="needs a disk of its own that can be full"
)
def test_a_full_disk_leaves_the_last_site(two_states, tmp_path: Path) -> None:
    root, disk = two_states[0], tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        finish(
            subprocess.Popen([KB, "build", "--site", str(disk / "site")], cwd=root, text=True, stderr=subprocess.PIPE)
        )
        before = digest(disk / "site")
        (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - 200_000))
        done = subprocess.run([KB, "build", "--site", str(disk / "site")], cwd=root, capture_output=True, text=True)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "No space left" in done.stderr
        assert digest(disk / "site") == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)
