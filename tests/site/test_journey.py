"""What a reader does: finds a workshop, reads it in the other language, goes on to a country and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from kb.library import Library

ALMATY = "workshops/2018-09-almaty-industrial-safety/"
RUSSIAN_TITLE = "Субрегиональный семинар по укреплению промышленной безопасности в Центральной Азии"
ENGLISH_TITLE = "Subregional Workshop on Strengthening Industrial Safety in Central Asia"


@pytest.fixture
def reader(page: Page, base_url: str) -> Iterator[Page]:
    """A page on which nothing may go wrong: no error in the console, no request that fails or goes to another host."""
    faults: list[str] = []
    page.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "requestfailed",
        lambda request: request.failure == "net::ERR_ABORTED" or faults.append(f"failed: {request.url}"),
    )
    page.on("response", lambda answer: answer.status >= 400 and faults.append(f"{answer.status}: {answer.url}"))
    page.on("request", lambda request: request.url.startswith(base_url) or faults.append(f"foreign: {request.url}"))
    yield page
    assert faults == []


def _switch(page: Page, language: str) -> None:
    """Follow the language switch and wait for the page in the other language."""
    page.locator(f"header nav.lang a[hreflang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_from_the_russian_home_page_to_the_workshop_to_english_to_kazakhstan_and_back(
    reader: Page, base_url: str
) -> None:
    reader.goto(base_url)
    expect(reader.locator("html")).to_have_attribute("lang", "ru")

    reader.locator("nav.bar").get_by_role("link", name="Семинары").click()
    expect(reader.locator("h1")).to_contain_text("Семинары")
    filters = reader.locator("form.filters")
    filters.get_by_label("Год").select_option("2018")
    filters.get_by_label("Страна").select_option(label="Казахстан")
    shown = reader.locator(".listing .row:visible")
    expect(reader.locator(".listing .yr:visible .yr__h")).to_have_text(re.compile(r"^2018\s\d+$"))
    shown.get_by_role("link", name=RUSSIAN_TITLE).click()

    expect(reader.locator("h1")).to_have_text(RUSSIAN_TITLE)
    expect(reader.locator("time[datetime='2018-09-25']").first).to_contain_text(
        re.compile(r"25–26\s+сентября\s+2018\s+г\.")
    )
    expect(reader).to_have_url(f"{base_url}{ALMATY}")

    _switch(reader, "en")
    expect(reader.locator("h1")).to_have_text(ENGLISH_TITLE)
    expect(reader.locator("time[datetime='2018-09-25']").first).to_have_text("25–26 September 2018")
    expect(reader).to_have_url(f"{base_url}en/{ALMATY}")

    reader.locator("aside.facts").get_by_role("link", name="Kazakhstan").click()
    expect(reader.locator("h1")).to_have_text("Kazakhstan")
    expect(reader).to_have_url(f"{base_url}en/countries/kazakhstan/")

    reader.go_back()
    expect(reader.locator("h1")).to_have_text(ENGLISH_TITLE)


def test_from_the_country_the_workshop_can_be_found(reader: Page, base_url: str) -> None:
    reader.goto(f"{base_url}en/organizations/cesdrr/")
    reader.locator("main").get_by_role("link", name=ENGLISH_TITLE).first.click()
    expect(reader).to_have_url(f"{base_url}en/{ALMATY}")


def test_to_the_tailings_guidelines(reader: Page, base_url: str) -> None:
    reader.goto(f"{base_url}topics/tailings-safety/")
    reader.locator("main a[href*='guidelines/unece-tmf-guidelines']").first.click()
    expect(reader.locator("aside.facts, .facts").first).to_be_visible()
    expect(reader).to_have_url(f"{base_url}guidelines/unece-tmf-guidelines/")


def test_filters_count_what_they_show_and_keep_their_state_in_the_address(reader: Page, base_url: str) -> None:
    reader.goto(f"{base_url}workshops/")
    everything = reader.locator("#list .row").count()
    reader.get_by_label("Год").select_option("2018")
    some = reader.locator(".listing .row:visible").count()
    assert 0 < some < everything
    expect(reader.get_by_role("status").first).to_have_text(re.compile(rf"{some}\D+{everything}"))
    expect(reader).to_have_url(f"{base_url}workshops/?year=2018")

    reader.reload()
    expect(reader.locator(".listing .row:visible")).to_have_count(some)
    _switch(reader, "en")
    expect(reader).to_have_url(f"{base_url}en/workshops/?year=2018")
    expect(reader.locator(".listing .row:visible")).to_have_count(some)

    reader.get_by_role("button", name="Reset").click()
    expect(reader.locator(".listing .row:visible")).to_have_count(everything)
    expect(reader).to_have_url(f"{base_url}en/workshops/")


def test_the_language_switch_keeps_the_place_on_the_page(reader: Page, base_url: str) -> None:
    reader.goto(f"{base_url}{ALMATY}#outcomes")
    _switch(reader, "en")
    expect(reader).to_have_url(f"{base_url}en/{ALMATY}#outcomes")
    expect(reader.locator("h2#outcomes")).to_be_in_viewport()


def _kinds(library: Library) -> Iterator[str]:
    """An address of every type of page: home, lists, a record of each kind, views, hand-written pages."""
    yield ""
    for name in library.collections:
        yield f"{name}/"
        yield f"{library.of(name)[0].ref}/"
    yield from ("about/", "contribute/")


def test_the_language_switch_stays_on_the_page_on_every_type_of_page(
    reader: Page, base_url: str, real: Library
) -> None:
    for address in _kinds(real):
        reader.goto(f"{base_url}{address}")
        _switch(reader, "en")
        expect(reader).to_have_url(f"{base_url}en/{address}")
        _switch(reader, "ru")
        expect(reader).to_have_url(f"{base_url}{address}")


def test_a_missing_address_says_so_in_both_languages_and_leads_back(page: Page, base_url: str) -> None:
    answer = page.goto(f"{base_url}workshops/2018-09-almaty/")
    assert answer is not None
    assert answer.status == 404
    for language in ("ru", "en"):
        expect(page.locator(f"section[lang={language}]")).to_be_visible()
    page.locator("section[lang=en]").get_by_role("link").first.click()
    expect(page).to_have_url(f"{base_url}en/")


def test_without_javascript_everything_is_there(browser, base_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base_url}workshops/")
        assert page.locator("#list .row:visible").count() == page.locator("#list .row").count() > 15
        page.get_by_role("link", name=RUSSIAN_TITLE).first.click()
        expect(page.locator("h1")).to_have_text(RUSSIAN_TITLE)
        _switch(page, "en")
        expect(page.locator("h1")).to_have_text(ENGLISH_TITLE)


def test_both_languages_stand_side_by_side_each_with_its_own_and_can_be_printed(reader: Page, base_url: str) -> None:
    reader.goto(f"{base_url}{ALMATY}")
    reader.get_by_role("link", name="На двух языках").first.click()
    expect(reader).to_have_url(f"{base_url}{ALMATY}both/")
    rows = reader.locator(".pairs .pair")
    assert rows.count() > 10
    for row in rows.all():
        assert row.locator("> div").evaluate_all("all => all.map(each => each.lang)") == ["ru", "en"]
    for media in ("screen", "print"):
        reader.emulate_media(media=media)
        left, right = (rows.first.locator(f"> div[lang={code}]").bounding_box() for code in ("ru", "en"))
        assert left is not None
        assert right is not None
        assert left["y"] == right["y"]
        assert left["x"] + left["width"] <= right["x"]
    assert len(reader.pdf()) > 10_000
    reader.emulate_media(media="screen")
    _switch(reader, "en")
    assert rows.first.locator("> div").evaluate_all("all => all.map(each => each.lang)") == ["en", "ru"]


def test_any_two_to_five_countries_can_be_compared(reader: Page, base_url: str) -> None:
    reader.goto(f"{base_url}countries/#compare")
    codes = reader.locator(".mx__t thead [data-cc]").evaluate_all("all => all.map(each => each.dataset.cc)")
    assert len(codes) == 5
    for chosen in (set(pick) for size in range(2, 6) for pick in combinations(codes, size)):
        for code in codes:
            reader.locator(f"#pick-{code}").set_checked(code in chosen)
        shown = reader.locator(".mx__t thead th[data-cc]:visible")
        assert set(shown.evaluate_all("all => all.map(each => each.dataset.cc)")) == chosen
        assert reader.locator(".mx__t tbody tr").first.locator("td:visible").count() == len(chosen)


def test_a_country_profile_prints_with_its_sources(reader: Page, base_url: str) -> None:
    reader.goto(f"{base_url}countries/kazakhstan/")
    reader.emulate_media(media="print")
    expect(reader.locator(".sources")).to_be_visible()
    for hidden in (".head", ".foot", ".rail"):
        expect(reader.locator(hidden).first).to_be_hidden()
    pdf = reader.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert 2 <= len(re.findall(rb"/Type ?/Page\b", pdf)) < 40
