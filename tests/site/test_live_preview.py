"""`kb serve` in a browser: what is saved is there, problems lie over the page, and mending them is enough."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support import Make, change

RECORD = "content/en/workshops/2018-09-almaty.yml"
PATIENCE = 60_000


@pytest.fixture
def served(make: Make) -> Iterator[tuple[Path, str]]:
    """A small knowledge base with `kb serve` running on it, and where."""
    root = make()
    command = [str(Path(sys.executable).parent / "kb"), "serve", "--address", "127.0.0.1:0"]
    with subprocess.Popen(command, cwd=root, text=True, stdout=subprocess.PIPE) as server:
        assert server.stdout
        found = re.match(r"(http://127\.0\.0\.1:\d+/)", server.stdout.readline())
        assert found
        yield root, found[1]
        server.terminate()


def test_what_is_saved_is_shown_and_what_is_wrong_lies_over_the_page(page: Page, served: tuple[Path, str]) -> None:
    root, address = served
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}en/workshops/2018-09-almaty/", timeout=PATIENCE)
    heading, box = page.locator("h1"), page.locator(".kb-live")
    expect(heading).to_have_text("Workshop on Industrial Safety")
    expect(box).to_be_hidden()

    change(root / RECORD, {"title: Workshop on": "title: Seminar on"})
    expect(heading).to_have_text("Seminar on Industrial Safety", timeout=PATIENCE)

    change(root / RECORD, {"starts: 2018-09-25": "starts: 31.02.2026"})
    expect(box).to_be_visible(timeout=PATIENCE)
    expect(box).to_contain_text(f'{RECORD}:4:9 starts is "31.02.2026".')
    expect(heading).to_have_text("Seminar on Industrial Safety")
    page.goto(f"{address}terms/")
    expect(page.locator("h1")).to_have_text(re.compile(r"\w"))
    expect(box).to_contain_text("KB023", timeout=PATIENCE)

    change(root / RECORD, {"starts: 31.02.2026": "starts: 2018-09-25"})
    expect(box).to_be_hidden(timeout=PATIENCE)
    assert errors == []


def test_hand_written_pages_and_missing_ones_are_there_too(page: Page, served: tuple[Path, str]) -> None:
    root, address = served
    (root / "docs/en").mkdir(parents=True, exist_ok=True)
    page.goto(f"{address}en/nowhere/", timeout=PATIENCE)
    (root / "docs/en/own.md").write_text("# Written by hand\n\nSee [the terms](terms/index.md).\n", encoding="utf-8")
    for _ in range(60):
        if (answer := page.goto(f"{address}en/own/")) and answer.ok:
            break
        page.wait_for_timeout(1000)
    expect(page.locator("h1")).to_have_text("Written by hand")
    expect(page.get_by_role("link", name="the terms")).to_have_attribute("href", "../terms/")


def test_the_search_finds_what_was_just_written(page: Page, served: tuple[Path, str]) -> None:
    root, address = served
    change(root / RECORD, {"title: Workshop on Industrial Safety": "title: Quetzalcoatl seminar"})
    page.goto(f"{address}en/terms/", timeout=PATIENCE)
    page.locator("[data-search] input").first.fill("quetzalcoatl")
    expect(page.locator("[data-search-results]")).to_contain_text("Quetzalcoatl seminar", timeout=PATIENCE)
