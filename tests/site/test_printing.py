"""Printed pages: the text with its sources on A4, and nothing that only a screen needs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kb.library import Library

WORKSHOP = "workshops/2018-09-almaty-industrial-safety/"
PAGES = ["countries/kyrgyzstan/", "countries/kazakhstan/risks/", WORKSHOP, "agreements/industrial-accidents/"]
LANGUAGES = ["", "en/"]
BROKEN = re.compile(
    r"[\s-]"
)  # long addresses are broken at the end of a line, and pdftotext takes their hyphens for its own


def _printed(browser: Browser, url: str, target: Path) -> list[str]:
    """The texts of the pages of the PDF as one line each, without numbers that stand alone (of pages, notes, lists)."""
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(url)
        page.pdf(path=target, prefer_css_page_size=True)
    sheets = _run("pdftotext", str(target), "-").split("\f")[:-1]
    return [BROKEN.sub("", re.sub(r"(?m)^\d+$", "", sheet)) for sheet in sheets]


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _texts(browser: Browser, url: str, *selectors: str) -> list[str]:
    """What stands in the page itself."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(url)
        found = page.locator(", ".join(selectors)).all()
        return [BROKEN.sub("", each.text_content() or "") for each in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_print_has_every_section_and_every_source_with_its_address(
    browser: Browser, base_url: str, tmp_path: Path, address: str, language: str
) -> None:
    url = base_url + language + address
    sheets = _printed(browser, url, tmp_path / "page.pdf")
    whole = "".join(sheets)
    for heading in _texts(browser, url, "h1", ".body h2", ".sources li > a"):
        assert heading in whole
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(url)
        addresses = [link.get_attribute("href") or "" for link in page.locator(".sources li > a").all()]
    assert len(addresses) > 2
    assert [each for each in addresses if BROKEN.sub("", each) not in whole] == []
    assert "../" not in whole
    assert 1 < len(sheets) < 9
    assert all(len(sheet) > 200 for sheet in sheets)  # no page is blank or all but blank


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", [PAGES[0], WORKSHOP, f"{WORKSHOP}both/"])
def test_print_has_no_navigation_search_or_buttons(
    browser: Browser, base_url: str, tmp_path: Path, address: str, language: str
) -> None:
    url = base_url + language + address
    target = tmp_path / "page.pdf"
    whole = "".join(_printed(browser, url, target))
    menus = _texts(browser, url, ".bar ul", ".foot__about", ".crumbs", ".rail", ".endbar ul", ".around")
    assert len(menus) > 2
    assert [each for each in menus if each in whole] == []
    size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", _run("pdfinfo", str(target)))
    assert size
    assert [round(float(each) / 72 * 25.4) for each in size.groups()] == [210, 297]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_are_printed_side_by_side(
    browser: Browser, base_url: str, real: Library, tmp_path: Path, language: str
) -> None:
    target = tmp_path / "page.pdf"
    _printed(browser, f"{base_url}{language}{WORKSHOP}both/", target)
    words = re.findall(r'yMin="([\d.]+)"[^>]*>([^<]+)<', _run("pdftotext", "-bbox", str(target), "-"))
    record = real.records[WORKSHOP.rstrip("/")]
    titles = [file.model.title.split() for file in (record.original, *record.translations.values())]
    assert {word for title in titles for word in title} <= {word for _, word in words}
    heights = [{round(float(top)) for top, word in words if word == title[0]} for title in titles]
    assert set.intersection(*heights)  # the two begin at one height: in columns


def test_what_is_folded_on_the_screen_is_printed(browser: Browser, base_url: str, tmp_path: Path) -> None:
    whole = "".join(_printed(browser, f"{base_url}countries/kyrgyzstan/", tmp_path / "page.pdf"))
    assert "Столица" in whole
    assert "Версияот22ноября2026г." in whole  # how to cite it
