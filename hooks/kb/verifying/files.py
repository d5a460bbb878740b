"""Rules for the files beside the pages: addresses in feeds, lists, data, style sheets and scripts exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from kb.verifying.flaws import Flaw
from kb.verifying.leftovers import paths_in
from kb.verifying.site import Site

TEXT = (".atom", ".css", ".csv", ".ics", ".js", ".json", ".jsonld", ".svg", ".tbx", ".txt", ".webmanifest", ".xml")
_XML = (".atom", ".svg", ".tbx", ".xml")
_LOADED = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_ROOTED = re.compile(r'=\\"\{root\}([^"\\?#]*)')
_NAMED = re.compile(r'"(assets/[\w./-]+\.(?:js|css|woff2|png|svg))"')
_FOLD = re.compile(r"\r?\n ")


def check(site: Site, path: str) -> Iterator[Flaw]:
    """Everything wrong with one text file."""
    data = (site.folder / path).read_bytes()
    text = data.decode(errors="replace")
    yield from paths_in(site.folder, path, data)
    if path.endswith(_XML):
        yield from _parses(path, text)
    if path.endswith(".css"):
        yield from _style_sheet(site, path, text)
    if path.endswith(".ics"):
        text = _FOLD.sub("", text)
    if path.endswith(".js"):
        yield from _loads_later(site, path, text)
    yield from _shared_parts(site, path, text) if site.is_copy else _addresses(site, path, text)


def _parses(path: str, text: str) -> Iterator[Flaw]:
    try:
        etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        yield Flaw(path, fault.lineno or 1, "file", f"it does not parse ({fault.msg}), expected was XML.")


def _style_sheet(site: Site, path: str, text: str) -> Iterator[Flaw]:
    for match in _LOADED.finditer(text):
        address = match[1]
        target = site.target(path, address)
        if not address.startswith(("data:", "#")) and target not in site.files:
            yield Flaw(path, 1, "asset", f'"{address}" is loaded, expected was a file of the site.')


@cache
def _of_the_site(url: str) -> re.Pattern[str]:
    return re.compile(re.escape(url) + r"""([^\s"'<>()\[\]\\|,;`]*)""")


def _addresses(site: Site, path: str, text: str) -> Iterator[Flaw]:
    """Full addresses of the site, wherever they are named; a pattern with braces is none."""
    for match in _of_the_site(site.settings.url).finditer(text):
        address = match[0].rstrip(".:")
        target = site.target(path, address)
        if "{" not in address and target not in site.files and target not in site.folders:
            line = text.count("\n", 0, match.start()) + 1
            yield Flaw(path, line, "file", f"it names {address}: there is no file {target}.")


def _loads_later(site: Site, path: str, text: str) -> Iterator[Flaw]:
    """Files that a script names to load them when they are wanted; a copy names them without digests."""
    for match in _NAMED.finditer(text):
        if match[1] not in site.files:
            yield Flaw(path, 1, "asset", f'it loads "{match[1]}": there is no such file.')


def _shared_parts(site: Site, path: str, text: str) -> Iterator[Flaw]:
    """Links in the parts that the pages of the offline copy share."""
    for match in _ROOTED.finditer(text):
        if match[1] and match[1] not in site.files:
            yield Flaw(path, 1, "link", f'link to "{match[1]}": there is no such file.')
