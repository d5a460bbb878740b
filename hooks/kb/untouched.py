"""Whether somebody has written a file since it was read, without reading it again."""

from __future__ import annotations

import time
from pathlib import Path

State = tuple[int, ...] | None
_RESTS = 3_000_000_000
"""Nanoseconds for which a file has to lie untouched: until then a second change might leave the same times behind. Git calls such
entries "racily clean" (Documentation/technical/racy-git.txt)."""


def state_of(path: Path) -> State:
    """What changes whenever somebody writes the file; None as long as it was written a moment ago, or is not there."""
    try:
        found = path.lstat()
    except OSError:
        return None
    rests = time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > _RESTS
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_mode) if rests else None
