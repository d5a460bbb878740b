"""Zip archives: written the same way every time, read with distrust."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kb.offline.faults import OfflineFault, plainly
from kb.offline.names import safe

MOST = 1_000_000_000
"""Bytes that an archive may unpack to: far more than any bundle, far less than a disk."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
Tick = Callable[[], None]


def write_zip(
    path: Path, files: Mapping[str, bytes], moment: str, tick: Tick = lambda: None, stored: frozenset[str] = frozenset()
) -> None:
    """Write files in the order given, those in `stored` uncompressed; times from `moment` (ISO), fixed permissions:
    same input, same bytes."""
    when = datetime.fromisoformat(moment).timetuple()[:6]
    with plainly(path), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (max(when[0], 1980), *when[1:]))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, on every system: else permissions and bytes would differ
            info.external_attr = 0o100644 << 16
            archive.writestr(info, data)
            tick()


class Archive:
    """An opened zip whose names were checked: `names` maps them to sizes, in the order of the archive."""

    def __init__(self, archive: zipfile.ZipFile, shown: str) -> None:
        self._archive, self.shown = archive, shown
        self.names: dict[str, int] = {}
        for info in archive.infolist():
            if info.is_dir() and safe(info.filename.rstrip("/")):
                continue
            if not safe(info.filename):
                raise OfflineFault(
                    f"{shown} holds a name that leads outside or is unsafe: {info.filename!r}. Don't use it."
                )
            if info.filename in self.names:
                raise OfflineFault(f"{shown} holds {info.filename} twice. Don't use it.")
            self.names[info.filename] = info.file_size
        if sum(self.names.values()) > MOST:
            raise OfflineFault(f"{shown} would unpack to more than {MOST // 10**9} GB. It is no bundle; don't use it.")

    def read(self, name: str) -> bytes:
        """The content of a file; a fault when it is damaged."""
        try:
            return self._archive.read(name)
        except KeyError:
            raise OfflineFault(f"{self.shown} does not hold {name}.") from None
        except _UNREADABLE:
            raise OfflineFault(f"{self.shown}: {name} is damaged.") from None


class NoZip(OfflineFault):
    """The file is no zip, or only the beginning of one."""


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at `path`; faults when it cannot be read or trusted."""
    with plainly(path):
        try:
            archive = zipfile.ZipFile(path)
        except _UNREADABLE:
            raise NoZip(f"{path.name} is no complete zip archive: it was cut short or damaged. Get it anew.") from None
    with archive:
        yield Archive(archive, path.name)
