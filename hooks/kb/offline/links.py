"""Addresses of a site that a server answers -> addresses of files: a folder's page is named, digests leave the names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import unquote

INDEX = "index.html"
_ADDRESS = re.compile(r'(\s(?:href|src|action)=")([^"]*)"')
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="\d+; url=)([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_DIGEST = re.compile(r"\.[0-9a-f]{8}(?=\.(?:css|js|json|svg|woff2|png)\b)")


def leads_elsewhere(address: str) -> bool:
    """Whether an address names its protocol or host."""
    return bool(_ELSEWHERE.match(address))


def to_file(address: str) -> str:
    """The address with the page of a folder named; others come back as they are."""
    if not address or address.startswith("#") or leads_elsewhere(address):
        return address
    cut = min((place for place in (address.find("?"), address.find("#")) if place >= 0), default=len(address))
    path, rest = address[:cut], address[cut:]
    return f"{path}{INDEX}{rest}" if path.endswith("/") else address


def with_files(html: str) -> str:
    """A page whose links to folders lead to their pages."""

    def put(match: re.Match[str]) -> str:
        return f'{match[1]}{to_file(match[2])}"'

    return _REFRESH.sub(put, _ADDRESS.sub(put, html))


def with_online(html: str, page: str, left_out: Callable[[str], bool], site: str) -> str:
    """A page whose links to files that the copy leaves out lead to the site on the network."""

    def put(match: re.Match[str]) -> str:
        target = _target(unescape(match[2]), page)
        return f'{match[1]}{site}{target}"' if target and left_out(target) else match[0]

    return _ADDRESS.sub(put, html)


def rooted(html: str, page: str, mark: str) -> str:
    """A part of a page whose relative addresses begin with a mark for the root of the bundle."""

    def put(match: re.Match[str]) -> str:
        target, rest = _target(unescape(match[2]), page), re.search(r"[?#].*", match[2])
        return f'{match[1]}{mark}{target}{rest[0] if rest else ""}"' if target else match[0]

    return _ADDRESS.sub(put, html)


def without_digests(text: str) -> str:
    """A text that names files without the digests in their names: `kb.55d03d83.css` -> `kb.css`.

    A file that changes then changes itself only, not every page that uses it: updates stay small.
    """
    return _DIGEST.sub("", text)


def targets(html: str, page: str) -> Iterator[tuple[str, str]]:
    """Every relative address of a page as written, and the file it leads to from the root of the bundle."""
    for match in [*_ADDRESS.finditer(html), *_REFRESH.finditer(html)]:
        address = unescape(match[2])
        target = _target(address, page)
        if target:
            yield address, target


def _target(address: str, page: str) -> str:
    """The file that an address on a page leads to; nothing where it stays on the page or leads elsewhere."""
    path = unquote(re.split("[?#]", address, maxsplit=1)[0])
    return (
        posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if path and not leads_elsewhere(address)
        else ""
    )
