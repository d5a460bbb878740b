"""The map: by keyboard, with its labels apart from each other at every width, and the same in a table."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

FOCUSED = "document.activeElement.closest('.map') ? document.activeElement.getAttribute('href') : null"
OUTLINE = """() => { const style = getComputedStyle(document.activeElement)
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }"""
# Every two of names of countries and marks of events that touch, and every letter of a river's name that lies below one of them.
OVERLAPS = """() => {
  const shown = [...document.querySelectorAll('.pin, .spot circle, .dots circle')].filter(each => each.getClientRects().length)
  const boxes = shown.map(each => [each.textContent || each.getAttribute('cx'), each.getBoundingClientRect()])
  const inside = (box, x, y) => x > box.left && x < box.right && y > box.top && y < box.bottom
  const found = []
  boxes.forEach(([name, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) found.push([name, other])
  }))
  for (const text of document.querySelectorAll('.rvn')) {
    if (!text.getClientRects().length) continue
    for (let at = 0; at < text.getNumberOfChars(); at++) {
      const place = text.getStartPositionOfChar(at).matrixTransform(text.getScreenCTM())
      boxes.forEach(([name, box]) => inside(box, place.x, place.y) && found.push([text.textContent, name]))
    }
  }
  return found
}"""
OUTSIDE = """() => { const box = document.querySelector('.map__box').getBoundingClientRect()
  return [...document.querySelectorAll('.pin')].map(pin => [pin.textContent, pin.getBoundingClientRect()])
    .filter(([, pin]) => pin.left < box.left || pin.right > box.right || pin.bottom > box.bottom).map(([name]) => name) }"""


def _tab_through(page: Page) -> list[str]:
    """The links of the map in the order in which the Tab key reaches them; each of them has a visible outline."""
    page.locator(".tags a").last.focus()
    found: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        href = page.evaluate(FOCUSED)
        if href is None:
            break
        assert page.evaluate(OUTLINE), href
        found.append(href)
    return found


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_keyboard_reaches_countries_then_places(page: Page, base_url: str, language: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(base_url + language)
    order = _tab_through(page)
    assert [href.split("/")[-2] for href in order[:5]] == [
        "kazakhstan",
        "kyrgyzstan",
        "tajikistan",
        "turkmenistan",
        "uzbekistan",
    ]
    places = [href for href in order[5:] if "#" in href]
    assert len(places) > 8
    assert all("places/#" in href for href in places)


def test_enter_opens_a_country(page: Page, base_url: str) -> None:
    page.goto(base_url)
    page.locator(".pin--TJ").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base_url}countries/tajikistan/")


def test_a_place_tells_its_name_on_focus_and_enter_leads_to_its_events(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(base_url)
    mark = page.locator(".spot[href$='#dushanbe']")
    expect(mark.locator(".tip")).to_be_hidden()
    page.locator(".pin").last.focus()
    while page.evaluate(FOCUSED) != mark.get_attribute("href"):
        page.keyboard.press("Tab")
    expect(mark.locator(".tip")).to_be_visible()
    expect(mark.locator(".tip")).to_contain_text("Душанбе")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base_url}places/#dushanbe")
    row = page.locator("tr#dushanbe")
    expect(row).to_be_in_viewport()
    expect(row.locator("th")).to_have_text("Душанбе")


def test_the_table_counts_as_many_events_as_the_map(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{base_url}en/places/")
    rows = {row.get_attribute("id"): row.locator(".back__l li").count() for row in page.locator("tr[id]").all()}
    for mark in page.locator(".spot").all():
        name = (mark.get_attribute("href") or "").partition("#")[2]
        assert rows[name] >= 1
        if "," not in (mark.get_attribute("aria-label") or ""):
            assert mark.locator("text").first.text_content() == str(rows[name])


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
@pytest.mark.parametrize("address", ["", "en/", "places/", "en/places/", "countries/"])
def test_labels_stand_apart_and_on_the_map(browser: Browser, base_url: str, address: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(base_url + address)
        assert page.evaluate(OVERLAPS) == []
        assert page.evaluate(OUTSIDE) == []


def test_a_small_map_leads_to_the_table_instead(browser: Browser, base_url: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True) as context:
        page = context.new_page()
        page.goto(base_url)
        expect(page.locator(".spots")).to_be_hidden()
        expect(page.locator(".dots")).to_be_visible()
        page.get_by_role("link", name="Места и реки списком").tap()
        expect(page).to_have_url(f"{base_url}places/#region")
        expect(page.get_by_role("heading", name="События в пяти странах")).to_be_in_viewport()
