"""What goes wrong with bundles, told in plain sentences."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class OfflineFault(Exception):
    """The message is one or more plain sentences: what was found, and what to do."""


_SENTENCES = {
    errno.ENOSPC: "There is no room left on the disk of {place}. Free some and try again; what was there before is unchanged.",
    errno.EDQUOT: "Your quota on the disk of {place} is used up. Free some room and try again; what was there before is unchanged.",
    errno.EFBIG: "The disk of {place} takes no file as large as this. Use another one; what was there before is unchanged.",
    errno.EROFS: "{place} stands on a disk that can only be read. Choose another place; what was there before is unchanged.",
    errno.EACCES: "{place} may not be written to or read. Check its permissions; what was there before is unchanged.",
    errno.EPERM: "{place} may not be changed. Check its permissions; what was there before is unchanged.",
    errno.ENOENT: "{place} is not there. Check the name.",
    errno.EISDIR: "{place} is a folder. Expected a file.",
    errno.ENOTDIR: "{place} leads through a file. Expected folders only.",
}


def sentence(error: OSError, place: Path) -> str:
    """What the system's refusal means for somebody who wanted something at `place`."""
    known = _SENTENCES.get(error.errno or 0)
    if known:
        return known.format(place=place)
    return f"{place}: the system refused: {error.strerror or error}. What was there before is unchanged."


@contextmanager
def plainly(place: Path) -> Iterator[None]:
    """Errors of the system inside the block become faults."""
    try:
        yield
    except OSError as error:
        raise OfflineFault(sentence(error, place)) from None
