"""Every page of the built site, one after another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from html_pages import VERBATIM, HtmlPage, read_site, targets

from kb.library import Library

CYRILLIC_SENTENCE = re.compile(r"(?:\b[А-Яа-яЁё]{2,}\s+){3,}[А-Яа-яЁё]{2,}")
LATIN_SENTENCE = re.compile(r"(?:\b[A-Za-z]{2,}\s+){4,}[A-Za-z]{2,}")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\([^)]*\)")
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, HtmlPage]:
    """Every page but those that only lead to a new address."""
    return {address: page for address, page in read_site(site).items() if not page.is_redirect}


@pytest.fixture(scope="module")
def listed(pages: dict[str, HtmlPage]) -> list[HtmlPage]:
    """The pages that have an address of their own."""
    return [page for address, page in pages.items() if address != "404.html"]


@pytest.fixture(scope="module")
def root(real: Library) -> str:
    """The full address of the site."""
    return real.settings.url


def _language(page: HtmlPage) -> str:
    return "en" if page.address.startswith("en/") else "ru"


def test_there_is_a_page_for_every_record_in_both_languages(pages, real: Library) -> None:
    expected = {f"{prefix}{ref}/" for ref in real.records for prefix in ("", "en/")}
    assert expected - set(pages) == set()


def test_every_page_names_its_language(listed) -> None:
    assert [page.address for page in listed if page.lang != _language(page)] == []


def test_every_page_has_one_main_heading_with_words_in_it(pages) -> None:
    assert {
        page.address: page.headings for page in pages.values() if len(page.headings) != 1 or not page.headings[0]
    } == {}


def test_ids_are_unique(pages) -> None:
    twice = {page.address: [name for name, n in Counter(page.ids).items() if n > 1] for page in pages.values()}
    assert {address: names for address, names in twice.items() if names} == {}


def test_internal_links_and_their_anchors_exist(pages, site: Path, root: str) -> None:
    broken = Counter(
        (target, anchor)
        for page in pages.values()
        for target, anchor in targets(page, root)
        if not _exists(pages, site, target, anchor)
    )
    assert broken == {}


def _exists(pages: dict[str, HtmlPage], site: Path, target: str, anchor: str) -> bool:
    if target in pages:
        return not anchor or anchor in pages[target].ids
    return (site / target).is_file()


def test_nothing_is_loaded_from_another_host(pages) -> None:
    assert {each for page in pages.values() for each in page.loads if re.match(r"[a-z]+:|//", each)} == set()


def test_everything_that_is_loaded_exists(listed, site: Path) -> None:
    missing = {
        (page.address, each)
        for page in listed
        for each in page.loads
        if not (site / page.address / each).resolve().is_file()
    }
    assert missing == set()


def test_titles_and_descriptions_are_there_and_tell_pages_apart(listed) -> None:
    for what in ("title", "description"):
        words = [(_language(page), page.title if what == "title" else page.metas.get(what, "")) for page in listed]
        assert [each for each in words if not each[1]] == []
        assert [each for each, n in Counter(words).items() if n > 1] == []


def test_alternates_are_absolute_symmetric_and_have_a_default(listed, root: str) -> None:
    by_url = {f"{root}{page.address}": page for page in listed}
    for page in listed:
        if page.alternates:
            assert set(page.alternates) == {"ru", "en", "x-default"}, page.address
            assert page.alternates[_language(page)] == f"{root}{page.address}"
            assert page.alternates["x-default"] == page.alternates["ru"]
            assert {by_url[url].alternates == page.alternates for url in page.alternates.values()} == {True}


def test_records_that_are_translated_are_alternates_of_one_another(pages, real: Library) -> None:
    for ref, record in real.records.items():
        translated = all(record.has(code) for code in real.settings.languages)
        assert bool(pages[f"{ref}/"].alternates) == translated


def test_every_page_is_its_own_canonical_address_unless_its_text_is_borrowed(listed, root: str) -> None:
    others = {page.address: page.canonical for page in listed if page.canonical != f"{root}{page.address}"}
    assert {
        address: url for address, url in others.items() if pages_of(listed)[url.removeprefix(root)].alternates
    } == {}


def pages_of(listed: list[HtmlPage]) -> dict[str, HtmlPage]:
    """The pages by their addresses."""
    return {page.address: page for page in listed}


def test_the_sitemap_lists_every_page_that_search_engines_may_list(listed, site: Path, root: str) -> None:
    there = {loc.text for loc in ElementTree.parse(site / "sitemap.xml").getroot().iter(LOC)}
    expected = {page.canonical for page in listed if page.is_listed and page.canonical == f"{root}{page.address}"}
    assert (expected - there, there - expected) == (set(), set())


def _kinds(data: Any) -> Iterator[Any]:
    """The types of a piece of data and of the pieces in it."""
    if isinstance(data, dict):
        yield from [data["@type"]] if "@type" in data else []
        yield from (kind for each in data.values() for kind in _kinds(each))
    elif isinstance(data, list):
        yield from (kind for each in data for kind in _kinds(each))


def test_data_for_search_engines_parses_and_names_its_kind(listed) -> None:
    kinds = {str(kind) for page in listed for data in page.parsed_data for kind in _kinds(data)}
    assert {"Event", "Report", "BreadcrumbList", "Organization", "Country", "DefinedTerm"} - kinds == set()
    assert {data["@context"] for page in listed for data in page.parsed_data} == {"https://schema.org"}


def _texts(pages: dict[str, HtmlPage], lang: str) -> Iterator[tuple[str, str]]:
    """Address and words of every text in a language; names in quotation marks and in the list of sources stand as printed."""
    for page in pages.values():
        for text in page.texts:
            if text.lang == lang and not text.within & {*VERBATIM, "sources"}:
                yield page.address, QUOTED.sub("", text.words)


def test_no_template_is_left_unfilled(pages) -> None:
    found = [each for lang in ("ru", "en") for each in _texts(pages, lang)]
    assert [each for each in found if re.search(r"\{\{|\{%|\}\}|\{[a-z_]+\}|Undefined", each[1])] == []


def test_no_reference_is_shown_in_place_of_a_title(pages, real: Library) -> None:
    reference = re.compile(rf"(?<![\w/])(?:{'|'.join(real.collections)})/[a-z0-9][a-z0-9-]+(?![\w/.])")
    found = [each for lang in ("ru", "en") for each in _texts(pages, lang) if reference.search(each[1])]
    assert found == []


def test_no_section_is_empty(pages) -> None:
    assert {page.address: page.empty_sections for page in pages.values() if page.empty_sections} == {}


def test_english_pages_hold_no_russian_sentence_that_is_not_marked(pages) -> None:
    assert [each for each in _texts(pages, "en") if CYRILLIC_SENTENCE.search(each[1])] == []


def test_russian_pages_hold_no_english_sentence_that_is_not_marked(pages) -> None:
    assert [each for each in _texts(pages, "ru") if LATIN_SENTENCE.search(each[1])] == []


def test_the_page_for_missing_addresses_speaks_both_languages(pages, root: str) -> None:
    lost = pages["404.html"]
    assert {text.lang for text in lost.texts} >= {"ru", "en"}
    assert (lost.canonical, lost.alternates) == ("", {})
    assert [href for href in lost.links if not href.startswith(("/", "#", "http"))] == []
    assert {target for target, _ in targets(lost, root)} >= {"", "en/", "workshops/", "en/workshops/"}
