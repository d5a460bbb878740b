"""Every page of the built site, one after another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from html_pages import VERBATIM, HtmlPage, read_site

from kb.library import Library
from kb.verifying import shown, verify
from kb.verifying.page import Page
from kb.verifying.site import Site

CYRILLIC_SENTENCE = re.compile(r"(?:\b[А-Яа-яЁё]{2,}\s+){3,}[А-Яа-яЁё]{2,}")
LATIN_SENTENCE = re.compile(r"(?:\b[A-Za-z]{2,}\s+){4,}[A-Za-z]{2,}")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\([^)]*\)")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, HtmlPage]:
    """Every page but those that only lead to a new address."""
    return {address: page for address, page in read_site(site).items() if not page.is_redirect}


def test_there_is_a_page_for_every_record_in_both_languages(pages, real: Library) -> None:
    expected = {f"{prefix}{ref}/" for ref in real.records for prefix in ("", "en/")}
    assert expected - set(pages) == set()


def test_verifying_finds_no_flaw(site: Path, real: Library) -> None:
    """Links, anchors, assets, ids, headings, languages, translations, data for machines and so on: see kb.verifying."""
    flaws = verify(site, real.settings)
    assert flaws == [], shown(flaws)


@pytest.fixture
def read(site: Path, real: Library) -> Callable[[str], Page]:
    """Reads one page as the program does that verifies the site."""
    there = Site.at(site, real.settings)
    return lambda path: Page(there, path, (site / path).read_bytes())


def test_records_that_are_translated_are_alternates_of_one_another(read, real: Library) -> None:
    for ref, record in real.records.items():
        translated = all(record.has(code) for code in real.settings.languages)
        assert bool(read(f"{ref}/index.html").alternates) == translated


def test_data_for_search_engines_names_the_kinds_of_records(site: Path) -> None:
    found = {kind for path in site.rglob("index.html") for kind in re.findall(r'"@type":"(\w+)"', path.read_text())}
    assert {"Event", "Report", "BreadcrumbList", "Organization", "Country", "DefinedTerm"} - found == set()


def _texts(pages: dict[str, HtmlPage], lang: str) -> Iterator[tuple[str, str]]:
    """Address and words of every text in a language; names in quotation marks and in the list of sources stand as printed."""
    for page in pages.values():
        for text in page.texts:
            if text.lang == lang and not text.within & {*VERBATIM, "sources"}:
                yield page.address, QUOTED.sub("", text.words)


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


def test_the_page_for_missing_addresses_speaks_both_languages(pages, read) -> None:
    assert {text.lang for text in pages["404.html"].texts} >= {"ru", "en"}
    lost = read("404.html")
    links = [str(each.get("href")) for each in lost.tags("a")]
    assert [href for href in links if not href.startswith(("/", "#", "http"))] == []
    wanted = {"index.html", "en/index.html", "workshops/index.html", "en/workshops/index.html"}
    assert {lost.site.target(lost.path, href) for href in links} >= wanted
