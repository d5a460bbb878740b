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


def commit(root: Path, name: str) -> str:
    """The commit that a name stands for: a branch, a tag, `HEAD~1`, the beginning of a digest."""
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except NoGit:
        _git(root, "rev-parse", "--git-dir")  # says so where there is no repository at all
        raise NoGit(f'There is no revision "{name}". git log and git branch list those that are there.') from None


def merge_base(root: Path, one: str, other: str) -> str:
    """The commit from which two have come."""
    return _git(root, "merge-base", one, other).decode().strip()


def archive(root: Path, commit: str, path: str) -> bytes:
    """A folder below `root` as it was in a commit, as a tar archive."""
    return _git(root, "archive", "--format=tar", commit, path)


def changed_between(root: Path, old: str, new: str | None) -> list[str]:
    """Paths below `root` of the files that differ between two commits, or between one and the files as they are."""
    named = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", old, *([new] if new else []), "--")
    fresh = b"" if new else _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return sorted({path.decode("utf-8", "replace") for path in (named + fresh).split(b"\0") if path})
