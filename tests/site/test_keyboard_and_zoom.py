"""Keyboard, zoom, motion: what WCAG 2.2 AA asks for and no checker of documents can see."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from kinds import KINDS, LOST, sideways
from playwright.sync_api import Browser, Page, expect

LANGUAGES, WIDTHS = ("", "en/"), (1280, 320)


@pytest.fixture
def views(browser: Browser) -> Iterator[Callable[[int], Page]]:
    """A page of a width."""
    made: list[Page] = []

    def view(width: int) -> Page:
        made.append(browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce").new_page())
        return made[-1]

    yield view
    for page in made:
        page.context.close()


WALKED = (
    "", "countries/", "countries/kazakhstan/", "workshops/", "workshops/2018-09-almaty-industrial-safety/", "agreements/",
    "topics/natech/", "terms/", "timeline/", "accidents/", "search/", "data/", LOST,
)  # fmt: skip
# All that can be reached, with its look before it is; then what each press of Tab reaches, and how it looks then.
WATCH = """() => {
  const look = element => {
    const parts = [element, element.parentElement, ...element.querySelectorAll("*")].slice(0, 8)
    return parts.map(each => { const s = getComputedStyle(each); return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor].join() }).join("|")
  }
  const shown = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length
  window.walk = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(element => !element.disabled && element.tabIndex >= 0 && shown(element)).map(element => ({ element, before: look(element), reached: false, seen: false }))
  addEventListener("focusin", event => {
    const step = walk.find(each => each.element === event.target)
    if (!step) return
    step.reached = true
    step.seen = look(step.element) !== step.before
  })
  return walk.length
}"""
TOLD = "key => walk.filter(each => !each[key]).map(each => each.element.outerHTML.slice(0, 140))"


@pytest.mark.parametrize("width", WIDTHS)
def test_tab_reaches_everything_and_the_focus_is_seen(views, base_url: str, width: int) -> None:
    page, faults = views(width), {}
    for kind in WALKED:
        page.goto(f"{base_url}{kind}")
        count = page.evaluate(WATCH)
        for _ in range(count + 1):
            page.keyboard.press("Tab")
        unreached, unseen = page.evaluate(TOLD, "reached"), page.evaluate(TOLD, "seen")
        if unreached or unseen:
            faults[kind] = {"unreached": unreached, "unseen": unseen}
    assert faults == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_key_leads_past_the_head(views, base_url: str, width: int) -> None:
    page = views(width)
    page.goto(f"{base_url}topics/natech/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_escape_closes_the_search_and_the_focus_goes_back(views, base_url: str) -> None:
    for width in WIDTHS:
        page = views(width)
        page.goto(f"{base_url}topics/")
        if width == 320:
            page.locator("[data-search-open]").click()
        page.locator("#q").fill("река")
        page.locator('[data-search-state="ready"][data-search-query="река"]').wait_for()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".hit__a").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".finder")).to_be_hidden()
        expect(page.locator("#q" if width == 1280 else "[data-search-open]")).to_be_focused()


def test_the_menu_closes_on_escape_and_when_the_focus_leaves_it(views, base_url: str) -> None:
    page = views(320)
    page.goto(f"{base_url}topics/")
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bar")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".bar a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".menu summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".bar a").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".bar")).to_be_hidden()


# --- zoom, motion


def test_at_200_percent_nothing_scrolls_sideways(browser: Browser, base_url: str) -> None:
    faults = []
    with browser.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2) as context:
        page = context.new_page()
        for language in LANGUAGES:
            for kind in (*KINDS, LOST):
                page.goto(f"{base_url}{language}{kind}")
                faults += sideways(page, f"{language}{kind}")
    assert faults == []


def test_nothing_moves_where_that_is_unwanted(views, base_url: str) -> None:
    moving = """[...document.querySelectorAll("*")].filter(each => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(each)
      return parseFloat(transitionDuration) > 0.01 || animationName !== "none" || scrollBehavior === "smooth"
    }).map(each => each.outerHTML.slice(0, 80))"""
    page = views(1280)
    for kind in ("", "workshops/", "countries/kazakhstan/"):
        page.goto(f"{base_url}{kind}")
        assert page.evaluate(moving) == []
