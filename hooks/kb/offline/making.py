"""Everything that `dist/` holds, made aside and put in its place at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.handbook.book import book, chapters_of
from kb.handbook.epub import write_epub
from kb.handbook.typesetting import pdf
from kb.library import Library
from kb.offline.archive import Tick, opened, write_zip
from kb.offline.editions import edition as edition_of
from kb.offline.faults import OfflineFault, plainly
from kb.offline.manifest import MANIFEST, Edition, Manifest
from kb.offline.packing import Packed, pack
from kb.offline.start import archive_name
from kb.offline.updates import update_files
from kb.offline.verifying import SUMS, zip_manifest
from kb.offline.zim import write_zim
from kb.switching import replacing

Progress = Callable[[str, int], AbstractContextManager[Tick]]
"""Shows one step of long work: what is done, and in how many parts; gives what is to be called after each."""


@contextmanager
def silent(_step: str, _parts: int) -> Iterator[Tick]:
    """Progress that nobody sees."""
    yield lambda: None


KINDS = {
    "pages": (".html",),
    "search and scripts": (".js",),
    "styles": (".css",),
    "fonts": (".woff2",),
    "pictures": (".svg", ".png", ".webp", ".jpg"),
}


@dataclass(frozen=True)
class Made:
    """What was made: the edition, the files of the bundle, the files of `dist/` with their sizes."""

    edition: Edition
    packed: Packed
    written: dict[str, int]


def make(library: Library, site: Path, dist: Path, progress: Progress, *, bundle_only: bool = False) -> Made:
    """Make `dist` anew from the site and the records; a fault leaves it as it was. With `bundle_only` neither handbook
    nor archive for Kiwix."""
    edition = edition_of(library)
    with progress("pages", sum(1 for _ in site.rglob("*.html"))) as tick:
        packed = pack(library, site, edition, tick)
    with plainly(dist), replacing(dist) as made:
        files = bundle_files(edition, packed.files)
        with progress("archive", len(files)) as tick:
            write_zip(made / archive_name(edition), files, edition.moment, tick)
        if not bundle_only:
            _handbooks(library, edition, made, progress)
            with progress("archive for Kiwix", len(packed.files)) as tick:
                write_zim(made / f"{edition.bundle}-{edition.version}.zim", library, edition, packed.files, tick)
        write_sums(made)
        written = {path.name: path.stat().st_size for path in sorted(made.iterdir())}
    return Made(edition, packed, written)


def _handbooks(library: Library, edition: Edition, made: Path, progress: Progress) -> None:
    """The handbook in every language, as PDF and EPUB, where the catalog has chapters for one."""
    count = sum(library.count(chapter.name) for chapter in chapters_of(library))
    for code in library.settings.languages if count else ():
        stem = f"{edition.bundle}-{edition.version}-handbook-{code}"
        with progress(f"handbook {code}", count) as tick:
            found = book(library, code, edition, tick)
        with progress(f"pages of the handbook {code}", 1):
            (made / f"{stem}.pdf").write_bytes(pdf(found))
            write_epub(found, made / f"{stem}.epub")


def bundle_files(edition: Edition, files: dict[str, bytes]) -> dict[str, bytes]:
    """What the archive holds, in order: the manifest first, so that a part of the archive still tells what it should be."""
    top = edition.bundle
    inside = {f"{top}/{path}": data for path, data in files.items()}
    return {f"{top}/{MANIFEST}": Manifest.of(edition, files).encode(), **inside}


def write_sums(folder: Path) -> None:
    """The SHA-256 of every file in a folder, as `sha256sum` writes and checks them."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def make_update(old: Path, dist: Path) -> tuple[Path, int]:
    """An update from the bundle at `old` to the one in `dist`, put beside it; its path and the number of its files."""
    news = sorted(dist.glob("*-offline.zip"))
    if not news:
        raise OfflineFault(f"There is no bundle in {dist}. Make it first: kb offline.")
    with opened(old) as archive:
        before = zip_manifest(archive)
    with opened(news[-1]) as archive:
        after = zip_manifest(archive)
        files = {path: archive.read(f"{after.edition.bundle}/{path}") for path in after.files}
    if before.edition.bundle != after.edition.bundle:
        raise OfflineFault(f"{old.name} is a bundle of another knowledge base: {before.edition.bundle}.")
    if before.id == after.id:
        raise OfflineFault(f"{old.name} is the same edition as the bundle in {dist.name}: nothing to update.")
    made = update_files(before, after, files)
    path = dist / f"{after.edition.bundle}-{after.edition.version}-from-{before.edition.tag}-update.zip"
    aside = path.with_name(f".{path.name}.new")
    try:
        with plainly(path):
            write_zip(aside, made, after.edition.moment)
            aside.replace(path)
            write_sums(dist)
    finally:
        aside.unlink(missing_ok=True)
    return path, len(made) - 2


def sizes(files: dict[str, bytes]) -> Iterator[tuple[str, int, int]]:
    """Kind, number and bytes of the bundle's files."""
    left = dict(files)
    for kind, suffixes in KINDS.items():
        found = [path for path in left if path.endswith(suffixes)]
        yield kind, len(found), sum(len(left.pop(path)) for path in found)
    yield "other", len(left), sum(map(len, left.values()))
