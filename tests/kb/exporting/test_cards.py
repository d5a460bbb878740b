"""Pictures for links: size, names, the look of the site, the same bytes every time."""

from __future__ import annotations

import io

from PIL import Image

from kb.exporting.cards import card_names, cards
from kb.exporting.cards.drawing import SIZE, Card, Painter
from kb.exporting.cards.lettering import Lettering
from kb.exporting.cards.style import style_of
from support import ROOT

STYLE = style_of(ROOT / "docs" / "assets")
CARD = Card("Site", "Kind", "A title", "Below", (1, 2, 3))


def test_every_kind_has_a_card_in_each_language_and_some_records_do(library) -> None:
    made = cards(library)
    assert {f"cards/{locale}-{name}.png" for locale in ("ru", "en") for name in ("site", *library.order)} <= set(made)
    assert "cards/ru-countries-kazakhstan.png" in made
    assert "cards/ru-workshops-2018-09-almaty.png" not in made
    for data in made.values():
        picture = Image.open(io.BytesIO(data))
        assert (picture.format, picture.size) == ("PNG", SIZE)
        assert len(data) < 40_000


def test_the_card_of_a_page_is_the_most_special_one() -> None:
    names = card_names("ru", "countries", "countries/kazakhstan")
    assert names == ["cards/ru-countries-kazakhstan.png", "cards/ru-countries.png", "cards/ru-site.png"]


def test_colours_are_those_of_the_style_sheet() -> None:
    assert STYLE.tokens["frame"] == (0x05, 0x30, 0x3C)
    assert STYLE.tokens["workshop"] == (0x93, 0xBA, 0xFF), "cards are dark"
    assert STYLE.kinds["workshops"] == STYLE.tokens["workshop"]
    picture = Image.open(io.BytesIO(Painter(STYLE).draw(CARD))).convert("RGB")
    assert picture.getpixel((600, 5)) == STYLE.tokens["frame"]
    assert picture.getpixel((5, 300)) == CARD.colour


def test_bytes_are_the_same_every_time() -> None:
    assert Painter(STYLE).draw(CARD) == Painter(STYLE).draw(CARD)


def test_each_character_is_written_in_the_font_that_holds_it() -> None:
    letters = Lettering(STYLE, 40, 700)
    assert letters.width("Ҳабар") > 0
    assert letters.width("Хвост tail") == letters.width("Хвост") + letters.width(" tail")
    assert letters.width("漢") == letters.width("·"), "what no font has is a dot"


def test_long_titles_are_broken_into_lines_and_cut() -> None:
    letters = Lettering(STYLE, 40, 700)
    lines = letters.lines("word " * 60, 600, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(letters.width(line) <= 600 for line in lines)
