"""The engine, run: pages of the library -> a static site in `site/`. MkDocs is called as a program, never imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kb.switching import replacing

_ENGINE = [sys.executable, "-m", "mkdocs"]


class BuildFailed(Exception):
    """The engine stopped; what it said is the message."""


def _environment(root: Path) -> dict[str, str]:
    """The environment of the engine: the hooks of this knowledge base first, notices of third parties off."""
    hooks = str(root / "hooks")
    path = os.pathsep.join(part for part in (hooks, os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def build(root: Path, target: Path) -> None:
    """Build the site of the knowledge base at `root` into `target`, which stays as it was if anything fails."""
    with replacing(target) as made:
        command = [*_ENGINE, "build", "--strict", "--quiet", "--site-dir", str(made)]
        done = subprocess.run(command, cwd=root, env=_environment(root), text=True, capture_output=True, check=False)
        if done.returncode:
            raise BuildFailed((done.stderr or done.stdout).strip())
        if done.stderr.strip():
            print(done.stderr.strip(), file=sys.stderr)


def serve(root: Path, address: str) -> int:
    """Serve the site and rebuild it whenever a record, a label or a template changes; returns the engine's exit code."""
    command = [*_ENGINE, "serve", "--dev-addr", address]
    return subprocess.run(command, cwd=root, env=_environment(root), check=False).returncode
