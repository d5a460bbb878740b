"""WCAG 2.2 AA in a browser: axe-core on every type of page and with everything open, in both schemes, languages, widths."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from kinds import KINDS, LOST, sideways
from playwright.sync_api import Browser, Page, expect

from quality.install import TOOLS

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LANGUAGES, WIDTHS = ("", "en/"), (1280, 320)
EVERY_VIEW = pytest.mark.parametrize(("language", "width"), [(a, b) for a in LANGUAGES for b in WIDTHS])
# What another colour scheme can change; everything else was looked at in the first, and is the same document.
OF_COLOUR = ["color-contrast", "link-in-text-block", "focus-order-semantics", "target-size"]


@pytest.fixture(scope="module")
def views(browser: Browser) -> Iterator[Callable[[int], Page]]:
    """A page of each width, with axe-core in whatever it shows."""
    axe = (TOOLS / "axe-core-4.14.1" / "axe.min.js").read_text(encoding="utf-8")
    made: dict[int, Page] = {}

    def view(width: int) -> Page:
        if width not in made:
            context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
            context.add_init_script(axe)
            made[width] = context.new_page()
        return made[width]

    yield view
    for page in made.values():
        page.context.close()


def _faults(page: Page, what: str) -> list[tuple[str, ...]]:
    """What axe finds on the page as it is, in both colour schemes; and whether it scrolls sideways."""
    found = []
    for scheme, rules in (("light", RULES), ("dark", OF_COLOUR)):
        page.emulate_media(color_scheme=scheme)
        result = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
        found += [(what, scheme, each["id"], each["nodes"][0]["html"][:160]) for each in result["violations"]]
    return found + sideways(page, what)


@EVERY_VIEW
def test_axe_finds_nothing_and_nothing_scrolls_sideways(views, base_url: str, language: str, width: int) -> None:
    page, faults = views(width), []
    for kind in (*KINDS, LOST):
        page.goto(f"{base_url}{language}{kind}")
        faults += _faults(page, kind)
    assert faults == []


# --- with everything open


def _search(page: Page, query: str) -> None:
    if page.locator("[data-search-open]").is_visible():
        page.locator("[data-search-open]").click()
    page.locator("#q").fill(query)
    page.locator(f'[data-search-state="ready"][data-search-query="{query}"]').wait_for()


def _menu(page: Page) -> None:
    if page.locator(".menu").is_visible():
        page.locator(".menu summary").click()
    expect(page.locator(".bar")).to_be_visible()


def _term(page: Page) -> None:
    page.locator("a.term-link").first.focus()
    expect(page.locator(".term-tip")).to_be_visible()


def _filter(page: Page, **chosen: str) -> None:
    for name, value in chosen.items():
        page.locator(f"select[name={name}]").select_option(value)


def _folded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")


OPEN: dict[str, tuple[str, Callable[[Page], object]]] = {
    "menu": ("topics/", _menu),
    "results": ("topics/", lambda page: _search(page, "Convention")),
    "no results": ("topics/", lambda page: _search(page, "qqqqqqqqqq")),
    "filters": ("workshops/", lambda page: _filter(page, country="KZ", year="2019")),
    "order": ("guidelines/", lambda page: _filter(page, sort="title")),
    "nothing matches": ("workshops/", lambda page: _filter(page, year="2013", kind="ceremony")),
    "tooltip": ("topics/natech/", _term),
    "folded parts": ("workshops/2018-09-almaty-industrial-safety/", _folded),
    "folded parts of a country": ("countries/kazakhstan/", _folded),
}


@EVERY_VIEW
def test_axe_finds_nothing_with_everything_open(views, base_url: str, language: str, width: int) -> None:
    page, faults = views(width), []
    for what, (address, opened) in OPEN.items():
        page.goto(f"{base_url}{language}{address}")
        opened(page)
        faults += _faults(page, what)
    assert faults == []
