"""The finished site -> the files of the bundle, in memory, by path."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path

from kb.compressing import is_copy
from kb.library import Library
from kb.offline.archive import Tick
from kb.offline.faults import OfflineFault, plainly
from kb.offline.links import targets, without_digests
from kb.offline.manifest import Edition
from kb.offline.names import check_names
from kb.offline.pages import Pages
from kb.offline.start import README, START, own_files, words

_ONLINE_ONLY = {"404.html", "CNAME", ".nojekyll", "robots.txt", "sitemap.xml", "_redirects", "_headers"}
_ASSETS = "assets/"
_STYLE = "assets/kb.css"
_URL = re.compile(r"url\(['\"]?([^'\")#?]+)")
_CALLED = re.compile(r"assets/([\w./-]+)")
_LICENCE = re.compile(r"licen[cs]e|ofl|notice", re.IGNORECASE)


@dataclass(frozen=True)
class Packed:
    """The files of the bundle by path, sorted; `unused` are sizes of files of the site that no page needs."""

    files: dict[str, bytes]
    unused: dict[str, int]


def pack(library: Library, site: Path, edition: Edition, tick: Tick = lambda: None) -> Packed:
    """The bundle's files from the site in `site`; a fault when something in it would not work from `file://`."""
    if not (site / "index.html").is_file():
        raise OfflineFault(f"There is no site in {site}. Build it first: kb build.")
    with plainly(site):
        pages = Pages(words(library), START, library.settings.url, library.settings.online_only)
        found = _transformed(site, pages, tick)
    style = resources("kb").joinpath("templates/offline/offline.css").read_bytes()
    found[_STYLE] = found.get(_STYLE, b"") + b"\n" + style
    found |= {**pages.scripts, **own_files(library, edition)}
    unused = {path: len(found[path]) for path in sorted(_unused(found))}
    found = {path: found[path] for path in sorted(found) if path not in unused}
    check_names(found)
    _check_links(found)
    return Packed(found, unused)


def _transformed(site: Path, pages: Pages, tick: Callable[[], None]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or is_copy(path) or _online(name) or pages.left_out(name):
            continue
        data = path.read_bytes()
        if name.endswith(".html"):
            data = pages.offline(name, data.decode()).encode()
            tick()
        elif name.startswith(_ASSETS):
            name = without_digests(name)
            data = without_digests(data.decode()).encode() if name.endswith((".css", ".js")) else data
        if name in found:
            raise OfflineFault(f"{name} is twice in the site, with another digest. Build the site anew: kb build.")
        found[name] = data
    return found


def _online(name: str) -> bool:
    return name in _ONLINE_ONLY or name.startswith("sitemap")


def _unused(found: Mapping[str, bytes]) -> set[str]:
    """Files that no page, style sheet or script names, such as pictures for social networks; licences stay."""
    used = {START, README}
    for path, data in found.items():
        if path.endswith(".html"):
            used |= {path, *(target for _, target in targets(data.decode(), path))}
        if path.endswith((".html", ".js")):
            used |= {f"{_ASSETS}{name}" for name in _CALLED.findall(data.decode())}
        if path.endswith(".css"):
            folder = posixpath.dirname(path)
            used |= {posixpath.normpath(posixpath.join(folder, address)) for address in _URL.findall(data.decode())}
    return {path for path in found if path not in used and not _LICENCE.search(path)}


def _check_links(found: Mapping[str, bytes]) -> None:
    """Every relative address leads to a file of the bundle; a fault that names those which don't."""
    lost = [
        f'{path}: "{address}" leads to no file of the bundle.'
        for path, data in found.items()
        if path.endswith(".html")
        for address, target in targets(data.decode(), path)
        if target not in found
    ]
    if lost:
        more = [f"... and {len(lost) - 20} more."] if len(lost) > 20 else []
        raise OfflineFault("\n".join([*lost[:20], *more, "The bundle was not made."]))
