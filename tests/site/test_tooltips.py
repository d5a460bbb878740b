"""Terms in texts, in a real browser: what a word means is shown on hover, focus and touch, and goes away on Escape."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def term(page: Page, base_url: str) -> Locator:
    """The first term in the text of a Russian page."""
    page.goto(f"{base_url.rstrip('/')}/topics/natech/")
    return page.locator('a.term-link[href$="/natech/"]').first


@pytest.fixture
def tooltip(page: Page) -> Locator:
    return page.locator(".term-tip")


def test_keyboard_focus_shows_the_definition_and_the_term_in_english(term: Locator, tooltip: Locator) -> None:
    term.focus()
    expect(tooltip).to_be_visible()
    expect(tooltip).to_have_attribute("role", "tooltip")
    expect(term).to_have_attribute("aria-describedby", "term-tip")
    expect(tooltip.locator("p")).to_have_count(2)
    expect(tooltip.locator("p[lang=en]")).to_have_text("natural-hazard-triggered technological accident (Natech)")


def test_escape_hides_it_and_the_focus_stays(page: Page, term: Locator, tooltip: Locator) -> None:
    term.focus()
    expect(tooltip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()
    expect(term).to_be_focused()
    assert term.get_attribute("aria-describedby") is None


def test_it_goes_with_the_focus(page: Page, term: Locator, tooltip: Locator) -> None:
    term.focus()
    expect(tooltip).to_be_visible()
    term.evaluate("link => link.blur()")
    expect(tooltip).to_be_hidden()


def test_it_stays_while_the_pointer_is_on_it(page: Page, term: Locator, tooltip: Locator) -> None:
    term.hover()
    expect(tooltip).to_be_visible()
    tooltip.hover()
    page.wait_for_timeout(500)
    expect(tooltip).to_be_visible()
    page.mouse.move(1, 1)
    expect(tooltip).to_be_hidden()


def test_definitions_are_loaded_only_when_they_are_wanted(page: Page, base_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{base_url.rstrip('/')}/topics/natech/")
    page.wait_for_load_state("networkidle")
    assert not [name for name in asked if name.startswith("terms-")]
    page.locator("a.term-link").first.focus()
    expect(page.locator(".term-tip")).to_be_visible()
    assert len([name for name in asked if name.startswith("terms-ru.")]) == 1


def test_the_first_touch_shows_it_and_the_second_follows_the_link(page: Page, base_url: str) -> None:
    browser = page.context.browser
    assert browser is not None
    with browser.new_context(has_touch=True, viewport={"width": 390, "height": 844}) as context:
        phone = context.new_page()
        phone.goto(f"{base_url.rstrip('/')}/topics/natech/")
        term = phone.locator('a.term-link[href$="/natech/"]').first
        term.tap()
        expect(phone.locator(".term-tip")).to_be_visible()
        assert "/topics/natech/" in phone.url
        term.tap()
        phone.wait_for_url("**/terms/natech/")
