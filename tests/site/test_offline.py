"""The real bundle, unpacked where a field inspector would put it and opened from `file://` in a real browser."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from kb.library import Library
from kb.offline.making import make, silent
from kb.offline.verifying import folder_manifest, verify
from kb.verifying import shown
from kb.verifying import verify as verify_pages

pytestmark = pytest.mark.xdist_group("offline")
CASES = yaml.safe_load((Path(__file__).parent / "search_cases.yml").read_text(encoding="utf-8"))
ALMATY = "workshops/2018-09-almaty-industrial-safety"


@pytest.fixture(scope="module")
def top(dist: Path, real: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle, unpacked in a folder whose name has spaces and Cyrillic letters."""
    place = tmp_path_factory.mktemp("offline") / "Мои документы" / "Новая папка (2)"
    with zipfile.ZipFile(next(dist.glob("*-offline.zip"))) as archive:
        archive.extractall(place)
    return place / real.settings.bundle


@pytest.fixture
def reader(browser: Browser, top: Path) -> Iterator[Page]:
    """A page that asks for files of the copy only, and has nothing to complain of."""
    faults: list[str] = []
    with browser.new_context(locale="ru-RU") as context:
        page = context.new_page()
        base = top.as_uri()
        page.on("request", lambda request: request.url.startswith(base) or faults.append(f"asked for {request.url}"))
        page.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
    assert faults == []


def _open(page: Page, top: Path, address: str = "index.html") -> None:
    page.goto(f"{top.as_uri()}/{address}")


def test_it_is_complete_and_small(dist: Path) -> None:
    path = next(dist.glob("*-offline.zip"))
    assert verify(path)[1] == []
    assert path.stat().st_size < 10_000_000


def test_every_page_of_the_copy_is_sound(top: Path, real: Library) -> None:
    flaws = verify_pages(top, real.settings)
    assert flaws == [], shown(flaws)


def test_a_second_build_in_another_folder_gives_the_same_bytes(
    dist: Path, site: Path, real: Library, tmp_path: Path
) -> None:
    other = shutil.copytree(site, tmp_path / "другая папка" / "site")
    make(real, other, tmp_path / "dist", silent, bundle_only=True)
    one, two = (next(folder.glob("*-offline.zip")) for folder in (dist, tmp_path / "dist"))
    assert one.read_bytes() == two.read_bytes()


def test_from_the_first_page_to_a_workshop_to_english_and_side_by_side(reader: Page, top: Path) -> None:
    _open(reader, top)
    expect(reader.locator(".copy")).to_contain_text("сегодня")
    reader.locator(f"a[href$='{ALMATY}/index.html']").or_(
        reader.locator("nav.bar a[href$='workshops/index.html']")
    ).first.click()
    if not reader.url.endswith(f"{ALMATY}/index.html"):
        reader.locator(f"a[href$='{ALMATY.split('/')[1]}/index.html']").first.click()
    expect(reader.locator("html")).to_have_attribute("lang", "ru")
    reader.locator("nav.lang a").click()
    expect(reader.locator("h1")).to_have_text("Subregional Workshop on Strengthening Industrial Safety in Central Asia")
    assert reader.url.endswith(f"/en/{ALMATY}/index.html")
    reader.locator("a[href*='both/index.html']").first.click()
    expect(reader.locator("main [lang=ru]").first).to_be_visible()
    reader.locator("nav.lang a").click()
    expect(reader.locator("html")).to_have_attribute("lang", "ru")


def test_filters_keep_their_state_in_the_other_language(reader: Page, top: Path) -> None:
    _open(reader, top, "workshops/index.html")
    everything = reader.locator(".row:visible").count()
    reader.locator("form[data-kb-list] select[name=country]").select_option("KZ")
    fewer = reader.locator(".row:visible").count()
    assert 0 < fewer < everything
    reader.locator("nav.lang a").click()
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    assert reader.locator(".row:visible").count() == fewer


def test_the_map_leads_to_a_country(reader: Page, top: Path) -> None:
    _open(reader, top)
    reader.locator(".map a[href$='kazakhstan/index.html']").click()
    expect(reader.locator("h1")).to_have_text("Казахстан")


def test_downloads_are_in_the_copy(reader: Page, top: Path) -> None:
    _open(reader, top, "workshops/index.html")
    calendar = reader.locator("a[href$='.ics']").first.get_attribute("href")
    assert calendar
    assert (top / "workshops" / calendar).read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("language", list(CASES))
def test_every_search_case(reader: Page, top: Path, language: str) -> None:
    _open(reader, top, "index.html" if language == "ru" else f"{language}/index.html")
    field, lost = reader.locator("input[type=search]").first, []
    for case in (case for cases in CASES[language].values() for case in cases if "find" in case):
        wanted = case["find"] if isinstance(case["find"], list) else [case["find"]]
        field.fill(case["query"])
        reader.wait_for_selector(
            f"[data-search-state=ready][data-search-query={json.dumps(case['query'], ensure_ascii=False)}]",
            state="attached",
        )
        first = [link.get_attribute("href") or "" for link in reader.locator(".hit__a").all()[:3]]
        if not any(f"{ref}/index.html" in link for ref in wanted for link in first):
            lost.append((case["query"], wanted, first))
    assert lost == []


def test_a_result_leads_to_its_page(reader: Page, top: Path) -> None:
    _open(reader, top, "en/index.html")
    reader.locator("input[type=search]").first.fill("tailings")
    hit = reader.locator(".hit__a").first
    title = hit.inner_text()
    hit.click()
    expect(reader.locator("h1")).to_contain_text(title)


@pytest.mark.parametrize(
    ("days", "russian", "english"),
    [(0, "сегодня", "today"), (5, "5 дней", "5 days"), (214, "7 месяцев", "7 months"), (1500, "4 года", "4 years")],
)
def test_the_start_page_knows_how_old_the_copy_is(
    reader: Page, top: Path, days: int, russian: str, english: str
) -> None:
    reader.clock.set_fixed_time(_released(top) + timedelta(days=days))
    _open(reader, top, "start.html")
    expect(reader.locator("#ru [data-copy=age]")).to_have_text(russian)
    expect(reader.locator("#en [data-copy=age]")).to_have_text(english)


def test_a_clock_that_is_behind_makes_no_copy_young(reader: Page, top: Path, real: Library) -> None:
    reader.clock.set_fixed_time(_released(top) - timedelta(days=30))
    _open(reader, top, "start.html")
    expect(reader.locator("#ru [data-copy=age]")).to_have_text(str(real.labels["ru"].texts["offline.clock"]))


def _released(top: Path) -> datetime:
    """Noon of the day of the edition."""
    return datetime.fromisoformat(folder_manifest(top).edition.day + "T12:00:00+00:00")


def test_external_links_are_marked(reader: Page, top: Path) -> None:
    _open(reader, top, f"{ALMATY}/index.html")
    link = reader.locator("a[href^='https://']").first
    assert "↗" in link.evaluate("node => getComputedStyle(node, '::after').content")
    assert link.get_attribute("title")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_opens_without_a_complaint(reader: Page, top: Path, scheme: str) -> None:
    """Of each folder its list, its first record, and what stands below that, in both languages."""
    reader.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for folder in sorted(
        {top, top / "en", *(path.parent for base in (top, top / "en") for path in base.glob("*/index.html"))}
    ):
        first = sorted(folder.glob("*/index.html"))[:1]
        below = [path for each in first for path in sorted(each.parent.glob("*/index.html"))[:1]]
        for path in [*folder.glob("index.html"), *first, *below][:: 1 if scheme == "light" else 3]:
            _open(reader, top, path.relative_to(top).as_posix())
