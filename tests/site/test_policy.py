"""The content security policy: in a real browser no kind of page breaks it, and what breaks it does not run."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from kinds import KINDS
from playwright.sync_api import Browser, Page, Route, expect

from kb.exporting.headers import HEADERS, POLICY

LISTEN = """addEventListener("securitypolicyviolation", event =>
  told(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI || event.sample}`))"""


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and everything on it that goes against the policy or complains."""
    found: list[str] = []
    with browser.new_context(locale="ru-RU", viewport={"width": 1280, "height": 900}) as context:
        context.expose_binding("told", lambda _, words: found.append(words))
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: found.append(str(error)))
        yield page, found


@pytest.mark.parametrize("language", ["", "en/"])
def test_no_kind_of_page_goes_against_it(watched, base_url: str, language: str) -> None:
    page, found = watched
    for kind in KINDS:
        page.goto(f"{base_url}{language}{kind}")
    assert found == []


def test_the_page_for_missing_addresses_does_not_either(watched, base_url: str) -> None:
    page, found = watched
    page.goto(f"{base_url}nothing/here/")
    expect(page.locator("h1")).to_be_visible()
    assert [each for each in found if "404" not in each] == []


@pytest.mark.parametrize("language", ["", "en/"])
def test_what_scripts_do_does_not_either(watched, base_url: str, language: str) -> None:
    """Search, filters, the menu of narrow screens, the colour scheme, the words with explanations."""
    page, found = watched
    page.goto(f"{base_url}{language}workshops/")
    page.locator("form.filters select[name=country]").select_option("KZ")
    page.locator("[data-kb-scheme]").click()
    page.locator("input[type=search]").first.fill("Almaty")
    expect(page.locator(".hit__a").first).to_be_visible()
    page.locator("input[type=search]").first.fill("хвостохранилище")
    expect(page.locator(".hit__a").first).to_be_visible()
    page.goto(f"{base_url}{language}workshops/2018-09-almaty-industrial-safety/")
    page.locator("main .term-link").first.hover()
    page.set_viewport_size({"width": 390, "height": 800})
    page.locator(".menu summary").click()
    page.locator("nav.lang a").click()
    assert found == []


def _with(page: Page, markup: str, header: bool) -> None:
    """Let the page arrive with something in it that is not ours."""

    def altered(route: Route) -> None:
        answer = route.fetch()
        headers = {name: value for name, value in answer.headers.items() if header or name != "content-security-policy"}
        route.fulfill(response=answer, headers=headers, body=answer.text().replace("<main", f"{markup}<main", 1))

    page.route("**/about/", altered)


@pytest.mark.parametrize("header", [True, False], ids=["in the header", "in the page alone"])
@pytest.mark.parametrize(
    ("markup", "directive"),
    [
        ("<script>document.title = 'taken'</script>", "script-src-elem"),
        ("<img src='data:,' onerror=\"document.title = 'taken'\" alt=''>", "script-src-attr"),
        ("<p style='color: red'>A</p>", "style-src-attr"),
        ("<img src='https://example.com/spy.png' alt=''>", "img-src"),
        ("<script src='https://example.com/a.js'></script>", "script-src-elem"),
        ("<iframe src='https://example.com/'></iframe>", "frame-src"),
        ("<base href='https://example.com/'>", "base-uri"),
    ],
)
def test_what_is_not_ours_does_not_run(watched, base_url: str, markup: str, directive: str, header: bool) -> None:
    page, found = watched
    _with(page, markup, header)
    page.goto(f"{base_url}about/")
    page.wait_for_function("document.readyState === 'complete'")
    assert page.title() != "taken"
    assert [each for each in found if f": {directive} " in each]


def test_every_page_and_the_files_for_hosts_say_the_same(site: Path) -> None:
    page = html.unescape((site / "index.html").read_text(encoding="utf-8"))
    assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in page
    said = (site / "_headers").read_text(encoding="utf-8")
    assert all(f"  {name}: {value}\n" in said for name, value in HEADERS.items())
    paths = [line for line in said.splitlines() if not line.startswith(" ")]
    assert len(paths) < 100  # Cloudflare reads no more
    assert all((site / path.strip("/*")).exists() for path in paths)
