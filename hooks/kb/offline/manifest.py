"""What is in a bundle: its edition, and every file with size and digest. Stands in it as `manifest.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kb.offline.faults import OfflineFault
from kb.offline.names import safe

MANIFEST = "manifest.json"
_FORMAT = 1


@dataclass(frozen=True)
class Edition:
    """Which state of the knowledge base this is. `moment` is ISO, UTC; `records` counts by collection."""

    bundle: str
    version: str
    commit: str
    moment: str
    records: dict[str, int]

    @property
    def name(self) -> str:
        """The edition for people: 2026.11 (b9dd78b)."""
        return f"{self.version} ({self.commit})" if self.commit else self.version

    @property
    def day(self) -> str:
        """Its date, ISO."""
        return self.moment[:10]

    @property
    def tag(self) -> str:
        """The edition in the name of a file: 2026.11-b9dd78b."""
        return f"{self.version}-{self.commit}".removesuffix("-").replace("+", "-changed")


@dataclass(frozen=True)
class Entry:
    """A file: size in bytes and SHA-256."""

    size: int
    digest: str

    @classmethod
    def of(cls, data: bytes) -> Entry:
        """The entry of a file's content."""
        return cls(len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True)
class Manifest:
    """The edition and its files by path, without the manifest itself."""

    edition: Edition
    files: dict[str, Entry]

    @classmethod
    def of(cls, edition: Edition, files: Mapping[str, bytes]) -> Manifest:
        """The manifest of files given by path and content."""
        return cls(edition, {path: Entry.of(files[path]) for path in sorted(files)})

    def encode(self) -> bytes:
        """The manifest as the bytes of its file; the same manifest gives the same bytes."""
        entries = {path: [entry.size, entry.digest] for path, entry in self.files.items()}
        made = {"format": _FORMAT, **asdict(self.edition), "files": entries}
        return (json.dumps(made, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n").encode()

    @property
    def id(self) -> str:
        """What tells one bundle from every other: the digest of its manifest."""
        return hashlib.sha256(self.encode()).hexdigest()

    @classmethod
    def decode(cls, data: bytes) -> Manifest:
        """The manifest in the bytes of a file; a fault when they are not one, or name a path that leads outside."""
        try:
            found: dict[str, Any] = json.loads(data)
            entries = {path: Entry(int(size), str(digest)) for path, (size, digest) in found.pop("files").items()}
            if found.pop("format") != _FORMAT:
                raise OfflineFault("The manifest is of a format that this version of kb does not know. Update kb.")
            made = cls(Edition(**found), entries)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise OfflineFault(f"{MANIFEST} cannot be read: the bundle is damaged. Get it anew.") from None
        outside = [path for path in entries if not safe(path)]
        if outside or not safe(made.edition.bundle):
            raise OfflineFault(
                f"{MANIFEST} names a path that leads outside: {(outside or [made.edition.bundle])[0]!r}."
            )
        return made
