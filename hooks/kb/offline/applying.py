"""An update put to an unpacked bundle: afterwards the folder is exactly the new edition, or what it was before."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from kb.offline.archive import Tick, opened
from kb.offline.faults import OfflineFault, plainly
from kb.offline.manifest import MANIFEST, Entry, Manifest
from kb.offline.updates import Update
from kb.offline.verifying import files_of, folder_manifest
from kb.switching import recover, swap

_SPARE = 5_000_000


def apply(path: Path, folder: Path, tick: Tick = lambda: None) -> str:
    """Bring the bundle in `folder` to the edition that the update at `path` leads to; returns what was done."""
    folder = folder.resolve()
    if os.path.ismount(folder):
        raise OfflineFault(f"{folder} is the top of a drive. Put the bundle into a folder of its own, then update it.")
    with plainly(folder):
        recover(folder)
    with opened(path) as archive:
        update = Update.of(archive)
    if update.wrong:
        raise OfflineFault("\n".join([f"{path.name} is damaged; nothing was changed.", *update.wrong[:5]]))
    old = folder_manifest(folder)
    if old.id == update.after.id:
        return f"{folder.name} is already {update.after.name}."
    if old.id != update.before.id:
        name = f"{old.edition.name} of {old.edition.day}"
        message = f"{path.name} is for {update.before.name}, but {folder.name} holds {name}. Nothing was changed."
        raise OfflineFault(f"{message} Get the update for that edition, or the whole bundle.")
    _ready(folder, old, update)
    with plainly(folder):
        _replace(folder, old, update, tick)
    return f"{folder.name} is now {update.after.name}: {len(update.files)} files new or changed."


def _ready(folder: Path, old: Manifest, update: Update) -> None:
    """A fault when the folder cannot become exactly the new edition without losing something."""
    strangers = [path for path in files_of(folder) if path not in old.files]
    if strangers:
        first = ", ".join(strangers[:3])
        message = f"{folder.name} holds {len(strangers)} files that do not belong to the bundle ({first})."
        raise OfflineFault(f"{message} Move them elsewhere, then update; nothing was changed.")
    needed = sum(entry.size for entry in update.manifest.files.values()) + _SPARE
    with plainly(folder):
        free = shutil.disk_usage(folder.parent).free
    if free < needed:
        message = f"The update needs {needed // 10**6} MB on the disk of {folder}, {free // 10**6} MB are free."
        raise OfflineFault(f"{message} Free some room and try again; nothing was changed.")


def _replace(folder: Path, old: Manifest, update: Update, tick: Tick) -> None:
    """Make the new edition beside the old one and put it in its place."""
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
    try:
        made.chmod(0o755)
        for path, entry in update.manifest.files.items():
            data = update.files.get(path)
            _write(made / path, _kept(folder, path, entry, old) if data is None else data)
            tick()
        _write(made / MANIFEST, update.manifest.encode())
        swap(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _kept(folder: Path, path: str, entry: Entry, old: Manifest) -> bytes:
    """A file that the update leaves as it is, if it is still what the manifest says."""
    data = (folder / path).read_bytes() if (folder / path).is_file() else b""
    if old.files.get(path) != entry or Entry.of(data) != entry:
        message = f"{folder.name}: {path} is missing or was altered; nothing was changed."
        raise OfflineFault(f"{message} Unpack the old bundle anew, or get the whole new one.")
    return data


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
