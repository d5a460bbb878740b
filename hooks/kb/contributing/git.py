"""What Git knows of the files: which were changed, and what a file was before. Git is called as a program."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path


class NoGit(Exception):
    """There is no Git, or no repository here; the message says which."""


def _git(root: Path, *words: str) -> bytes:
    command = ["git", "-c", "core.quotePath=false", "-C", str(root), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        raise NoGit("Git is not installed here.") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise NoGit(f"Git says: {reason[0]}.")
    return done.stdout


def changed_files(root: Path) -> set[str]:
    """Paths below `root` of the files that differ from the last commit, and of those that are new."""
    named = _git(root, "diff", "--name-only", "--relative", "-z", "HEAD", "--")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return {path.decode() for path in (named + new).split(b"\0") if path}


def former_texts(root: Path, path: str, most: int = 200) -> Iterator[bytes]:
    """What a file below `root` was in each commit that changed it, the newest first."""
    commits = _git(root, "log", f"--max-count={most}", "--format=%H", "--", path).decode().split()
    for commit in commits:
        try:
            yield _git(root, "show", f"{commit}:./{path}")
        except NoGit:
            continue  # the commit that deleted it
