"""The files of the bundle -> a ZIM archive for Kiwix: phones, and servers in places without a network."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from mimetypes import MimeTypes
from pathlib import Path
from typing import Any

from babel.core import get_global
from libzim.writer import Creator, Hint, Item, StringProvider  # type: ignore[import-untyped]

from kb.library import Library
from kb.offline.archive import Tick
from kb.offline.manifest import Edition
from kb.writing import Writer

ICON = Path("docs/assets/icons/icon-48.png")
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_NO_ARTICLE = re.compile(rb'<meta name="robots" content="[^"]*noindex|<meta http-equiv="refresh"')
_TYPES = MimeTypes(filenames=())
_UUID_AT, _DIGEST_BYTES = 8, 16
_XAPIAN, _XAPIAN_VERSION = b"\x0f\x0dXapian Glass", 2
_TITLE_MOST, _DESCRIPTION_MOST = 30, 80  # openZIM: https://wiki.openzim.org/wiki/Metadata


class _File(Item):  # type: ignore[misc]
    """One file of the bundle; pages can be found by title and text."""

    def __init__(self, path: str, data: bytes) -> None:
        super().__init__()
        self.path, self.data = path, data

    def get_path(self) -> str:
        return self.path

    def get_title(self) -> str:
        title = _TITLE.search(self.data) if self.path.endswith(".html") else None
        return unescape(title[1].decode()) if title else ""

    def get_mimetype(self) -> str:
        kind = _TYPES.guess_type(self.path)[0] or "application/octet-stream"
        return "text/html" if self.path.endswith(".html") else kind

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self.data)

    def get_hints(self) -> dict[Hint, Any]:
        return {Hint.FRONT_ARTICLE: self.path.endswith(".html") and not _NO_ARTICLE.search(self.data)}


def write_zim(
    path: Path, library: Library, edition: Edition, files: dict[str, bytes], tick: Tick = lambda: None
) -> None:
    """Write the archive. One worker and ids of our own: the same files give the same bytes."""
    default = library.settings.default
    creator = Creator(path).config_indexing(True, _iso3(default)).config_nbworkers(1)
    creator.set_mainpath("index.html")
    with _quiet(), creator:
        for name, value in _metadata(library, edition):
            creator.add_metadata(name, value)
        icon = library.root / ICON
        if icon.is_file():
            creator.add_illustration(48, icon.read_bytes())
        for name, data in files.items():
            creator.add_item(_File(name, data))
            tick()
    _name_it(path, f"{library.settings.url}#{edition.tag}")


@contextmanager
def _quiet() -> Iterator[None]:
    """libzim reports its steps on the standard output, past Python: away with them."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _metadata(library: Library, edition: Edition) -> Iterator[tuple[str, str]]:
    w = Writer(library, library.settings.default)
    name = w.t("site.name").unescape()
    yield "Name", f"{edition.bundle}_{'_'.join(library.settings.languages)}"
    yield "Title", w.t("site.brand").unescape()[:_TITLE_MOST]
    yield "Description", w.t("site.short").unescape()[:_DESCRIPTION_MOST]
    yield "LongDescription", w.t("site.lead").unescape()
    yield "Language", ",".join(map(_iso3, library.settings.languages))
    yield "Creator", name
    yield "Publisher", name
    yield "Date", edition.day
    yield "Source", library.settings.url
    yield "License", w.t("site.licence").unescape()
    yield "Scraper", "kb offline"
    yield "Tags", "_ftindex:yes"


def _iso3(code: str) -> str:
    """The ISO 639-3 code that Kiwix wants, from CLDR's aliases: ru -> rus."""
    aliases = get_global("language_aliases")
    return next((long for long, short in sorted(aliases.items()) if short == code and len(long) == 3), code)


def _name_it(path: Path, what: str) -> None:
    """Put an id made from the edition in the place of the random ones of libzim and of its two Xapian indexes, and mend
    the check sum at the end: so that the same files give the same bytes."""
    data, own = bytearray(path.read_bytes()), uuid.uuid5(uuid.NAMESPACE_URL, what).bytes
    places = [_UUID_AT, *(match.end() + _XAPIAN_VERSION for match in re.finditer(re.escape(_XAPIAN), bytes(data)))]
    for place in places:
        data[place : place + len(own)] = own
    data[-_DIGEST_BYTES:] = hashlib.md5(data[:-_DIGEST_BYTES], usedforsecurity=False).digest()
    path.write_bytes(data)
