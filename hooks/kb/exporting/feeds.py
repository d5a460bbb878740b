"""Atom feeds (RFC 4287): what was checked or added last, of the whole and of each record that can be followed."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kb.library import Library
from kb.pages import Page
from kb.sharing import Subscription, moment, subscriptions
from kb.writing import Writer

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50
"""Entries of a feed: readers ask for it often, and who follows it has seen the older ones."""
Pages = dict[tuple[str, str], Page]


def feeds(library: Library, pages: Pages) -> dict[str, bytes]:
    """Name below the root of the site -> bytes of each feed, in each language."""
    made = {}
    for locale in library.settings.languages:
        writer = Writer(library, locale)
        for subscription in subscriptions(library):
            name = f"{library.settings.prefix(locale)}feeds/{subscription.name}.atom"
            made[name] = _feed(writer, subscription, pages, name)
    return made


def _newest(library: Library, locale: str, subscription: Subscription, pages: Pages) -> list[Page]:
    """The pages of the records, those checked last first; on the same day the younger thing first."""
    found = [pages[locale, f"{ref}/"] for ref in sorted(subscription.refs)]
    return sorted(
        found, key=lambda page: (str(page.updated), moment(library, library.records[str(page.ref)])), reverse=True
    )[:MOST]


def _feed(writer: Writer, subscription: Subscription, pages: Pages, name: str) -> bytes:
    library, locale = writer.library, writer.locale
    entries = _newest(library, locale, subscription, pages)
    site = writer.t("site.name").unescape()
    title = f"{pages[locale, subscription.address].title} · {site}" if subscription.ref else site
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": locale})
    _text(feed, "id", library.settings.url + name)
    _text(feed, "title", title)
    _text(feed, "subtitle", pages[locale, subscription.address].description)
    _text(feed, "updated", _instant(max((str(page.updated) for page in entries), default=str(library.reviewed))))
    author = SubElement(feed, "author")
    _text(author, "name", site)
    _text(author, "uri", library.settings.page_url(locale, ""))
    _text(feed, "rights", writer.t("site.licence").unescape())
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": library.settings.url + name})
    SubElement(
        feed,
        "link",
        {"rel": "alternate", "type": "text/html", "href": library.settings.page_url(locale, subscription.address)},
    )
    for page in entries:
        _entry(feed, writer, page)
    indent(feed, " ")
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(feed: Element, writer: Writer, page: Page) -> None:
    """A record: its address is its name for ever, the day on which it was checked is when it was updated."""
    address = writer.library.settings.page_url(page.locale, page.address)
    entry = SubElement(feed, "entry", {"xml:lang": page.text_locale} if page.fallback else {})
    _text(entry, "id", address)
    _text(entry, "title", page.title)
    _text(entry, "updated", _instant(str(page.updated)))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "hreflang": page.text_locale, "href": address})
    label = writer.labels[f"collections.{page.kind}.one"]
    SubElement(entry, "category", {"term": page.kind, "label": str(label)})
    _text(entry, "summary", page.description)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _instant(day: str) -> str:
    """A day as the date-time of RFC 3339: records know no hours."""
    return f"{day}T00:00:00Z"
