"""Style sheet, scripts and icons of the site."""

import pytest

from kb.assets import Icons, bundles, hashed, small_css
from support import ROOT, write_tree


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a { color : red ; }\n/* gone */\nb{}", "a{color : red;}b{}"),
        ('a::after { content: "a  /* b */  {" }', 'a::after{content: "a  /* b */  {"}'),
        ("a > b ,c { margin: 0  1px }", "a>b,c{margin: 0 1px}"),
        ("a { width: calc(1px + 2px) }", "a{width: calc(1px + 2px)}"),
    ],
)
def test_small_css_means_the_same(css, small) -> None:
    assert small_css(css) == small


def test_names_change_with_the_content_and_only_then() -> None:
    names = [hashed({"kb.css": data})["kb.css"] for data in (b"a", b"a", b"b")]
    assert names[0] == names[1] != names[2]
    assert names[0].startswith("kb.")
    assert names[0].endswith(".css")


def test_a_page_gets_the_icons_that_it_uses_and_no_others(tmp_path) -> None:
    svg = '<svg><symbol id="i-a" viewBox="0 0 1 1"><path d="M0 0"/></symbol><symbol id="i-b"><path/></symbol></svg>'
    icons = Icons(write_tree(tmp_path, {"docs/assets/icons/all.svg": svg}))
    page = icons.put('<body><!--icons--><use href="#i-a"/></body>')
    assert 'id="i-a"' in page
    assert 'id="i-b"' not in page


def test_every_icon_that_a_template_names_is_drawn() -> None:
    assert "circle-help" in Icons(ROOT).symbols
    assert "kb.css" in bundles(ROOT)


def test_the_sheet_of_a_view_stands_alone(tmp_path) -> None:
    write_tree(tmp_path, {"docs/assets/css/01-a.css": "a{}", "docs/assets/css/pages/edit.css": "b{}"})
    assert bundles(tmp_path) == {"kb.css": b"a{}", "edit.css": b"b{}"}
