"""A file that was read is read again only when somebody has written it; one written a moment ago says nothing yet."""

from __future__ import annotations

import os
import time
from pathlib import Path

from kb.library import Library, load
from kb.untouched import state_of
from support import Make, change

TOPIC = "content/en/topics/tailings-safety.yml"


def _rest(path: Path, seconds: float = 60) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_file_just_written_or_missing_has_no_state(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    assert state_of(path) is None
    path.write_text("a: 1\n")
    assert state_of(path) is None
    _rest(path)
    assert state_of(path) is None  # its times were set a moment ago: any time can be set, but not that of the setting


def test_what_rests_has_a_state_and_every_change_another(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: 1\n")
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 10_000_000_000)
    first = state_of(path)
    assert first is not None
    assert state_of(path) == first
    path.write_text("a: 2\n")
    assert state_of(path) != first
    second = state_of(path)
    path.unlink()
    path.symlink_to(tmp_path)
    assert state_of(path) not in (first, second)


def test_a_change_that_keeps_size_and_time_is_seen(make: Make, monkeypatch) -> None:
    """As editors do that put the old time back."""
    root, seen = make(), {}
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 10_000_000_000)
    assert isinstance(load(root, seen), Library)
    before = (root / TOPIC).stat()
    title = (root / TOPIC).read_text(encoding="utf-8").partition("title: ")[2][:4]
    change(root / TOPIC, {f"title: {title}": f"title: {title[::-1]}"})
    os.utime(root / TOPIC, ns=(before.st_atime_ns, before.st_mtime_ns))
    library = load(root, seen)
    assert isinstance(library, Library)
    assert library.records["topics/tailings-safety"].data.title.startswith(title[::-1])
