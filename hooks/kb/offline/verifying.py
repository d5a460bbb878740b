"""Whether a bundle is complete and unaltered: a zip, an update, or an unpacked folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kb.compressing import is_true_copy
from kb.offline.archive import Archive, NoZip, opened
from kb.offline.faults import OfflineFault, plainly
from kb.offline.manifest import MANIFEST, Entry, Manifest
from kb.offline.salvaging import whole_files
from kb.offline.updates import UPDATE, Update

Read = Callable[[str], bytes]
SUMS = "SHA256SUMS"
JUNK = {".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db"}
"""Files that systems leave in folders by themselves."""


def verify(path: Path) -> tuple[str, list[str]]:
    """What the bundle at `path` says it is, and everything that is wrong with it, one sentence each."""
    with plainly(path):
        if path.is_dir():
            return _verify_folder(path)
        wrong = list(_against_sums(path))
        try:
            with opened(path) as archive:
                said, found = _verify_zip(archive)
        except NoZip as fault:
            said, found = "", [str(fault), *_what_is_left(path)]
        return said, wrong + found


def _verify_zip(archive: Archive) -> tuple[str, list[str]]:
    if UPDATE in archive.names:
        update = Update.of(archive)
        return update.said, update.wrong
    manifest = zip_manifest(archive)
    top = next(iter(archive.names)).removesuffix(MANIFEST)
    sizes = {name.removeprefix(top): size for name, size in archive.names.items() if name != top + MANIFEST}
    return _said(manifest, archive.shown), list(_differences(manifest, sizes, lambda path: archive.read(top + path)))


def zip_manifest(archive: Archive) -> Manifest:
    """The manifest of a bundle, which its archive begins with."""
    name = next(iter(archive.names), "")
    if not name.endswith(f"/{MANIFEST}") or name.count("/") != 1:
        raise OfflineFault(f"{archive.shown} is no bundle: it does not begin with {MANIFEST}.")
    return Manifest.decode(archive.read(name))


def _verify_folder(folder: Path) -> tuple[str, list[str]]:
    manifest = folder_manifest(folder)
    paths = [path for path in files_of(folder) if path in manifest.files or not is_true_copy(folder / path)]
    sizes = {path: (folder / path).stat().st_size for path in paths}
    return _said(manifest, folder.name), list(_differences(manifest, sizes, lambda path: (folder / path).read_bytes()))


def _said(manifest: Manifest, shown: str) -> str:
    return f"{shown}: {manifest.edition.name} of {manifest.edition.day}, {len(manifest.files)} files"


def folder_manifest(folder: Path) -> Manifest:
    """The manifest of an unpacked bundle."""
    path = folder / MANIFEST
    if not path.is_file():
        inner = [each.parent.name for each in sorted(folder.glob(f"*/{MANIFEST}"))]
        hint = f' Did you mean "{folder / inner[0]}"?' if inner else f" Give the folder that holds {MANIFEST}."
        raise OfflineFault(f"{folder} is no unpacked bundle.{hint}")
    with plainly(path):
        return Manifest.decode(path.read_bytes())


def files_of(folder: Path) -> list[str]:
    """The files of an unpacked bundle, without its manifest and without what systems leave by themselves."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir())
    paths = [path.relative_to(folder).as_posix() for path in found if path.name.lower() not in JUNK]
    return [path for path in paths if path != MANIFEST]


def _differences(manifest: Manifest, sizes: Mapping[str, int], read: Read) -> Iterator[str]:
    """Files that are missing, altered or too many."""
    yield from _missing(manifest.files, sizes)
    for path, entry in manifest.files.items():
        if path in sizes and not same(entry, sizes[path], read, path):
            yield f"{path} was altered or is damaged."
    for path in sizes:
        if path not in manifest.files:
            yield f"{path} does not belong to the bundle."


def same(entry: Entry, size: int, read: Read, path: str) -> bool:
    """Whether a file is what the manifest says; what cannot be read is not."""
    if size != entry.size:
        return False
    try:
        return Entry.of(read(path)) == entry
    except (OSError, OfflineFault):
        return False


def _missing(files: Iterable[str], there: Iterable[str]) -> Iterator[str]:
    known = set(there)
    yield from (f"{path} is missing." for path in files if path not in known)


def _against_sums(path: Path) -> Iterator[str]:
    """Whether the list of check sums beside the file, if there is one, says otherwise."""
    sums = path.with_name(SUMS)
    if not sums.is_file():
        return
    for line in sums.read_text(encoding="utf-8", errors="replace").splitlines():
        digest, _, name = line.partition("  ")
        if name == path.name and digest != hashlib.sha256(path.read_bytes()).hexdigest():
            yield f"{path.name} is not the file that {SUMS} beside it was written for."


def _what_is_left(path: Path) -> Iterator[str]:
    """Of a bundle that was cut short: what is missing, as far as its manifest was saved."""
    found = dict(whole_files(path))
    name = next(iter(found), "")
    if name.endswith(f"/{MANIFEST}"):
        manifest = Manifest.decode(found[name])
        top = name.removesuffix(MANIFEST)
        yield f"It was {_said(manifest, 'meant to be')}; {len(found) - 1} are whole."
        yield from _missing(manifest.files, (each.removeprefix(top) for each in found))
