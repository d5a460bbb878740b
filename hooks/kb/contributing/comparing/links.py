"""Links to other sites that a change brings, with what a reviewer should know of their hosts."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import quote, urlsplit

from kb.contributing.external_links import external
from kb.library import Library

_ALIKE = 0.85
_PLAIN = "!#$%&'()*+,-./:;=?@[]_~"


@dataclass(frozen=True)
class NewLink:
    """An address in ASCII and the files in which it stands.

    `new_host` tells that no record named this host before, `disguised` that its name holds letters outside ASCII, and
    `like` names a known host that it could be taken for.
    """

    url: str
    host: str
    files: list[str]
    new_host: bool
    disguised: bool
    like: str


def added(old: Library, new: Library) -> list[NewLink]:
    """The links that the new state has and the old one had not."""
    before = external(old)
    hosts = {_host(url) for url in before}
    return [_link(url, places, hosts) for url, places in external(new).items() if url not in before]


def _link(url: str, places: list[str], known: set[str]) -> NewLink:
    host = _host(url)
    fresh = host not in known
    disguised = any(part.startswith("xn--") for part in host.split("."))
    likeness = get_close_matches(host, sorted(known), n=1, cutoff=_ALIKE) if fresh else []
    like = next((name for name in likeness if not _same_site(host, name)), "")
    return NewLink(_ascii(url, host), host, places, fresh, disguised, like)


def _same_site(one: str, other: str) -> bool:
    """Whether two hosts belong together: one below the other, or both below one name."""
    return one.split(".")[-2:] == other.split(".")[-2:]


def _host(url: str) -> str:
    """The host of an address as its registry writes it."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode()


def _ascii(url: str, host: str) -> str:
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return quote(url, _PLAIN)
    user = f"{quote(parts.username or '', '')}@" if parts.username is not None else ""
    return quote(parts._replace(netloc=f"{user}{host}{port}").geturl(), _PLAIN)
