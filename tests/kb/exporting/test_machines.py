"""What search engines and hosts read."""

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
