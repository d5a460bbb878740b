"""One folder in the place of another, in one step where the system has such a step (Linux), else in two that can be mended."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change their names at once; False where the system or the disk cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def swap(made: Path, target: Path) -> None:
    """Put the folder `made`, which stands beside `target`, in its place. Killed at any moment, `target` is the old folder
    or the new one, at the latest after `kb.switching.recover`."""
    _reach_the_disk(made)
    if not exchange(made, target):
        old = target.with_name(f".{target.name}.old")
        target.rename(old)
        try:
            made.rename(target)
        except OSError:
            old.rename(target)
            raise
        made = old
    shutil.rmtree(made, ignore_errors=True)


def _reach_the_disk(folder: Path) -> None:
    """Wait until everything written stands on the disk: a power cut must not find a new folder with empty files."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
