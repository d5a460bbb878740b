"""Rules that need all pages: anchors on other pages, translations that name one another, titles, the list of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from kb.offline.links import INDEX
from kb.verifying.flaws import Flaw
from kb.verifying.page import Facts, line_of
from kb.verifying.site import LOST, Site

All = Mapping[str, Facts]
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_LINK = "{http://www.w3.org/1999/xhtml}link"


def anchors(site: Site, pages: All) -> Iterator[Flaw]:
    """Every link to a place on another page finds it."""
    for page in pages.values():
        for line, address, target, anchor in page.anchors:
            if anchor and target in pages and anchor not in pages[target].ids:
                yield Flaw(page.path, line, "anchor", f'link to "{address}": {target} has no id "{anchor}".')


def alternates(site: Site, pages: All) -> Iterator[Flaw]:
    """Translations name one another."""
    by_url = {site.url(path): page for path, page in pages.items()}
    for page in pages.values():
        for code, url in page.alternates.items():
            other = by_url.get(url) if code != "x-default" else None
            if other and dict(other.alternates) != dict(page.alternates):
                message = (
                    f"hreflang {code} leads to {other.path}, whose own translations differ; expected were the same."
                )
                yield Flaw(page.path, 1, "alternate", message)


def names(site: Site, pages: All) -> Iterator[Flaw]:
    """No two pages of a language have the same title or description."""
    seen: dict[tuple[str, str, str], str] = {}
    for path, page in sorted(pages.items()) if not site.is_copy else ():
        for what, words in (("title", page.title), ("description", page.description)):
            first = seen.setdefault((what, page.language, words), path)
            if words and first != path:
                message = f'the {what} "{words}" is that of {first}, too; expected was one of its own.'
                yield Flaw(path, 1, "head", message)


def sitemap(site: Site, pages: All) -> Iterator[Flaw]:
    """The list of pages holds all that search engines may list, and no others."""
    if site.is_copy:
        return
    if "sitemap.xml" not in site.files:
        yield Flaw("sitemap.xml", 1, "list", "it is missing, expected was the list of all pages.")
        return
    try:
        tree = etree.parse(str(site.folder / "sitemap.xml")).getroot()
    except etree.XMLSyntaxError:
        return  # told of as a file that does not parse
    found = {element.text: line_of(element) for element in tree.iter(_LOC)}
    own = {site.url(path): page for path, page in pages.items() if path != LOST}
    expected = {url for url, page in own.items() if page.is_listed and page.canonical == url}
    for url in sorted(expected - set(found)):
        yield Flaw("sitemap.xml", 1, "list", f"{url} is missing, expected was every page that search engines may list.")
    for url in sorted(str(each) for each in set(found) - expected if each in own):
        yield Flaw("sitemap.xml", found[url], "list", f"{url} is listed, which that page asks not to be.")


def robots(site: Site, pages: All) -> Iterator[Flaw]:
    """Search engines find the list of pages; readers find a page for addresses that do not exist."""
    if site.is_copy:
        return
    path, line = site.folder / "robots.txt", f"Sitemap: {site.settings.url}sitemap.xml"
    if not path.is_file() or line not in path.read_text(encoding="utf-8").splitlines():
        yield Flaw("robots.txt", 1, "list", f'the line "{line}" is missing.')
    for name in (LOST, INDEX):
        if name not in pages:
            yield Flaw(name, 1, "list", "the page is missing, expected in every site.")


RULES = (anchors, alternates, names, sitemap, robots)
