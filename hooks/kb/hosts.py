"""Hosts of external addresses: written out, of one alphabet, without what hides where an address leads."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kb.characters import mixed

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[A-Za-z])[A-Za-z0-9-]{{2,63}}")
# Cyrillic and Greek letters that pass for Latin ones, and what a host may hold besides.
_IMITATORS = frozenset("асеорхуіјѕӏԁԛԝһαορνκιτυ0123456789-")
_WRITTEN_HOST = re.compile(rf"(?:https?://)?((?:{_LABEL}\.)+[a-z]{{2,24}})(?:[:/?#]\S*)?", re.IGNORECASE)
_ENDINGS = frozenset(["com", "org", "net", "int", "info", "gov", "edu"])


def host_fault(target: str) -> str | None:
    """Why the host of an address may not stand in a record, or None."""
    shown = target[:60]
    try:
        parts = urlsplit(target)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return f'The link "{shown}" is no address. Copy it again from the browser.'
    if host and not host.isascii():
        return f'The host of the link "{shown}" has letters outside ASCII. Write it as its registry does (xn--...), so that look-alikes are seen.'
    if not host or "@" in parts.netloc or not _HOST.fullmatch(host):
        return f'The link "{shown}" has no plain host name. Copy the address again from the browser.'
    return next(filter(None, map(_label_fault, host.split("."))), None)


def _label_fault(label: str) -> str | None:
    """Why a part of a host that stands for other letters (Punycode) misleads, or None."""
    if not label.startswith("xn--"):
        return None
    try:
        letters = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return f'"{label}" in the link is no Punycode. Copy the address again from the browser.'
    if any(mixed(letters)) or not letters.isprintable() or _IMITATORS.issuperset(letters.lower()):
        return f'"{label}" in the link stands for "{letters}", which passes for another name. Link the true address.'
    return None


def other_host(words: str, target: str) -> str | None:
    """The host that the words of a link name, where the link leads to another one."""
    match = _WRITTEN_HOST.fullmatch(words.strip())
    if match is None or ("://" not in words and not _ends_as_host(match[1])):
        return None
    named, host = match[1].lower().removeprefix("www."), (urlsplit(target).hostname or "").removeprefix("www.")
    return None if host == named or host.endswith(f".{named}") else match[1]


def _ends_as_host(words: str) -> bool:
    """Whether words end in the code of a country or in another common ending of hosts."""
    ending = words.rpartition(".")[2].lower()
    return len(ending) == 2 or ending in _ENDINGS
