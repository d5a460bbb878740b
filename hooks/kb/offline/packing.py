"""The finished site -> the files of the bundle, in memory, by path."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path

from kb.library import Library
from kb.offline.archive import Tick
from kb.offline.faults import OfflineFault, plainly
from kb.offline.links import targets, without_digests
from kb.offline.manifest import Edition
from kb.offline.names import check_names
from kb.offline.pages import Pages
from kb.offline.start import START, own_files, words

_ONLINE_ONLY = {"404.html", "CNAME", ".nojekyll", "robots.txt", "sitemap.xml", "_redirects", "_headers"}
_ASSETS = "assets/"
_STYLE = "assets/kb.css"
_URL = re.compile(r"url\(['\"]?([^'\")#?]+)")
_LICENCE = re.compile(r"licen[cs]e|ofl|notice", re.IGNORECASE)


@dataclass(frozen=True)
class Packed:
    """The files of the bundle by path, sorted; `unused` are assets of the site that no page needs."""

    files: dict[str, bytes]
    unused: dict[str, int]


def pack(library: Library, site: Path, edition: Edition, tick: Tick = lambda: None) -> Packed:
    """The bundle's files from the site in `site`; a fault when something in it would not work from `file://`."""
    if not (site / "index.html").is_file():
        raise OfflineFault(f"There is no site in {site}. Build it first: kb build.")
    with plainly(site):
        found = _transformed(site, Pages(words(library), START), tick)
    style = resources("kb").joinpath("templates/offline/offline.css").read_bytes()
    found[_STYLE] = found.get(_STYLE, b"") + b"\n" + style
    found |= own_files(library, edition)
    unused = {path: len(data) for path, data in found.items() if path in _unused(found)}
    found = {path: found[path] for path in sorted(found) if path not in unused}
    check_names(found)
    _check_links(found)
    return Packed(found, unused)


def _transformed(site: Path, pages: Pages, tick: Callable[[], None]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or name in _ONLINE_ONLY or name.startswith("sitemap"):
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


def _unused(found: Mapping[str, bytes]) -> set[str]:
    """Assets that no page, style sheet or script names; licences stay."""
    named = {name for path, data in found.items() if path.endswith((".html", ".js")) for name in _named(data)}
    for path, data in found.items():
        if path.endswith(".css"):
            named |= {posixpath.basename(address) for address in _URL.findall(data.decode())}
    return {
        path
        for path in found
        if path.startswith(_ASSETS) and posixpath.basename(path) not in named and not _LICENCE.search(path)
    }


def _named(data: bytes) -> set[str]:
    """Names of asset files in a page or a script: only what stands behind `assets/`, or in a string of its own."""
    text = data.decode()
    return {posixpath.basename(name) for name in re.findall(r"assets/([\w./-]+)", text)}


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
