"""Which state of a knowledge base a folder holds: version, commit, moment."""

from __future__ import annotations

import os
import subprocess
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

from kb.library import Library
from kb.offline.manifest import Edition


def edition(library: Library) -> Edition:
    """The edition of a library: the same for every build of one commit, on every machine."""
    commit, moment = _commit(library.root)
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():  # https://reproducible-builds.org/specs/source-date-epoch/
        moment = datetime.fromtimestamp(int(given), UTC)
    moment = moment or datetime.combine(library.reviewed, datetime.min.time(), UTC)
    return Edition(
        bundle=library.settings.bundle,
        version=_version(library.root, library.reviewed),
        commit=commit,
        moment=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        records={name: library.count(name) for name in library.order},
    )


def _version(root: Path, reviewed: date) -> str:
    """What `pyproject.toml` says, else year and month of the newest review."""
    path = root / "pyproject.toml"
    said = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return str(said.get("project", {}).get("version") or f"{reviewed:%Y.%m}")


def _commit(root: Path) -> tuple[str, datetime | None]:
    """Short name and moment of the commit, '+' behind the name when files differ from it; nothing without git."""
    said = _git(root, "log", "-1", "--abbrev=7", "--format=%h %ct")
    if not said:
        return "", None
    name, seconds = said.split()
    return name[:7] + ("+" if _git(root, "status", "--porcelain") else ""), datetime.fromtimestamp(int(seconds), UTC)


def _git(root: Path, *command: str) -> str:
    """What git says of the repository that begins at `root`; nothing where there is none."""
    if not (root / ".git").exists():
        return ""
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", "-C", str(root), *command], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
