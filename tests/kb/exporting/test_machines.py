"""What search engines and hosts read."""

import re
from datetime import datetime, timedelta
from urllib.parse import urljoin
from xml.etree import ElementTree

from kb.publication import Publication

SITE = "https://example.org/kb/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def _extras(root) -> dict[str, bytes]:
    return Publication.of(root).extras()


def _entries(data: bytes) -> dict[str, ElementTree.Element]:
    return {
        url.findtext("s:loc", namespaces=NAMES): url for url in ElementTree.fromstring(data).findall("s:url", NAMES)
    }


def test_the_sitemap_names_every_page_with_its_date_and_translations(library) -> None:
    entries = _entries(_extras(library.root)["sitemap.xml"])
    entry = entries[f"{SITE}en/workshops/2018-09-almaty/"]
    assert entry.findtext("s:lastmod", namespaces=NAMES) == "2026-11-22"
    links = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)}
    assert links == {
        "ru": f"{SITE}workshops/2018-09-almaty/",
        "en": f"{SITE}en/workshops/2018-09-almaty/",
    }


def test_borrowed_texts_are_not_in_the_sitemap(library) -> None:
    entries = _entries(_extras(library.root)["sitemap.xml"])
    assert f"{SITE}workshops/2019-11-almaty/" in entries
    assert f"{SITE}en/workshops/2019-11-almaty/" not in entries
    assert entries[f"{SITE}workshops/2019-11-almaty/"].findall("x:link", NAMES) == []


def test_hand_written_pages_are_in_the_sitemap(make) -> None:
    root = make({"docs/ru/about.md": "# О нас\n", "docs/en/about.md": "# About\n"})
    entries = _entries(_extras(root)["sitemap.xml"])
    assert len(entries[f"{SITE}about/"].findall("x:link", NAMES)) == 2


def test_robots_find_the_sitemap(library) -> None:
    assert f"Sitemap: {SITE}sitemap.xml" in _extras(library.root)["robots.txt"].decode()


def test_who_finds_a_weakness_knows_where_to_go(library) -> None:
    files = _extras(library.root)
    said = dict(line.split(": ", 1) for line in files[".well-known/security.txt"].decode().splitlines())
    assert set(said) == {"Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"}
    assert said["Canonical"] == f"{SITE}.well-known/security.txt"
    assert said["Contact"].startswith("https://")
    assert datetime.fromisoformat(said["Expires"]).date() - library.reviewed < timedelta(days=366)
    assert files["security.txt"] == files[".well-known/security.txt"]


def test_a_moved_record_leaves_a_redirect_in_every_language(make) -> None:
    root = make()
    path = root / "content/en/workshops/2018-09-almaty.yml"
    path.write_text(path.read_text().replace("kind: workshop\n", "kind: workshop\nmoved_from: [2018-alma-ata]\n"))
    files = _extras(root)
    assert files["_redirects"].decode().splitlines() == [
        "/en/workshops/2018-alma-ata/ /en/workshops/2018-09-almaty/ 301",
        "/en/workshops/2018-alma-ata/both/ /en/workshops/2018-09-almaty/both/ 301",
        "/workshops/2018-alma-ata/ /workshops/2018-09-almaty/ 301",
        "/workshops/2018-alma-ata/both/ /workshops/2018-09-almaty/both/ 301",
    ]
    page = files["en/workshops/2018-alma-ata/index.html"].decode()
    assert f'<link rel="canonical" href="{SITE}en/workshops/2018-09-almaty/">' in page
    assert 'url=../../../en/workshops/2018-09-almaty/"' in page


def test_every_redirect_leads_to_a_page_at_once_by_file_and_by_list(make) -> None:
    root = make()
    path = root / "content/en/countries/kazakhstan.yml"
    path.write_text(path.read_text(encoding="utf-8") + "moved_from: [kz, kazakstan]\n", encoding="utf-8")
    publication = Publication.of(root)
    files = publication.extras()
    pages = {f"{publication.library.settings.prefix(locale)}{address}" for locale, address in publication.pages}
    pairs = [line.split()[:2] for line in files["_redirects"].decode().splitlines()]
    assert {old for old, _ in pairs} >= {"/countries/kz/", "/en/countries/kazakstan/law/"}
    assert len({old for old, _ in pairs}) == len(pairs)
    assert {old.lstrip("/") for old, _ in pairs} & pages == set()
    for old, new in pairs:
        assert new.lstrip("/") in pages
        (relative,) = re.findall(r"url=([^\"]+)", files[f"{old.lstrip('/')}index.html"].decode())
        assert urljoin(f"https://host{old}", relative) == f"https://host{new}"


def test_who_follows_a_moved_record_goes_on_following_it(make) -> None:
    root = make()
    path = root / "content/en/countries/kazakhstan.yml"
    path.write_text(path.read_text(encoding="utf-8") + "moved_from: [kz]\n", encoding="utf-8")
    files = _extras(root)
    for name in ("feeds/{}.atom", "en/feeds/{}.atom", "calendars/{}.ics", "en/calendars/{}.ics"):
        assert files[name.format("kz")] == files[name.format("kazakhstan")]
    assert files["api/v1/countries/kz.json"] == files["api/v1/countries/kazakhstan.json"]
