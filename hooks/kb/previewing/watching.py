"""`kb serve`: looks whenever a file is saved, and starts anew when a program or a template was changed."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from threading import Thread

import click
from watchfiles import watch

from kb.previewing.preview import Preview
from kb.previewing.serving import Server
from kb.problems import summary

_PROGRAMS = ("hooks", "theme", "docs/assets", "mkdocs.yml")


def serve(root: Path, host: str, port: int) -> None:
    """Serve the knowledge base at `root` until somebody ends it with Ctrl+C."""
    if _served(root, host, port) == "anew":
        os.execv(sys.executable, [sys.executable, *sys.argv])


def _served(root: Path, host: str, port: int) -> str:
    """Serve; returns why it ended: somebody ended it, or programs have changed and it has to begin `anew`."""
    with tempfile.TemporaryDirectory(prefix="kb-serve-") as folder:
        preview = Preview(root, Path(folder) / "site")
        server = Server((host, port), preview)  # closed at the latest when this process ends
        Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"http://{host}:{server.server_port}/ (Ctrl+C ends it)")
        _look(preview)
        preview.call_engine()
        ended = _follow(root, preview)
        server.server_close()
        return ended


def _follow(root: Path, preview: Preview) -> str:
    watched = [root / name for name in ("content", "docs", *_PROGRAMS) if (root / name).exists()]
    for changes in watch(*watched, step=20, debounce=200, raise_interrupt=False):
        changed = {Path(path).relative_to(root).as_posix() for _, path in changes}
        if any(name.startswith(_PROGRAMS) and "__pycache__" not in name for name in changed):
            return "anew"
        _look(preview)
        if any(not _is_record(name) for name in changed):
            preview.call_engine()
    return "ended"


def _is_record(name: str) -> bool:
    """Whether a file is of a record: settings, labels and hand-written pages are the engine's business."""
    return name.startswith("content/") and name.count("/") == 3


def _look(preview: Preview) -> None:
    preview.look()
    if preview.problems:
        click.echo(summary(preview.problems))
