"""A new folder in the place of an old one: made aside, switched in at the end, so that nothing is ever half there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def recover(target: Path) -> None:
    """Mend what a build left that was killed while it switched: the old folder comes back, leftovers go."""
    if _old(target).exists():
        if target.exists():
            shutil.rmtree(_old(target))
        else:
            _old(target).rename(target)
    for leftover in target.parent.glob(f".{target.name}.new-*"):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A fresh folder to fill; it takes the place of `target` when the block ends well, else `target` stays as it was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    recover(target)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    try:
        yield made
        made.chmod(0o755)
        if target.exists():
            target.rename(_old(target))
        made.rename(target)
        shutil.rmtree(_old(target), ignore_errors=True)
    finally:
        shutil.rmtree(made, ignore_errors=True)
