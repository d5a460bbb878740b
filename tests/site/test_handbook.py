"""The handbook in both languages and the archive for Kiwix, before the checkers of others and in a browser."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kb.library import Library

pytestmark = pytest.mark.xdist_group("offline")
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])
CHAPTERS = ("countries", "workshops", "guidelines", "terms")


def _run(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _handbook(dist: Path, language: str, suffix: str) -> Path:
    return next(dist.glob(f"*-handbook-{language}.{suffix}"))


@LANGUAGES
def test_pdf_is_tagged_and_knows_its_language_and_title(dist: Path, real: Library, language: str) -> None:
    path = _handbook(dist, language, "pdf")
    said = _run("pdfinfo", path)
    assert re.search(r"Tagged:\s+yes", said)
    assert str(real.labels[language].texts["site.name"]) in said
    data = path.read_bytes()
    assert re.search(rb"/Lang ?\(" + language.encode(), data)
    assert b"pdfuaid:part" in data
    assert path.stat().st_size < 8_000_000


@LANGUAGES
def test_pdf_has_every_country_event_guideline_and_term(dist: Path, real: Library, language: str) -> None:
    """Letter by letter: lines may be broken and hyphenated anywhere."""
    found = re.sub(r"[^\w]", "", _run("pdftotext", _handbook(dist, language, "pdf"), "-"))
    titles = [str(record.localized(language).title.text) for name in CHAPTERS for record in real.of(name)]
    assert [title for title in titles if re.sub(r"[^\w]", "", title) not in found] == []


@LANGUAGES
def test_epubcheck_is_content(dist: Path, language: str) -> None:
    jar = Path("/usr/share/java/epubcheck.jar")
    command = ("java", "-jar", jar) if jar.is_file() else ("epubcheck",)
    assert "0 fatals / 0 errors / 0 warnings" in _run(*command, _handbook(dist, language, "epub"))


def test_zimcheck_is_content(dist: Path) -> None:
    said = _run("zimcheck", "-A", next(dist.glob("*.zim")))
    assert "Overall Test Status: Pass" in said, said


@pytest.fixture(scope="module")
def kiwix(dist: Path) -> Iterator[str]:
    """Address of the archive, served by kiwix-serve."""
    path = next(dist.glob("*.zim"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        ["kiwix-serve", "--address", "127.0.0.1", "--port", str(port), str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/{path.stem}"
    finally:
        server.terminate()
        server.wait()


def test_kiwix_shows_it_in_both_languages_and_finds_what_is_searched(browser: Browser, kiwix: str) -> None:
    foreign: list[str] = []
    with browser.new_context(locale="ru-RU") as context:
        page = context.new_page()
        host = kiwix.rpartition("/")[0]
        page.on("request", lambda request: request.url.startswith(host) or foreign.append(request.url))
        page.goto(f"{kiwix}/index.html")
        expect(page.locator("h1")).to_contain_text("безопасность")
        page.locator(".map a[href$='kazakhstan/index.html']").click()
        expect(page.locator("h1")).to_have_text("Казахстан")
        page.locator("nav.lang a").click()
        expect(page.locator("h1")).to_have_text("Kazakhstan")
        page.locator("input.search__q").fill("tailings")
        page.locator(".hit__a").first.click()
        expect(page.locator("main h1")).to_contain_text(re.compile("tailings", re.IGNORECASE))
        name = kiwix.rpartition("/")[2]
        page.goto(f"{host}/search?content={name}&pattern=хвостохранилищами")
        expect(page.locator("body")).to_contain_text("хвостохранилищ")
        page.goto(f"{host}/suggest?content={name}&term=Казах")
        expect(page.locator("body")).to_contain_text("countries/kazakhstan/index.html")
    assert foreign == []
