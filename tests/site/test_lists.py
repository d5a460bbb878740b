"""Lists in a browser: filters over all pages of a long list, order, state in the address, the way back; from files, too."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from host import Host, serving
from playwright.sync_api import Browser, Page, expect

from support import small_knowledge_base, spaces

MANY, PART = 240, 50
SETTINGS = f"""\
languages: [ru, en]
url: https://example.org/kb/
repository: https://example.org/repository
bundle: small
list_size: {PART}
"""
EVENT = """\
title: Встреча {n:03}
summary: О ней известно только то, что она была.
kind: {kind}
starts: {year}-{month:02}-15
countries: [countries/kazakhstan]
topics: [topics/tailings-safety]
sources:
  - {{id: note, title: Заметка, url: "https://example.org/note", language: ru, accessed: 2026-11-22, grade: other}}
reviewed: 2026-11-{day:02}
"""


def _events() -> Iterator[tuple[str, str]]:
    """240 events: ten in each year from 2001 to 2024; every second one is a seminar, every sixtieth a ceremony."""
    for n in range(MANY):
        year, month = 2001 + n // 10, 1 + n % 10
        kind = "ceremony" if n % 60 == 0 else "seminar" if n % 2 else "meeting"
        text = EVENT.format(n=n, kind=kind, year=year, month=month, day=1 + n % 20)
        yield f"content/ru/workshops/{year}-{month:02}-event-{n:03}.yml", text


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small knowledge base with a long list of events."""
    root = small_knowledge_base(
        tmp_path_factory.mktemp("long") / "kb", {"content/site.yml": SETTINGS} | dict(_events())
    )
    command = [str(Path(sys.executable).with_name("kb")), "build", "--root", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def events(long: Path) -> Iterator[str]:
    """The address of its list of events."""
    with serving(Host, long, "https://example.org/kb/") as address:
        yield f"{address}workshops/"


def _shown(page: Page) -> list[str]:
    return [spaces(title) for title in page.locator(".listing .row:visible .row__t").all_inner_texts()]


def _choose(page: Page, name: str, value: str) -> None:
    page.locator(f"form.filters select[name={name}]").select_option(value)


def _count(page: Page, shown: int, total: int = MANY + 2) -> None:
    expect(page.locator("[data-kb-count]")).to_have_text(re.compile(rf"^\D+{shown}\D+{total}$"))


def test_a_page_of_a_long_list_is_complete_without_javascript(browser: Browser, events: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        seen: list[str] = []
        page.goto(events)
        expect(page.locator("form.filters")).to_be_hidden()
        while True:
            seen += _shown(page)
            following = page.locator(".pager a[rel=next]")
            if not following.count():
                break
            following.click()
        assert len(seen) == len(set(seen)) == MANY + 2
        assert page.url == f"{events}page/5/"
        assert page.locator(".pager li").count() == 5
        page.locator(".pager a[rel=prev]").click()
        page.locator(".pager").get_by_role("link", name="1", exact=True).click()
        expect(page).to_have_url(events)


def test_the_entries_are_loaded_only_when_somebody_filters_and_then_all_are_searched(page: Page, events: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{events}page/3/")
    page.wait_for_load_state("networkidle")
    assert not [name for name in asked if name.startswith("list-workshops")]
    _choose(page, "kind", "ceremony")
    _count(page, 4)
    assert _shown(page) == ["Встреча 180", "Встреча 120", "Встреча 060", "Встреча 000"]
    assert [name for name in asked if re.fullmatch(r"list-workshops-ru\.[0-9a-f]{8}\.js", name)]
    expect(page.locator(".pager")).to_be_hidden()
    page.get_by_role("link", name="Встреча 000").click()
    expect(page.locator("h1")).to_have_text("Встреча 000")
    page.go_back()
    _count(page, 4)


def test_what_is_drawn_is_what_the_page_would_hold(page: Page, events: str) -> None:
    page.goto(events)
    row = page.locator(".listing .row:visible").first
    clean = "row => row.innerHTML.replaceAll('\\n', '')"
    made = row.evaluate(clean)
    _choose(page, "year", "2024")
    _count(page, 10)
    assert row.evaluate(clean) == made
    expect(page.locator(".yr:visible .yr__h")).to_have_text("2024 10")


def test_more_is_shown_when_asked_for_and_the_focus_goes_there(page: Page, events: str) -> None:
    page.goto(events)
    _choose(page, "kind", "seminar")
    _count(page, 121)
    assert len(_shown(page)) == 100
    page.get_by_role("button", name="Показать ещё").click()
    assert len(_shown(page)) == 121
    expect(page.locator(".listing .row:visible a").nth(100)).to_be_focused()
    expect(page.get_by_role("button", name="Показать ещё")).to_be_hidden()


def test_order_and_filters_stand_in_the_address_and_go_along_with_the_language(page: Page, events: str) -> None:
    page.goto(events)
    _choose(page, "kind", "ceremony")
    _choose(page, "sort", "oldest")
    expect(page).to_have_url(f"{events}?kind=ceremony&sort=oldest")
    _count(page, 4)
    assert _shown(page) == ["Встреча 000", "Встреча 060", "Встреча 120", "Встреча 180"]
    page.locator("nav.lang a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"/en/workshops/\?kind=ceremony&sort=oldest$"))
    _count(page, 4)
    expect(page.locator(".row:visible a[lang=ru]")).to_have_count(4)
    assert _shown(page)[0] == "Встреча 000"
    page.reload()
    _count(page, 4)
    expect(page.locator("select[name=sort]")).to_have_value("oldest")


def test_the_way_back_undoes_what_was_chosen(page: Page, events: str) -> None:
    page.goto(events)
    _choose(page, "kind", "ceremony")
    _count(page, 4)
    _choose(page, "year", "2001")
    _count(page, 1)
    page.go_back()
    _count(page, 4)
    expect(page.locator("select[name=year]")).to_have_value("")
    page.go_back()
    expect(page).to_have_url(events)
    assert len(_shown(page)) == PART
    page.go_forward()
    _count(page, 4)


def test_orders(page: Page, events: str) -> None:
    page.goto(f"{events}?sort=title")
    _count(page, MANY + 2)
    assert _shown(page)[:2] == ["Встреча 000", "Встреча 001"]
    _choose(page, "sort", "oldest")
    assert _shown(page)[0] == "Встреча 000"
    _choose(page, "sort", "checked")
    assert _shown(page)[:2] == ["Семинар по промышленной безопасности", "Семинар по хвостохранилищам"]


def test_where_nothing_matches_the_list_says_so_and_leads_out(page: Page, events: str) -> None:
    page.goto(events)
    _choose(page, "kind", "ceremony")
    _choose(page, "year", "2024")
    _count(page, 0)
    expect(page.get_by_text("Ничего не подходит.")).to_be_visible()
    page.locator("[data-kb-nothing]").get_by_role("button").click()
    assert len(_shown(page)) == PART
    expect(page).to_have_url(events)
    expect(page.locator("form.filters select").first).to_be_focused()


def test_an_address_with_values_that_the_list_does_not_know_shows_everything(page: Page, events: str) -> None:
    page.goto(f"{events}?kind=picnic&colour=red")
    assert len(_shown(page)) == PART
    expect(page.locator("select[name=kind]")).to_have_value("")


def test_without_its_entries_the_list_says_so_and_stays(page: Page, events: str) -> None:
    page.route("**/list-workshops-*", lambda route: route.abort())
    page.goto(events)
    _choose(page, "kind", "seminar")
    expect(page.locator("[data-kb-count]")).to_contain_text("Не удалось загрузить")
    assert len(_shown(page)) == PART


def test_it_works_from_files(page: Page, long: Path) -> None:
    page.goto((long / "workshops" / "index.html").as_uri())
    _choose(page, "kind", "ceremony")
    _count(page, 4)


@pytest.mark.parametrize("name", ["workshops", "guidelines", "projects", "organizations"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_choice_of_every_real_list_shows_what_it_counts(
    page: Page, base_url: str, name: str, language: str
) -> None:
    page.goto(f"{base_url}{'en/' if language == 'en' else ''}{name}/")
    total = len(_shown(page))
    for field in page.locator("form.filters select").all():
        for value in field.locator("option").evaluate_all("all => all.map(each => each.value).filter(Boolean)"):
            field.select_option(value)
            shown = len(_shown(page))
            assert 0 < shown <= total, value
            _count(page, shown, total)
        field.select_option("")
    assert len(_shown(page)) == total


def test_a_link_into_a_filtered_list_leads_to_the_whole(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}organizations/?kind=bank")
    assert 0 < len(_shown(page)) < 20
    page.evaluate("location.hash = 'authority'")
    expect(page.locator("#authority")).to_be_in_viewport()
    expect(page).to_have_url(f"{base_url}organizations/#authority")
