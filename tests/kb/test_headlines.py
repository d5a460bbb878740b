"""Titles and descriptions of sensible length, each of them once."""

from __future__ import annotations

import pytest

from kb.headlines import Site, described, fitted, shortened, told_apart, window_titles
from kb.pages import Page

SITE = Site("Safety in the region", "Safety", {"workshops": "Event", "projects": "Project"})
LONG = "A very long title of a very long meeting of many people in many countries about many things"


def _titles(*pages: tuple[str, str, str], short: str | None = None, listed: bool = True) -> list[str]:
    made = [
        Page(address, "en", kind, title, "", "", "en", short=short, listed=listed) for address, kind, title in pages
    ]
    return list(window_titles(made, {"en": SITE}).values())


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Short", "Short · Safety in the region"),
        ("A title of fifty-one characters, which is too long", "A title of fifty-one characters, which is too long · Safety"),
        ("A title of sixty-five characters, as long as a title may well be.", "A title of sixty-five characters, as long as a title may well be."),
        (LONG, "A very long title of a very long meeting of many people in many…"),
    ],
)  # fmt: skip
def test_the_name_of_the_site_stands_where_there_is_room(title: str, expected: str) -> None:
    assert fitted(title, SITE) == expected
    assert len(expected) <= 70


def test_the_home_page_bears_the_name_of_the_site() -> None:
    assert _titles(("", "home", "Welcome")) == ["Safety in the region"]


def test_a_short_title_takes_the_place_of_a_long_one() -> None:
    assert _titles(("workshops/a/", "workshops", LONG), short="Meeting") == ["Meeting · Safety in the region"]


def test_titles_that_would_be_cut_alike_stay_whole() -> None:
    first, second = _titles(
        ("workshops/a/", "workshops", f"{LONG} (2019)"), ("workshops/b/", "workshops", f"{LONG} (2021)")
    )
    assert first.endswith("…")
    assert second == f"{LONG} (2021)"


def test_the_same_title_of_two_kinds_says_the_kind() -> None:
    pages = (("projects/a/", "projects", "Plan"), ("workshops/a/", "workshops", "Plan"))
    assert _titles(*pages) == ["Plan · Project", "Plan · Event"]


def test_pages_that_nobody_searches_for_keep_their_titles() -> None:
    assert _titles(("workshops/a/both/", "workshops", LONG), listed=False) == [LONG]


def test_descriptions_are_neither_too_short_nor_too_long() -> None:
    assert described("A term.", "Term. Knowledge base.") == "A term. Term. Knowledge base."
    assert described("A sentence that is long enough to stand all by itself.", "x").endswith("itself.")
    assert len(described("word " * 100, "")) <= 200
    assert shortened("one two, three", 10) == "one two…"


def test_pages_with_the_same_description_begin_it_with_their_titles() -> None:
    made = [
        Page(f"{title}/", "en", "x", title, text, "", "en")
        for title, text in (("A", "Same."), ("B", "Same."), ("C", "Own."))
    ]
    assert [page.description for page in told_apart(made)] == ["A. Same.", "B. Same.", "Own."]


def test_a_word_without_end_is_cut_somewhere() -> None:
    assert shortened("x" * 300) == "x" * 199 + "…"
    assert shortened(" " + "x" * 300, 10) == " xxxxxxxx…"
