"""Reading the words of the interface."""

import pytest

from kb.labels import holes, read_labels
from support import shown, write_tree

PATH = "content/ru/labels.yml"


def _read(tmp_path, text):
    write_tree(tmp_path, {PATH: text})
    return read_labels(tmp_path, "ru")


def test_groups_become_dotted_names_and_plural_forms_stay_together(tmp_path) -> None:
    labels, problems = _read(tmp_path, "page:\n  home: Главная\nfound:\n  one: '{n} год'\n  few: '{n} года'\n")
    assert problems == []
    assert labels.texts == {"page.home": "Главная", "found": {"one": "{n} год", "few": "{n} года"}}
    assert labels.places["page.home"] == (2, 9)


def test_region_is_no_label_and_says_how_dates_are_written(tmp_path) -> None:
    labels, problems = _read(tmp_path, "region: en-GB\nhome: Home\n")
    assert problems == []
    assert labels.region == "en-GB"
    assert labels.texts == {"home": "Home"}


def test_without_region_it_is_the_language(tmp_path) -> None:
    assert _read(tmp_path, "home: Главная\n")[0].region == "ru"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("home: [a, b]\n", "1:7: home is a list. Expected a text or a group of labels. [KB041]"),
        ("found:\n  one: [a]\n  other: b\n", "2:8: found.one is no text. Expected a text. [KB041]"),
        (
            "region: Kazakhstan\nhome: a\n",
            '1:9: region is "Kazakhstan". Expected the CLDR locale for dates and numbers, for example ru or en-GB. [KB048]',
        ),
        ("home: a\nhome: b\n", '2:1: The field "home" stands here a second time, first on line 1. Delete one of them. [KB015]'),
    ],
)  # fmt: skip
def test_problems(tmp_path, text, expected) -> None:
    _, problems = _read(tmp_path, text)
    assert shown(problems) == [f"{PATH}:{expected}"]


def test_labels_that_are_missing_altogether(tmp_path) -> None:
    _, problems = read_labels(tmp_path, "ru")
    message = 'The labels of the language "ru" are missing. Copy those of another language and translate them.'
    assert shown(problems) == [f"{PATH}:1:1: {message} [KB040]"]


def test_holes_are_the_names_in_braces() -> None:
    assert holes("Показано: {n} из {all}") == {"n", "all"}
    assert holes({"one": "{n} год", "other": "{n} года до {date}"}) == {"n", "date"}


@pytest.mark.parametrize("text", ["Сброс {", "{}", "{0}", "{n.__class__}", "{n!r}", "{n:>10}", "{n[0]}", "} x"])
def test_braces_that_hold_no_plain_name_are_refused(text) -> None:
    with pytest.raises(ValueError, match=r"brace|[{}]"):
        holes(text)
