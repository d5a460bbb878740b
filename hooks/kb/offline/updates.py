"""A small archive that turns one edition of the bundle into another: only what changed, and both editions by name.

Laid out like the bundle, so that somebody without this program may unpack it over the old folder.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from kb.offline.archive import Archive
from kb.offline.faults import OfflineFault
from kb.offline.manifest import MANIFEST, Entry, Manifest

UPDATE = "update.json"
_FORMAT = 1


@dataclass(frozen=True)
class Side:
    """One of the two editions: the id of its manifest, and its name for people."""

    id: str
    name: str

    @classmethod
    def of(cls, manifest: Manifest) -> Side:
        """The side that a manifest stands for."""
        return cls(manifest.id, f"{manifest.edition.name} of {manifest.edition.day}")


def update_files(old: Manifest, new: Manifest, files: dict[str, bytes]) -> dict[str, bytes]:
    """What an update archive holds, in order. `files` are those of the new edition."""
    top = new.edition.bundle
    sides = {"format": _FORMAT, "from": asdict(Side.of(old)), "to": asdict(Side.of(new))}
    changed = [path for path, entry in new.files.items() if old.files.get(path) != entry]
    return {
        UPDATE: (json.dumps(sides, ensure_ascii=False, indent=1) + "\n").encode(),
        f"{top}/{MANIFEST}": new.encode(),
        **{f"{top}/{path}": files[path] for path in changed},
    }


@dataclass(frozen=True)
class Update:
    """An update archive, read: where it leads from and to, the new manifest, the changed files."""

    shown: str
    before: Side
    after: Side
    manifest: Manifest
    files: dict[str, bytes]

    @classmethod
    def of(cls, archive: Archive) -> Update:
        """The update in an archive; a fault when it is none."""
        if UPDATE not in archive.names:
            raise OfflineFault(f"{archive.shown} is no update: it holds no {UPDATE}.")
        before, after = _sides(archive)
        tops = [name for name in archive.names if name.endswith(f"/{MANIFEST}") and name.count("/") == 1]
        if len(tops) != 1:
            raise OfflineFault(f"{archive.shown} is no update: it holds no {MANIFEST}.")
        top = tops[0].removesuffix(MANIFEST)
        names = [name for name in archive.names if name.startswith(top) and name != tops[0]]
        files = {name.removeprefix(top): archive.read(name) for name in names}
        return cls(archive.shown, before, after, Manifest.decode(archive.read(tops[0])), files)

    @property
    def said(self) -> str:
        """What it says it is."""
        return f"{self.shown}: update from {self.before.name} to {self.after.name}, {len(self.files)} files"

    @property
    def wrong(self) -> list[str]:
        """What in it is not as its manifest says, one sentence each."""
        found = [
            f"{path} was altered or is damaged."
            for path, data in self.files.items()
            if self.manifest.files.get(path) != Entry.of(data)
        ]
        if self.manifest.id != self.after.id:
            found.append(f"{MANIFEST} was altered or is damaged.")
        return found


def _sides(archive: Archive) -> tuple[Side, Side]:
    try:
        said: dict[str, Any] = json.loads(archive.read(UPDATE))
        return Side(**said["from"]), Side(**said["to"])
    except (ValueError, TypeError, KeyError):
        raise OfflineFault(f"{archive.shown}: {UPDATE} cannot be read. Get the update anew.") from None
