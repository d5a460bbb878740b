"""What templates may say."""

from datetime import date

import pytest

from kb.library import Library
from kb.writing import MissingLabel, Writer
from support import spaces


@pytest.fixture
def writers(library: Library) -> dict[str, Writer]:
    return {locale: Writer(library, locale) for locale in ("ru", "en")}


def test_values_are_escaped_in_labels(writers) -> None:
    assert writers["en"].t("date.since", date="<b>") == "since &lt;b&gt;"


def test_braces_in_values_are_only_braces(writers) -> None:
    assert writers["en"].t("date.since", date="{date} {0.__class__}") == "since {date} {0.__class__}"


def test_a_label_that_is_missing_is_an_error_with_its_file(writers) -> None:
    with pytest.raises(MissingLabel, match=r'"no\.such" is missing in content/ru/labels\.yml'):
        writers["ru"].t("no.such")
    with pytest.raises(MissingLabel, match="has no plural forms"):
        writers["ru"].n("page.home", 1)


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (0, "0 событий", "0 events"),
        (1, "1 событие", "1 event"),
        (2, "2 события", "2 events"),
        (5, "5 событий", "5 events"),
        (11, "11 событий", "11 events"),
        (21, "21 событие", "21 events"),
        (1002, "1 002 события", "1,002 events"),
    ],
)
def test_plurals(writers, count, russian, english) -> None:
    found = tuple(spaces(writers[locale].n("collections.workshops.count", count)) for locale in ("ru", "en"))
    assert found == (russian, english)


@pytest.mark.parametrize(
    ("here", "target", "expected"),
    [
        ("", "", "./"),
        ("", "workshops/", "./workshops/"),
        ("workshops/", "topics/natech", "../topics/natech/"),
        ("workshops/2018-09-almaty/", "workshops/2018-09-almaty", "../../workshops/2018-09-almaty/"),
        ("workshops/2018-09-almaty/", "countries/kazakhstan#needs", "../../countries/kazakhstan/#needs"),
        ("workshops/2018-09-almaty/", "", "../../"),
    ],
)
def test_addresses_are_relative_to_the_page(writers, here, target, expected) -> None:
    writers["en"].begin(here)
    assert writers["en"].url(target) == expected


def test_names_of_countries(writers) -> None:
    assert writers["ru"].country_link("RU") == "Россия"
    assert writers["en"].country_link("countries/kazakhstan") == '<a href="./countries/kazakhstan/">Kazakhstan</a>'


def test_notes_are_numbered_page_by_page_and_the_same_address_counts_once(writers) -> None:
    writer = writers["en"]
    records = [writer.get(ref) for ref in ("topics/tailings-safety", "countries/kazakhstan", "organizations/unece")]
    assert [writer.note(record, record.sources[0].id) for record in records] == [1, 1, 2]
    assert [number for number, _ in writer.notes()] == [1, 2]
    writer.begin("other/")
    assert writer.notes() == []
    assert [number for number, _ in writer.notes(records[2])] == [1]


def test_backlinks_are_grouped_in_the_order_of_the_navigation(writers) -> None:
    found = writers["en"].backlinks("topics/tailings-safety")
    assert list(found) == ["workshops", "guidelines", "projects"]
    assert [record.ref for record in found["workshops"]] == ["workshops/2018-09-almaty", "workshops/2019-11-almaty"]
    assert "guidelines" not in writers["en"].backlinks("topics/tailings-safety", "guidelines/tailings")


def test_the_next_review_is_the_first_of_a_month(writers, library) -> None:
    months = library.collections["workshops"].review_months
    due = writers["en"].due("workshops", date(2026, 11, 22))
    assert due.day == 1
    assert (due.year - 2026) * 12 + due.month - 11 == months + 1


def test_non_breaking_spaces_come_into_texts_but_not_into_tags_and_scripts(writers) -> None:
    body = '<a title="в Алматы">в Алматы</a><script>"в Алматы"</script>'
    assert writers["ru"].typeset(body) == body.replace(">в Алматы<", ">в\u00a0Алматы<")
