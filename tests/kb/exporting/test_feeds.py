"""Atom feeds: what RFC 4287 asks for, in each language, of the whole and of each record that can be followed."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from kb.exporting.feeds import ATOM, MOST, feeds
from kb.library import Library
from kb.rendering import render

NAMES = {"a": ATOM}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def made(library: Library) -> dict[str, bytes]:
    return feeds(library, {(page.locale, page.address): page for page in render(library)})


def _parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def _texts(element: ElementTree.Element, path: str) -> list[str]:
    return [str(each.text) for each in element.findall(path, NAMES)]


def test_there_is_one_for_each_language_and_each_country(made) -> None:
    assert sorted(made) == ["en/feeds/all.atom", "en/feeds/kazakhstan.atom", "feeds/all.atom", "feeds/kazakhstan.atom"]


def test_feeds_have_what_the_format_asks_for(made) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: id, title, updated once each; an author; a link to itself; unique ids."""
    for name, data in made.items():
        feed = _parsed(data)
        assert feed.tag == f"{{{ATOM}}}feed"
        for each in (feed, *feed.findall("a:entry", NAMES)):
            assert [len(each.findall(f"a:{part}", NAMES)) for part in ("id", "title", "updated")] == [1, 1, 1]
        assert _texts(feed, "a:id") == [f"https://example.org/kb/{name}"]
        assert len(_texts(feed, "a:author/a:name")) == 1
        links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", NAMES)}
        assert links["self"] == f"https://example.org/kb/{name}"
        ids = _texts(feed, "a:entry/a:id")
        assert len(ids) == len(set(ids)) > 0


def test_the_newest_comes_first_and_gives_the_feed_its_date(made) -> None:
    feed = _parsed(made["feeds/all.atom"])
    days = _texts(feed, "a:entry/a:updated")
    assert days == sorted(days, reverse=True)
    assert _texts(feed, "a:updated") == ["2026-11-22T00:00:00Z"] == days[:1]
    assert _texts(feed, "a:entry/a:id")[0].endswith("/workshops/2018-09-almaty/")


def test_entries_lead_to_the_page_in_the_language_of_the_feed(made) -> None:
    feed = _parsed(made["en/feeds/all.atom"])
    assert feed.get(LANG) == "en"
    found = {str(entry.findtext("a:id", None, NAMES)): entry for entry in feed.findall("a:entry", NAMES)}
    entry = found["https://example.org/kb/en/workshops/2018-09-almaty/"]
    assert entry.findtext("a:title", None, NAMES) == "Workshop on Industrial Safety"
    assert entry.get(LANG) is None
    category = entry.find("a:category", NAMES)
    assert category is not None
    assert category.attrib == {"term": "workshops", "label": "Event"}


def test_a_text_without_translation_bears_its_own_language(made) -> None:
    feed = _parsed(made["en/feeds/all.atom"])
    assert [entry.get(LANG) for entry in feed if entry.findtext("a:title", "", NAMES).startswith("Семинар")] == ["ru"]


def test_the_feed_of_a_country_tells_of_what_names_it(made) -> None:
    ids = [
        each.removeprefix("https://example.org/kb/")
        for each in _texts(_parsed(made["feeds/kazakhstan.atom"]), "a:entry/a:id")
    ]
    assert "countries/kazakhstan/" in ids
    assert "workshops/2019-11-almaty/" in ids
    assert "organizations/unece/" not in ids


def test_bytes_are_the_same_every_time(library, made) -> None:
    pages = {(page.locale, page.address): page for page in render(library)}
    assert feeds(library, dict(reversed(pages.items()))) == made


def test_feeds_stay_short(real) -> None:
    pages = {(page.locale, page.address): page for page in render(real)}
    for data in feeds(real, pages).values():
        assert 0 < len(_parsed(data).findall("a:entry", NAMES)) <= MOST
