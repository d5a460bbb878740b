"""Letters that mislead, and where exactly they stand."""

import unicodedata

import pytest

from kb.characters import HIDDEN, mixed, unclean, unclean_value
from kb.reading import read_bytes
from support import NBSP, shown


def test_every_format_character_of_unicode_is_hidden_or_seen() -> None:
    """What Unicode calls format, control or private, but for marks of Arabic and the like that are drawn."""
    unseen = {
        chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cf", "Co", "Cc", "Zl", "Zp")
    }
    drawn = {sign for sign in unseen if 0x600 <= ord(sign) <= 0x8FF or 0x110BD <= ord(sign) <= 0x1345F}
    assert {sign for sign in unseen - drawn if not HIDDEN.match(sign)} == set("\t\n\r")
    assert HIDDEN.search(f"{NBSP}\u2009\u202fё é ғ ұ ñ 中 ا") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a sаfe dam and a sаfe river", ["sаfe", "sаfe"]),
        ("PDF-файл, 5 μm, кΩ, Δt", []),
        ("μтопия", ["μтопия"]),
        ("Δtемпература", ["Δtемпература"]),
        ("3D-модель Б2B", []),
        ("ｓafe", ["ｓafe"]),
    ],
)
def test_words_of_two_alphabets(text: str, words: list[str]) -> None:
    found = list(mixed(text))
    assert [text[each.at : each.at + len(word)] for each, word in zip(found, words, strict=True)] == words


def test_each_place_is_that_of_the_word() -> None:
    _, problems = read_bytes("title: [sаfe, sаfe]\nnote: >-\n  a sаfe\n  sаfe\n".encode(), "a.yml")
    assert [(each.line, each.column) for each in problems] == [(1, 9), (1, 15), (3, 5), (4, 3)]


def test_what_the_file_writes_as_an_escape_is_told_where_the_value_begins() -> None:
    _, problems = read_bytes(b'title: A\nnote: "a\\u200bb"\n', "a.yml")
    assert shown(problems) == ["a.yml:2:7: The escaped character U+200B of this text is invisible. Delete it. [KB007]"]


def test_faults_of_a_text_each_once() -> None:
    assert [each.code for each in unclean("a\tb\r\u200b\u200b")] == ["KB005", "KB006", "KB007"]
    assert [each.code for each in unclean_value("a\tsаfe")] == ["KB007", "KB009"]
    assert [(each.at, each.code) for each in unclean("ae\u0301")] == [(2, "KB008")]
    assert [(each.at, each.code) for each in unclean("a" + "\u0301" * 3 + "b" + "\u0301" * 4)] == [(5, "KB019")]


def test_a_word_of_two_alphabets_is_named_with_the_letters_that_mix() -> None:
    (found,) = mixed("the sаfеty")
    assert found == (4, 'The word "sаfеty" mixes letters that look alike: Latin "y" and Cyrillic "е". Type it anew in one alphabet.', "KB009")  # fmt: skip
    (found,) = mixed("ｓafe")
    assert found.message.startswith('The word "ｓafe" mixes letters that look alike: Fullwidth "ｓ" and Latin "e".')
    (found,) = mixed("а" + "b" * 100)
    assert f'"а{"b" * 59}" mixes' in found.message


def test_the_same_word_twice_has_two_places_and_an_escaped_one_none_of_its_own() -> None:
    _, problems = read_bytes("title: sаfe sаfe\n".encode(), "a.yml")
    assert [(each.line, each.column) for each in problems] == [(1, 8), (1, 13)]
    _, problems = read_bytes('title: "s\\u0430fe"\nnote: sаfe\n'.encode(), "a.yml")
    assert [(each.line, each.column) for each in problems] == [(1, 8), (2, 7)]
    _, problems = read_bytes('title: "x s\\u0430fe sаfe"\n'.encode(), "a.yml")
    assert [(each.line, each.column) for each in problems] == [(1, 21), (1, 8)]
