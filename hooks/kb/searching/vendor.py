"""The libraries of others, joined into one script for each use: see `docs/assets/vendor/README.md`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kb.vendored import packages

# Only comments that have their lines to themselves: what stands in a line of code may be part of a string.
_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def library_script(root: Path, name: str) -> bytes:
    """All libraries of one script, such as `search-library.js`, their licences first."""
    libraries = [library for library in packages(root) if library.script == name]
    licences = [f"{library.name} {library.version}\n\n{library.licence_text(root)}" for library in libraries]
    declared = [f"var {library.declares};" for library in libraries if library.declares]
    code = [_code(root / library.place, file) for library in libraries for file in library.files]
    return ("/*!\n" + "\n\n".join(licences) + "\n*/\n" + "\n".join([*declared, *code])).encode()


def _code(folder: Path, file: dict[str, Any]) -> str:
    """One file without its comments, with the changes that `vendor.json` names."""
    code = (folder / file["path"]).read_text(encoding="utf-8") + "\n"
    for change in file.get("changed", []):
        if change["old"] not in code:
            raise ValueError(f"{file['path']} does not hold what is to be changed: {change['old']}")
        code = code.replace(change["old"], change["new"])
    return _INDENT.sub("", _COMMENT.sub("", code))
