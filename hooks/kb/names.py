"""Names of records: they are names of files and parts of addresses, on every system."""

from __future__ import annotations

import re

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 80
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}
)
"""Names that Windows keeps for devices, with whatever ending."""


def name_fault(name: str) -> str | None:
    """Why a slug cannot name a file everywhere, as what was expected; None where it can."""
    if len(name) > LONGEST:
        return f"a name of at most {LONGEST} characters"
    if name in RESERVED:
        return "a name that Windows does not keep for a device"
    return None


def is_name(text: str) -> bool:
    """Whether a text can name a record."""
    return bool(SLUG.fullmatch(text)) and name_fault(text) is None
