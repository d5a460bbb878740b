"""What the kinds of record compute for their pages."""

import pytest

from catalog.agreements.page import state
from catalog.projects.page import order as newest_project
from catalog.workshops.page import event, order
from kb.translating import Localized
from kb.writing import Writer
from support import spaces


@pytest.fixture
def writers(library) -> dict[str, Writer]:
    return {locale: Writer(library, locale) for locale in ("ru", "en")}


def _event(writer: Writer, starts: str | None, ends: str | None):
    record = writer.get("workshops/2018-09-almaty")
    return event(writer, Localized({**record.__dict__, "starts": starts, "ends": ends}))


@pytest.mark.parametrize(
    ("starts", "ends", "day", "russian", "english"),
    [
        ("2018-09-25", "2018-09-26", "25–26", "сент. 2018", "Sept 2018"),
        ("2018-09-25", None, "25", "сент. 2018", "Sept 2018"),
        ("2018-09-28", "2018-10-02", "28–2", "сент. – окт. 2018", "Sept – Oct 2018"),
        ("2018-09", None, "", "сентябрь 2018 г.", "September 2018"),
        ("2018", None, "", "2018", "2018"),
        (None, None, "", "дата не установлена", "date not known"),
    ],
)
def test_short_dates_of_events(writers, starts, ends, day, russian, english) -> None:
    found = {locale: _event(writer, starts, ends) for locale, writer in writers.items()}
    assert [each.day for each in found.values()] == [day, day]
    assert (spaces(found["ru"].month), spaces(found["en"].month)) == (russian, english)


def test_events_and_projects_stand_newest_first_and_undated_ones_last(writers) -> None:
    records = [
        Localized({"ref": ref, "starts": date, "ends": None})
        for ref, date in (("a", "2018"), ("b", None), ("c", "2019-01"))
    ]
    assert [record.ref for record in order(writers["ru"], records)] == ["c", "a", "b"]
    assert [record.ref for record in newest_project(writers["ru"], records)] == ["c", "a", "b"]


def test_the_place_of_an_event_is_city_and_country_each_in_its_language(writers) -> None:
    assert event(writers["en"], writers["en"].get("workshops/2018-09-almaty")).place == "Almaty, Kazakhstan"
    borrowed = event(writers["en"], writers["en"].get("workshops/2019-11-almaty")).place
    assert borrowed == '<span lang="ru">Алматы</span>, Kazakhstan'


@pytest.mark.parametrize(
    ("status", "as_of", "mark"),
    [
        ("party", None, "yes"),
        ("ratified", "2001", "yes"),
        ("interest", "2018", "interest"),
        ("not-party", "2024-11", "no"),
        ("not-party", "2018", "old"),
        ("not-party", None, "old"),
    ],
)
def test_the_mark_of_a_standing(status, as_of, mark) -> None:
    assert state(Localized({"status": status, "as_of": as_of})) == mark


def test_no_entry_is_unknown_and_never_no() -> None:
    assert state(None) == "unknown"
