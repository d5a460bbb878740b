"""Files that search engines and hosts read: sitemap.xml, robots.txt, redirects of moved records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from xml.sax.saxutils import escape, quoteattr

from kb.exporting.calendars import calendars
from kb.exporting.feeds import feeds
from kb.exporting.headers import POLICY
from kb.exporting.llms import llms_files
from kb.library import Library
from kb.pages import Page

_SECURITY = ".well-known/security.txt"
Pages = dict[tuple[str, str], Page]


def site_files(library: Library, pages: Pages, hand_written: list[tuple[str, str]]) -> dict[str, bytes]:
    """Name below the root of the site -> bytes of each file."""
    made = library.remember(("site files",), lambda: _from_pages(library, pages, hand_written))
    files = {
        **made,
        **library.remember(("calendars",), lambda: calendars(library)),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {library.settings.url}sitemap.xml\n".encode(),
        ".nojekyll": b"",
        **security(library),
    }
    moved = list(_moved(library, pages))
    if moved:
        files["_redirects"] = "".join(f"/{old} /{new} 301\n" for old, new in moved).encode()
    files |= {f"{old}index.html": _redirect(library, new).encode() for old, new in moved}
    return files | {old: files[new] for old, new in _followed(library) if new in files and old not in files}


def _followed(library: Library) -> Iterator[tuple[str, str]]:
    """Former and present name of what readers of a moved record have subscribed to; programs follow no page that redirects."""
    for record in library.records.values():
        for old in record.data.moved_from:
            for locale in library.settings.languages:
                for folder, suffix in (("feeds", "atom"), ("calendars", "ics")):
                    prefix = f"{library.settings.prefix(locale)}{folder}/"
                    yield f"{prefix}{old}.{suffix}", f"{prefix}{record.id}.{suffix}"


def _from_pages(library: Library, pages: Pages, hand_written: list[tuple[str, str]]) -> dict[str, bytes]:
    """What is made from titles, descriptions and dates of all pages."""
    library.note("heads")
    return {
        **feeds(library, pages),
        **llms_files(library, pages),
        "sitemap.xml": sitemap(library, pages, hand_written).encode(),
    }


def security(library: Library) -> dict[str, bytes]:
    """How to report a weakness (RFC 9116), in both of its places. It holds for a year after the records were last looked at."""
    settings = library.settings
    fields = {
        "Contact": f"{settings.repository}security/advisories/new",
        "Expires": f"{library.reviewed + timedelta(days=364)}T00:00:00Z",
        "Preferred-Languages": ", ".join(settings.languages),
        "Canonical": f"{settings.url}{_SECURITY}",
        "Policy": f"{settings.repository}blob/{settings.branch}/SECURITY.md",
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items()).encode()
    return {_SECURITY: text, "security.txt": text}


def sitemap(library: Library, pages: Pages, hand_written: list[tuple[str, str]]) -> str:
    """Every page with its own text, its date and its translations (sitemaps.org; xhtml:link as Google asks)."""
    addresses: dict[str, dict[str, Page | None]] = {}
    for (locale, address), page in sorted(pages.items()):
        if page.listed and not page.fallback:
            addresses.setdefault(address, {})[locale] = page
    for locale, address in sorted(hand_written):
        addresses.setdefault(address, {})[locale] = None
    entries = "".join(_entries(library, address, found) for address, found in sorted(addresses.items()))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{entries}</urlset>\n'
    )


def _entries(library: Library, address: str, found: dict[str, Page | None]) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(locale)} href={quoteattr(absolute(library, locale, address))}/>'
        for locale in found
        if len(found) > 1
    )
    lines = []
    for locale, page in found.items():
        date = f"<lastmod>{page.updated}</lastmod>" if page and page.updated else ""
        lines.append(f"<url><loc>{escape(absolute(library, locale, address))}</loc>{date}{links}</url>\n")
    return "".join(lines)


def absolute(library: Library, locale: str, address: str) -> str:
    """The full address of a page."""
    return library.settings.page_url(locale, address)


def _moved(library: Library, pages: Pages) -> Iterator[tuple[str, str]]:
    """Former and present address of every page of each moved record, in each language, below the root of the site."""
    for record in library.records.values():
        for old in record.data.moved_from:
            for locale, address in sorted(pages):
                if address.startswith(f"{record.ref}/"):
                    prefix, rest = library.settings.prefix(locale), address.removeprefix(record.ref)
                    yield f"{prefix}{record.collection}/{old}{rest}", f"{prefix}{address}"


def _redirect(library: Library, new: str) -> str:
    target = f"{library.settings.url}{new}"
    relative = "../" * (new.count("/")) + new
    return (
        f'<!doctype html><html lang="{library.settings.default}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>→ {escape(target)}</title>'
        f'<meta name="robots" content="noindex"><link rel="canonical" href={quoteattr(target)}>'
        f'<meta http-equiv="refresh" content="0; url={escape(relative)}"></head>'
        f"<body><p><a href={quoteattr(relative)}>{escape(target)}</a></p></body></html>\n"
    )
