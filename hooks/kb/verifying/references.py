"""Rules for the addresses on a page: links lead somewhere, what is loaded exists and is the site's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from kb.offline.links import leads_elsewhere
from kb.verifying.flaws import Flaw
from kb.verifying.page import Element, Page, line_of

_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_LOADED = ("stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon")
_LATER = ("data-latest",)
_REFERRING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "list")
_WORDS = ("alt", "aria-label", "title")
_REFRESH = re.compile(r"\d+\s*;\s*url=(.*)", re.IGNORECASE)


def links(page: Page) -> Iterator[Flaw]:
    """Every link has an address that leads to a file of the site or to an address that a reader may follow."""
    for element in page.tags("a", "area"):
        address = element.get("href")
        if address is None or address.strip() in ("", "#"):
            yield page.flaw(element, "link", "a link without an address, expected was href with one.")
        else:
            yield from _leads(page, element, str(address))
            if not _says_something(element):
                yield page.flaw(element, "link", f'the link to "{address}" is empty, expected were words.')


def _says_something(element: Element) -> bool:
    """Whether a link has a text, or a name in its place."""
    if any(str(text).strip() for text in element.itertext()):
        return True
    return any(each.get(name) for each in element.iter(etree.Element) for name in _WORDS)


def _leads(page: Page, element: Element, address: str) -> Iterator[Flaw]:
    target = page.site.target(page.path, address)
    if target is not None:
        yield from _there(page, element, "link", "link to", address, target)
    elif not address.startswith(_SCHEMES):
        yield page.flaw(
            element, "link", f'link to "{address}", expected was one of {", ".join(_SCHEMES)} or a page of the site.'
        )
    elif address.startswith(page.site.settings.url):
        return  # from a copy to what it leaves to the site
    elif address.startswith("http") and "external" not in str(element.get("rel", "")).split():
        yield page.flaw(element, "link", f'link to "{address}" without rel="external", which other sites get.')


def _there(page: Page, element: Element, kind: str, what: str, address: str, target: str) -> Iterator[Flaw]:
    """A flaw where the file is missing."""
    if target in page.site.files:
        return
    folder = f"{target}/index.html".removeprefix("./") in page.site.files
    expected = "its page (index.html)" if page.site.is_copy else "its address, with a slash at the end"
    hint = f"that is a folder, expected was {expected}." if folder else f"there is no file {target}."
    yield page.flaw(element, kind, f'{what} "{address}": {hint}')


def own_anchors(page: Page) -> Iterator[Flaw]:
    """Every link within the page, and every drawing it uses, finds its place."""
    names = ids(page)
    for element in page.tags("a", "use"):
        address = str(element.get("href", ""))
        if address.startswith("#") and unquote(address[1:]) not in {*names, ""}:
            yield page.flaw(element, "anchor", f'"{address}": there is no such id on the page.')
    for element, name, value in page.having(*_REFERRING):
        for wanted in value.split():
            if wanted not in names:
                yield page.flaw(element, "anchor", f'{name}="{wanted}": there is no such id on the page.')


def ids(page: Page) -> frozenset[str]:
    """The ids of a page, with those that scripts of the offline copy put into it: what its pages share is in files there."""
    found = page.ids
    for element in page.tags("script") if page.site.is_copy else ():
        target = page.site.target(page.path, str(element.get("src", ""))) or ""
        found |= page.site.ids_in(target) if target in page.site.files and target != page.path else set()
    return frozenset(found)


def _loads(page: Page) -> Iterator[tuple[Element, str]]:
    """Everything that a browser fetches by itself or a script fetches later."""
    yield from ((element, value) for element, _, value in page.having("src", "poster", "data", "action"))
    for element, _, value in page.having("srcset"):
        yield from ((element, each.split()[0]) for each in value.split(",") if each.strip())
    for element, _, value in page.having(*_LATER):
        yield from ((element, word) for word in value.replace(";", " ").split() if "/" in word)
    yield from ((element, str(element.get("href"))) for element in page.links(*_LOADED))


def loads(page: Page) -> Iterator[Flaw]:
    """What is loaded is there and comes from the site itself, so never in the clear."""
    for element, address in _loads(page):
        target = page.site.target(page.path, address)
        if target is None or (leads_elsewhere(address) and not page.is_redirect):
            clear = " in the clear" if address.startswith("http:") else ""
            if not address.startswith("data:"):
                yield page.flaw(
                    element, "asset", f'"{address}" is loaded from elsewhere{clear}, expected was a file of the site.'
                )
        else:
            yield from _there(page, element, "asset", "file", address, target)


def refresh(page: Page) -> Iterator[Flaw]:
    """A page that only leads to another one leads to one."""
    for element in page.metas("refresh"):
        match = _REFRESH.match(str(element.get("content")))
        target = page.site.target(page.path, match[1]) if match else None
        if not match or target is None:
            yield page.flaw(element, "link", f'refresh is "{element.get("content")}", expected was a page of the site.')
        else:
            yield from _there(page, element, "link", "link to", match[1], target)


def anchors(page: Page) -> Iterator[tuple[int, str, str, str]]:
    """Line, address, target and anchor of the links to a place on another page."""
    for element in page.tags("a"):
        address = str(element.get("href", ""))
        if "#" not in address:
            continue
        target = page.site.target(page.path, address)
        if target and target != page.path and target.endswith(".html"):
            yield line_of(element), address, target, unquote(address.partition("#")[2])


RULES = (links, own_anchors, loads, refresh)
