"""What has been shown stays where it is: while fonts and scripts come, and when a page itself comes in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from host import SlowHost, serving
from playwright.sync_api import Browser

from kb.library import Library

KINDS = ("", "countries/kazakhstan/", "workshops/2018-09-almaty-industrial-safety/", "workshops/", "terms/", "search/")
SHIFTS = """window.shifts = []
new PerformanceObserver(list => shifts.push(...list.getEntries().map(each => ({
  value: each.value,
  what: each.sources.map(({ node, previousRect, currentRect }) =>
    [node?.outerHTML?.slice(0, 100) ?? "", JSON.stringify(previousRect), JSON.stringify(currentRect)])
})))).observe({ type: "layout-shift", buffered: true })"""


@pytest.fixture(scope="module")
def slow_url(site: Path, real: Library) -> Iterator[str]:
    """Address of the site on a slow line."""
    with serving(SlowHost, site, real.settings.url) as address:
        yield address


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("line", ["base_url", "slow_url"])
def test_nothing_shifts_while_a_page_loads(
    browser: Browser, request: pytest.FixtureRequest, line: str, language: str, width: int
) -> None:
    address, found = request.getfixturevalue(line), {}
    for kind in KINDS:
        with browser.new_context(viewport={"width": width, "height": 900}) as context:
            context.add_init_script(SHIFTS)
            page = context.new_page()
            page.goto(f"{address}{language}{kind}", wait_until="networkidle")
            page.evaluate("document.fonts.ready")
            found[kind] = page.evaluate("shifts")
    assert {kind: shifts for kind, shifts in found.items() if shifts} == {}
