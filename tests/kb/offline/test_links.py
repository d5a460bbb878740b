"""Addresses that a server answers -> addresses of files."""

import pytest

from kb.offline.faults import OfflineFault
from kb.offline.links import targets, to_file, without_digests
from kb.offline.names import check_names, safe
from kb.offline.pages import Pages, Words

WORDS = {"ru": Words("Копия", "О ней", "Нужен интернет"), "en": Words("Copy", "About", "Needs a connection")}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../countries/", "../countries/index.html"),
        ("./", "./index.html"),
        ("./?q=%D1%85/", "./index.html?q=%D1%85/"),
        ("../countries/kazakhstan/#law", "../countries/kazakhstan/index.html#law"),
        ("../workshops/?country=KZ#list", "../workshops/index.html?country=KZ#list"),
        ("#outcomes", "#outcomes"),
        ("../assets/kb.css", "../assets/kb.css"),
        ("https://unece.org/", "https://unece.org/"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("", ""),
    ],
)
def test_folders_get_the_name_of_their_page(address: str, expected: str) -> None:
    assert to_file(address) == expected


def test_digests_leave_the_names() -> None:
    assert without_digests("a/kb.55d03d83.css b/search-ru.0123abcd.js") == "a/kb.css b/search-ru.js"
    assert without_digests("kb.55d03d83 is no file") == "kb.55d03d83 is no file"


def test_targets_are_counted_from_the_root() -> None:
    html = '<a href="../b/index.html?x=1&amp;y#z">b</a> <a href="https://x.org/">x</a> <a href="#a">a</a>'
    assert list(targets(html, "a/index.html")) == [("../b/index.html?x=1&y#z", "b/index.html")]


def test_a_page_of_the_site_becomes_one_for_files() -> None:
    html = (
        '<html lang="en"><head><link rel="preload" href="f.woff2" as="font" crossorigin>\n<link rel="canonical" href="https://x.org/">\n'
        '<script type="application/ld+json">{}</script></head><body data-root="../"><svg width="0" class="sprite"><symbol id="i-x"><path/></symbol>'
        '</svg><main id="content"><a href="https://x.org/" rel="external">x</a></main></body></html>'
    )
    pages = Pages(WORDS, "start.html")
    made = pages.offline("a/index.html", html)
    assert "<head></head>" in made
    assert '<body data-page-suffix="index.html" data-root="../">' in made
    assert '<script src="../assets/icons.js"></script><p class="copy"><span>Copy</span>' in made
    assert '<a title="Needs a connection" href="https://x.org/" rel="external">' in made
    assert b"i-x" in pages.scripts["assets/icons.js"]


def test_what_pages_share_moves_into_one_script() -> None:
    page = '<html lang="en"><body><main></main><footer><a href="{0}terms/#a">t</a></footer></body></html>'
    pages = Pages(WORDS, "start.html")
    for path, root in (("en/index.html", "./"), ("en/a/b/index.html", "../../")):
        assert "assets/part-1.js" in pages.offline(path, page.format(root))
    assert set(pages.scripts) == {"assets/icons.js", "assets/part-1.js"}
    assert b"{root}en/terms/index.html#a" in pages.scripts["assets/part-1.js"]


def test_what_the_copy_leaves_out_leads_to_the_site() -> None:
    pages = Pages(WORDS, "start.html", "https://x.org/base/", ["api/*/*"])
    made = pages.offline(
        "a/index.html", '<html lang="ru"><body><a href="../api/terms/b.json">b</a> <a href="../api/terms.json">c</a>'
    )
    assert '<a title="Нужен интернет" href="https://x.org/base/api/terms/b.json">' in made
    assert '<a href="../api/terms.json">' in made


@pytest.mark.parametrize(
    "load",
    [
        '<script src="https://x.org/a.js">',
        '<img src="//x.org/a.png">',
        '<link rel="stylesheet" href="http://x.org/a.css">',
        '<script type="module">',
    ],
)
def test_what_needs_a_network_stops_the_bundle(load: str) -> None:
    with pytest.raises(OfflineFault, match=r"a/index\.html would not work without a network"):
        Pages(WORDS, "start.html").offline("a/index.html", f'<html lang="ru"><body>{load}</body>')


def test_names_that_some_system_cannot_hold() -> None:
    assert safe("en/countries/kazakhstan/index.html")
    assert not any(
        map(safe, ("../a", "/a", "a//b", "a\\b", "C:/a", "con.html", "a/aux", "a.", "a b", "", ".git/x", "ё"))
    )
    with pytest.raises(OfflineFault) as fault:
        check_names(["A/x.html", "a/x.html", "b/" * 80 + "x.html"])
    assert "A/x.html and a/x.html" not in str(fault.value)
    assert "a/x.html and A/x.html: Windows and macOS take these names for one." in str(fault.value)
    assert "too many for Windows" in str(fault.value)
