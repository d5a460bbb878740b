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
A4 = "595"


def _printed(browser: Browser, url: str, target: Path) -> list[str]:
    """The texts of the pages of the PDF, without any white space, since long addresses are broken."""
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(url)
        page.pdf(path=target, prefer_css_page_size=True)
    sheets = _run("pdftotext", str(target), "-").split("\f")[:-1]
    return [re.sub(r"\s", "", sheet) for sheet in sheets]


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _texts(browser: Browser, url: str, *selectors: str) -> list[str]:
    """What stands in the page itself."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(url)
        found = page.locator(", ".join(selectors)).all()
        return [re.sub(r"\s", "", each.text_content() or "") for each in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_print_has_every_section_and_every_source_with_its_address(
    browser: Browser, base_url: str, tmp_path: Path, address: str, language: str
) -> None:
    url = base_url + language + address
    sheets = _printed(browser, url, tmp_path / "page.pdf")
    whole = "".join(re.sub(r"\d+$", "", sheet) for sheet in sheets)  # the number of the page
    for heading in _texts(browser, url, "h1", ".body h2", ".sources li > a"):
        assert heading in whole
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(url)
        addresses = [link.get_attribute("href") or "" for link in page.locator(".sources li > a").all()]
    assert len(addresses) > 2
    assert [each for each in addresses if each not in whole] == []
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
    size = next(line for line in _run("pdfinfo", str(target)).splitlines() if line.startswith("Page size"))
    assert A4 in size


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_are_printed_side_by_side(
    browser: Browser, base_url: str, real: Library, tmp_path: Path, language: str
) -> None:
    target = tmp_path / "page.pdf"
    whole = "".join(_printed(browser, f"{base_url}{language}{WORKSHOP}both/", target))
    record = real.records[WORKSHOP.rstrip("/")]
    for file in (record.original, *record.translations.values()):
        assert re.sub(r"\s", "", file.model.title) in re.sub(r"\s", "", whole)
    # The two titles stand in one row: on the same height of the first page, in columns.
    words = re.findall(
        r'yMin="([\d.]+)"[^>]*>(?:Subregional|Субрегиональный)<', _run("pdftotext", "-bbox", str(target), "-")
    )
    assert len({round(float(top)) for top in words}) < len(words)


def test_what_is_folded_on_the_screen_is_printed(browser: Browser, base_url: str, tmp_path: Path) -> None:
    whole = "".join(_printed(browser, f"{base_url}countries/kyrgyzstan/", tmp_path / "page.pdf"))
    assert "Столица" in whole
    assert "Версияот22ноября2026г." in whole  # how to cite it
