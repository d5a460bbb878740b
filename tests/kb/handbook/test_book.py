"""HTML of templates -> trees; records -> a book; a book -> EPUB and PDF, the same bytes every time."""

import zipfile

import pytest

from kb.handbook.book import book
from kb.handbook.epub import write_epub
from kb.handbook.tree import elements, text, tree
from kb.handbook.typesetting import pdf
from kb.offline.editions import edition


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>\n a  b </p>\n\n<p>c</p>", [{"tag": "p", "c": [" a b "]}, {"tag": "p", "c": ["c"]}]),
        (
            "<p>a <b>b</b> <i>c</i></p>",
            [{"tag": "p", "c": ["a ", {"tag": "b", "c": ["b"]}, " ", {"tag": "i", "c": ["c"]}]}],
        ),
        (
            '<p><svg><use href="#x"/><path d="1"></path></svg>a<span class="sr">unseen</span></p>',
            [{"tag": "p", "c": ["a"]}],
        ),
        ("<p><b hidden>x</b>a<br>b</p>", [{"tag": "p", "c": ["a", {"tag": "br", "c": []}, "b"]}]),
        ('<a href="#x" class="ref" style="y">1</a>', [{"tag": "a", "c": ["1"], "href": "#x", "class": "ref"}]),
        ("<ul> <li>a &amp; b</li> <li></li> </ul>", [{"tag": "ul", "c": [{"tag": "li", "c": ["a & b"]}]}]),
    ],
)
def test_html_becomes_a_tree(html, expected) -> None:
    assert tree(html) == expected


@pytest.fixture
def made(library):
    return book(library, "en", edition(library))


def test_chapters_stand_in_the_order_of_the_navigation(library, made) -> None:
    assert [chapter.name for chapter in made.chapters] == [
        name for name in library.order if name in ("countries", "workshops", "guidelines", "terms")
    ]


def test_links_lead_inside_the_book_or_to_the_site(library, made) -> None:
    links = [each["href"] for chapter in made.chapters for each in elements(chapter.nodes) if "href" in each]
    anchors = {each["id"] for chapter in made.chapters for each in elements(chapter.nodes) if "id" in each}
    anchors |= {f"src-{source['number']}" for source in made.sources}
    assert [link for link in links if not link.startswith("http") and link[1:] not in anchors] == []
    assert any(link.startswith(f"{library.settings.url}en/") for link in links)
    assert any(link.startswith("#src-") for link in links)


def test_sources_are_numbered_through(made) -> None:
    assert [source["number"] for source in made.sources] == list(range(1, len(made.sources) + 1))


def test_every_title_stands_in_it(library, made) -> None:
    said = " ".join(text(chapter.nodes) for chapter in made.chapters)
    for chapter in made.chapters:
        for record in library.of(chapter.name):
            assert str(record.localized("en").title.text) in said


def test_epub_is_the_same_every_time_and_begins_with_its_type(made, tmp_path) -> None:
    write_epub(made, tmp_path / "a.epub")
    write_epub(made, tmp_path / "b.epub")
    assert (tmp_path / "a.epub").read_bytes() == (tmp_path / "b.epub").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.epub") as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_pdf_is_the_same_every_time(made) -> None:
    one = pdf(made)
    assert one.startswith(b"%PDF-1.7")
    assert one == pdf(made)
