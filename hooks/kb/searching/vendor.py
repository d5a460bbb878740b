"""The libraries of others that the search needs, joined into one script: see `docs/assets/vendor/README.md`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kb.vendored import packages

# Only comments that have their lines to themselves: what stands in a line of code may be part of a string.
_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def library_script(root: Path) -> bytes:
    """All libraries as one script, their licences first."""
    licences, code = [], []
    for library in packages(root):
        if library.used_for == "search":
            licences.append(f"{library.name} {library.version}\n\n{library.licence_text(root)}")
            code += [_code(root / library.place, file) for file in library.files]
    return ("/*!\n" + "\n\n".join(licences) + "\n*/\nvar BaseStemmer;\n" + "\n".join(code)).encode()


def _code(folder: Path, file: dict[str, Any]) -> str:
    """One file without its comments, with the changes that `vendor.json` names."""
    code = (folder / file["path"]).read_text(encoding="utf-8") + "\n"
    for change in file.get("changed", []):
        if change["old"] not in code:
            raise ValueError(f"{file['path']} does not hold what is to be changed: {change['old']}")
        code = code.replace(change["old"], change["new"])
    return _INDENT.sub("", _COMMENT.sub("", code))
