"""Pages written by hand, and what a language shows that lacks one."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.structure.files import File, Files

import mkdocs_events
from kb.building import ANNOUNCED
from kb.handwritten import own_pages, split, written_pages
from kb.publication import HandWritten, Publication
from support import Make, write_tree

LABELS = (Path(__file__).parents[2] / "content/en/labels.yml").read_text(encoding="utf-8")


@pytest.fixture
def publication(make: Make) -> Publication:
    """The base of the cases with labels in Kazakh, but without any page in it."""
    return Publication.of(make({"content/kk/labels.yml": LABELS}))


def test_they_have_addresses_like_all_others(tmp_path: Path) -> None:
    write_tree(tmp_path, {f"docs/en/{name}": "" for name in ("index.md", "about.md", "how/index.md", "how/to.md")})
    assert sorted(own_pages(tmp_path, "en")) == ["", "about/", "how/", "how/to/"]


def test_a_language_that_lacks_a_page_shows_that_of_the_first_that_has_it(tmp_path: Path) -> None:
    write_tree(tmp_path, {f"docs/{name}": "" for name in ("ru/a.md", "en/a.md", "en/b/index.md")})
    pages = written_pages(tmp_path, ["ru", "en", "kk"])
    assert {place: page.text_locale for place, page in pages.items()} == {
        ("ru", "a/"): "ru",
        ("en", "a/"): "en",
        ("kk", "a/"): "ru",
        ("ru", "b/"): "en",
        ("en", "b/"): "en",
        ("kk", "b/"): "en",
    }
    assert [place for place, page in pages.items() if page.borrowed] == [("kk", "a/"), ("ru", "b/"), ("kk", "b/")]


def test_the_engine_is_told_of_a_borrowed_page(publication: Publication) -> None:
    assert sorted(publication.borrowed) == ["kk/about.md", "kk/contribute.md", "kk/offline.md"]
    assert publication.borrowed["kk/about.md"].text(publication.library.root / "docs").startswith("---\n")


def test_a_borrowed_page_says_so(publication: Publication) -> None:
    body = publication.finished("kk", "about/", "<p>Текст</p>")
    assert body.endswith('<div lang="ru"><p>Текст</p></div>')
    assert 'class="note note--lang"' in body
    assert "repository/new/main?filename=docs/kk/about.md" in body
    assert publication.finished("ru", "about/", "<p>Текст</p>") == "<p>Текст</p>"


def test_search_engines_are_led_to_the_text_itself(publication: Publication) -> None:
    frame, own = publication.frame("kk", "about/"), publication.frame("en", "about/")
    assert (frame.text_locale, frame.canonical, frame.alternates) == ("ru", "https://example.org/kb/about/", [])
    assert [code for code, _ in own.alternates] == ["ru", "en", "x-default"]
    sitemap = publication.extras()["sitemap.xml"].decode()
    assert "https://example.org/kb/en/about/" in sitemap
    assert "https://example.org/kb/kk/about/" not in sitemap


def test_front_matter_is_told_from_the_text() -> None:
    assert split("---\ntitle: a\n---\n\ntext\n") == ("---\ntitle: a\n---\n", "\ntext\n")
    assert split("text\n---\n") == ("", "text\n---\n")


def test_a_page_written_while_the_site_is_built_waits_for_the_next_build(make: Make, monkeypatch) -> None:
    """Else only the languages made after it would have it, and without what all of its kind get."""
    root = make({"docs/en/own.md": "# Own\n"})
    publication = HandWritten.of(root)
    assert ("en", "own/") in publication.written
    monkeypatch.setitem(mkdocs_events._now, "publication", publication)
    monkeypatch.setenv(ANNOUNCED, "[]")
    (root / "docs/en/late.md").write_text("# Late\n", encoding="utf-8")
    folders = str(root / "docs"), str(root / "site")
    files = Files([File(f"en/{name}.md", *folders, use_directory_urls=True) for name in ("own", "late")])
    mkdocs_events._fill(files, SimpleNamespace(docs_dir=folders[0], site_dir=folders[1]))
    assert [file.src_uri for file in files] == ["en/own.md"]
