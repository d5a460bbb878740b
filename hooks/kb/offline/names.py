"""Names of files that every system can hold: no two that Windows takes for one, none that it reserves, none too long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.names import RESERVED
from kb.offline.faults import OfflineFault

LONGEST = 150
"""Characters of a path inside the bundle: 110 of Windows' 260 are left for the folder it is unpacked in."""
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


def safe(path: str) -> bool:
    """Whether a path is relative, leads nowhere but down, and means the same on every system."""
    return all(
        _PART.fullmatch(part) and not part.endswith(".") and part.split(".")[0].lower() not in RESERVED
        for part in path.split("/")
    )


def check_names(paths: Iterable[str]) -> None:
    """A fault that names every path which some system could not hold."""
    found = list(_wrong(list(paths)))
    if found:
        raise OfflineFault("\n".join([*found, "Rename them; the bundle was not made."]))


def _wrong(paths: list[str]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for path in paths:
        if not safe(path):
            yield f"{path}: not every system can hold this name. Use Latin letters, digits, hyphens and dots."
        if len(path) > LONGEST:
            yield f"{path}: {len(path)} characters; more than {LONGEST} are too many for Windows."
        other = seen.setdefault(path.lower(), path)
        if other != path:
            yield f"{path} and {other}: Windows and macOS take these names for one."
