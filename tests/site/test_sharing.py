"""What others see of the built site: titles, descriptions, JSON-LD, pictures, feeds, calendars, citations, llms.txt."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from kb.headlines import LONGEST, SHORTEST, TITLE
from kb.library import Library

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
LINK = re.compile(r'<link rel="alternate" type="application/atom\+xml" title="([^"]*)" href="([^"]*)">')
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
CITATION = re.compile(r'<details class="cite">.*?</details>', re.DOTALL)
# Titles that would be cut alike stay whole (two events of a series): so many in a hundred may be longer than they should.
LONG = 3


@dataclass(frozen=True)
class Seen:
    """A page as its head shows it."""

    path: Path
    html: str

    @property
    def title(self) -> str:
        return unescape(re.findall(r"<title>(.*?)</title>", self.html, re.DOTALL)[0])

    def meta(self, name: str) -> str | None:
        found = re.search(rf'<meta (?:name|property)="{re.escape(name)}" content="([^"]*)">', self.html)
        return unescape(found[1]) if found else None

    @property
    def listed(self) -> bool:
        return 'http-equiv="refresh"' not in self.html and self.meta("robots") != "noindex"

    @property
    def data(self) -> list[dict[str, object]]:
        return [json.loads(each) for each in DATA.findall(self.html)]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Seen]:
    """The pages that search engines are to find, by address."""
    found = {
        path.parent.relative_to(site).as_posix(): Seen(path, path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("index.html"))
    }
    return {name: page for name, page in found.items() if page.listed and page.meta("og:url")}


@pytest.fixture(scope="module")
def records(pages: dict[str, Seen], real: Library) -> dict[str, Seen]:
    """The pages of records among them, in every language."""
    prefixes = [real.settings.prefix(locale) for locale in real.settings.languages]
    return {name: pages[name] for prefix in prefixes for ref in real.records if (name := f"{prefix}{ref}") in pages}


def _file(site: Path, real: Library, address: str) -> Path:
    assert address.startswith(real.settings.url)
    return site / urldefrag(address.removeprefix(real.settings.url)).url


def test_titles_are_unique_and_short(pages) -> None:
    often = Counter(page.title for page in pages.values())
    assert [title for title, times in often.items() if times > 1] == []
    long = [title for title in often if len(title) > TITLE]
    assert len(long) <= len(pages) * LONG // 100, long


def test_descriptions_are_unique_and_of_sensible_length(pages) -> None:
    said = {name: page.meta("description") or "" for name, page in pages.items()}
    assert {name: text for name, text in said.items() if not SHORTEST <= len(text) <= LONGEST} == {}
    often = Counter(said.values())
    assert {name: text for name, text in said.items() if often[text] > 1} == {}


def test_every_page_has_a_picture_that_is_there(pages, site, real) -> None:
    for name, page in pages.items():
        picture = _file(site, real, page.meta("og:image") or "")
        assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n", name
        assert page.meta("twitter:card") == "summary_large_image"
    assert sum(path.stat().st_size for path in (site / "assets" / "cards").glob("*.png")) < 1_000_000


def test_every_page_says_what_it_is(pages, real) -> None:
    for name, page in pages.items():
        first, *rest = page.data
        assert first["@context"] == "https://schema.org", name
        assert [each["@type"] for each in rest] == ([] if name in (".", "en") else ["BreadcrumbList"]), name
        for step in rest[0]["itemListElement"] if rest else ():
            assert step["item"].startswith(real.settings.url)
            assert step["name"]


def test_records_say_what_they_are_about(records, real) -> None:
    """What schema.org and search engines ask of each type."""
    needed = {
        "Event": {"name", "description", "startDate", "endDate", "eventStatus"}, "Report": {"name", "inLanguage"},
        "Country": {"identifier"}, "DefinedTerm": {"inDefinedTermSet"}, "HowTo": {"step"}, "Legislation": {"legislationType"},
    }  # fmt: skip
    for name, page in records.items():
        found = page.data[0]
        assert {"url", "inLanguage", "isPartOf", "identifier", "dateModified", "license"} <= set(found), name
        entity = found["mainEntity"]
        assert {"name", "description"} | needed.get(entity["@type"], set()) <= set(entity), name
        assert not [key for key, value in entity.items() if value in (None, "", [])], name


def test_sets_of_data_lead_to_their_files(pages, site, real) -> None:
    """Google's guide to Dataset: name, a description of 50 to 5000 characters, a licence, files."""
    sets = [pages["."].data[0], *(pages[name].data[0]["mainEntity"] for name in real.collections)]
    for found in sets:
        assert {"name", "license", "creator", "isAccessibleForFree"} <= set(found)
        assert 50 <= len(found["description"]) <= 5000
        assert found["distribution"]
        for file in found["distribution"]:
            assert _file(site, real, file["contentUrl"]).is_file(), file


def test_every_page_leads_to_feeds_that_are_there(pages) -> None:
    for name, page in pages.items():
        links = LINK.findall(page.html)
        assert links, name
        for _, href in links:
            assert (page.path.parent / href).resolve().is_file(), (name, href)
    assert len(LINK.findall(pages["countries/kazakhstan"].html)) == 2


def test_feeds_lead_to_pages(site, real) -> None:
    feeds = sorted(site.rglob("*.atom"))
    assert len(feeds) == (1 + len(real.of("countries"))) * len(real.settings.languages)
    for path in feeds:
        feed = ElementTree.parse(path).getroot()
        for link in feed.iterfind(".//a:link", ATOM):
            target = _file(site, real, link.get("href", ""))
            assert target.is_file() or (target / "index.html").is_file(), link.get("href")


def test_calendars_hold_the_events_with_full_days(site, real) -> None:
    days = [each for each in real.of("workshops") if len(each.data.starts or "") == 10]
    calendar = Calendar.from_ical((site / "calendars" / "all.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == len(days)
    coming = {record.id for record in days if date.fromisoformat(record.data.starts) > real.reviewed}
    names = {path.stem for path in (site / "calendars").glob("*.ics")}
    assert names == {"all", *coming, *(country.id for country in real.of("countries"))}
    for path in (site / "en" / "calendars").glob("*.ics"):
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
            assert (_file(site, real, str(event["URL"])) / "index.html").is_file()


@pytest.mark.parametrize("address", ["workshops", "en/workshops", "countries/uzbekistan", "en/changes"])
def test_pages_say_how_to_follow(pages, address: str) -> None:
    page = pages[address]
    line = re.findall(r'<p class="follow">.*?</p>', page.html, re.DOTALL)
    assert len(line) == 1
    for href in re.findall(r'<a href="([^"]*)">', line[0]):
        assert (page.path.parent / href).resolve().is_file()


def test_every_record_can_be_cited(records, real) -> None:
    sizes = []
    for name, page in records.items():
        found = CITATION.findall(page.html)
        assert len(found) == 1, name
        plain, bibtex, ris = (unescape(each) for each in re.findall(r"<pre>(.*?)</pre>", found[0], re.DOTALL))
        address = page.meta("og:url") or ""
        assert all(address in each for each in (plain, bibtex, ris)), name
        assert bibtex.startswith("@misc{")
        assert ris.splitlines()[-1] == "ER  - "
        assert "\u00a0" not in bibtex + ris
        sizes.append(len(found[0].encode()))
    assert sum(sizes) / len(sizes) < 1_300


def test_the_sitemap_gives_the_dates_of_the_records(site, real) -> None:
    urls = ElementTree.parse(site / "sitemap.xml").getroot().findall("s:url", SITEMAP)
    dates = {url.findtext("s:loc", "", SITEMAP): url.findtext("s:lastmod", "", SITEMAP) for url in urls}
    for record in real.records.values():
        assert dates[real.settings.page_url(record.locale, f"{record.ref}/")] == str(record.data.reviewed)
    assert not [address for address in dates if address.endswith("/both/")]


@pytest.mark.parametrize("name", ["llms.txt", "en/llms.txt"])
def test_llms_txt_has_its_form_and_leads_to_pages(site, real, name: str) -> None:
    """https://llmstxt.org: a heading, a quotation, then sections with lists of links."""
    text = (site / name).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    assert "## Optional" in lines
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)(?:: .+)?$", text, re.MULTILINE)
    assert len(links) == sum(line.startswith("- ") for line in lines) > len(real.records)
    for link in links:
        target = _file(site, real, link)
        assert target.is_file() or (target / "index.html").is_file(), link
