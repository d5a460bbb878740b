"""A new folder in the place of an old one: made aside, switched in at the end, so that nothing is ever half
there; in one step where the system has such a step (Linux), else in two that can be mended."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def recover(target: Path) -> None:
    """Mend what a build left that was killed while it switched: the old folder comes back, leftovers go."""
    if _old(target).exists():
        if target.exists():
            shutil.rmtree(_old(target))
        else:
            _old(target).rename(target)
    for leftover in target.parent.glob(f".{target.name}.new-*"):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A fresh folder to fill; it takes the place of `target` when the block ends well, else `target` stays as it was.

    Whoever comes second with the same target waits until the first is ready.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target):
        recover(target)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        try:
            yield made
            made.chmod(0o755)
            if target.exists():
                swap(made, target)
            else:
                made.rename(target)
        finally:
            shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """The system frees the lock when the process ends, however it ends; the empty file may stay."""
    lock = FileLock(target.with_name(f".{target.name}.lock"))
    try:
        lock.acquire(blocking=False)
    except Timeout:
        print(f"{target.name}/ is being made by another process; waiting for it.", file=sys.stderr)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


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
    or the new one, at the latest after `recover`."""
    _reach_the_disk(made)
    if not exchange(made, target):
        old = _old(target)
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
