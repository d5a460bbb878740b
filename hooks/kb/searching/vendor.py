"""The libraries of others that the search needs, joined into one script: see `docs/assets/vendor/README.md`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

FOLDER = Path("docs/assets/vendor")
# Only comments that have their lines to themselves: what stands in a line of code may be part of a string.
_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def vendored(root: Path) -> list[dict[str, Any]]:
    """What `vendor.json` says: name, version, licence, files with their digests; empty where there is none."""
    path = root / FOLDER / "vendor.json"
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return found


def library_script(root: Path) -> bytes:
    """All libraries as one script, their licences first."""
    licences, code = [], []
    for library in vendored(root):
        licence = (root / FOLDER / library["licence_file"]).read_text(encoding="utf-8").strip()
        licences.append(f"{library['name']} {library['version']}\n\n{licence}")
        code += [_code(root, file) for file in library["files"]]
    return ("/*!\n" + "\n\n".join(licences) + "\n*/\nvar BaseStemmer;\n" + "\n".join(code)).encode()


def _code(root: Path, file: dict[str, Any]) -> str:
    """One file without its comments, with the changes that `vendor.json` names."""
    code = (root / FOLDER / file["path"]).read_text(encoding="utf-8") + "\n"
    for change in file.get("changed", []):
        if change["old"] not in code:
            raise ValueError(f"{file['path']} does not hold what is to be changed: {change['old']}")
        code = code.replace(change["old"], change["new"])
    return _INDENT.sub("", _COMMENT.sub("", code))
