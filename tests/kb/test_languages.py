"""Dates, plurals, numbers, names and non-breaking spaces of each language."""

from datetime import date

import pytest

from kb.languages import Language
from support import NBSP, spaces

RU, EN = Language("ru", "ru"), Language("en", "en-GB")


@pytest.mark.parametrize(
    ("start", "end", "russian", "english"),
    [
        ("2018-09-25", "2018-09-26", "25–26 сентября 2018 г.", "25–26 September 2018"),
        ("2018-09-25", "2018-09-25", "25 сентября 2018 г.", "25 September 2018"),
        ("2018-09-25", None, "25 сентября 2018 г.", "25 September 2018"),
        ("2018-09-28", "2018-10-02", "28 сентября – 2 октября 2018 г.", "28 September – 2 October 2018"),
        ("2018-12-30", "2019-01-02", "30 декабря 2018 г. – 2 января 2019 г.", "30 December 2018 – 2 January 2019"),
        ("2018-09", None, "сентябрь 2018 г.", "September 2018"),
        ("2018-09", "2018-10", "сентябрь 2018 г. – октябрь 2018 г.", "September 2018 – October 2018"),
        ("2018", None, "2018–", "2018–"),
        ("2016", "2019", "2016–2019", "2016–2019"),
        ("2016", "2016", "2016", "2016"),
        ("2018-09-25", "2019", "25 сентября 2018 г. – 2019", "25 September 2018 – 2019"),
    ],
)
def test_periods(start, end, russian, english) -> None:
    assert (spaces(RU.span(start, end)), spaces(EN.span(start, end))) == (russian, english)


@pytest.mark.parametrize(
    ("value", "russian", "english"),
    [
        ("2018", "2018", "2018"),
        ("2018-05", "май 2018 г.", "May 2018"),
        ("2018-05-01", "1 мая 2018 г.", "1 May 2018"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(value, russian, english) -> None:
    assert (spaces(RU.when(value)), spaces(EN.when(value))) == (russian, english)


def test_a_full_day() -> None:
    assert (spaces(RU.day(date(2026, 11, 22))), EN.day(date(2026, 11, 22))) == ("22 ноября 2026 г.", "22 November 2026")


@pytest.mark.parametrize(
    ("number", "russian", "english"),
    [
        (0, "many", "other"),
        (1, "one", "one"),
        (2, "few", "other"),
        (4, "few", "other"),
        (5, "many", "other"),
        (11, "many", "other"),
        (12, "many", "other"),
        (21, "one", "other"),
        (22, "few", "other"),
        (101, "one", "other"),
        (111, "many", "other"),
    ],
)
def test_plural_categories(number, russian, english) -> None:
    assert (RU.plural(number), EN.plural(number)) == (russian, english)


@pytest.mark.parametrize(
    ("value", "russian", "english"),
    [(40, "40", "40"), (600000, "600 000", "600,000"), (2724.9, "2 724,9", "2,724.9"), (0.5, "0,5", "0.5")],
)
def test_numbers(value, russian, english) -> None:
    assert (spaces(RU.number(value)), EN.number(value)) == (russian, english)


def test_names_of_countries_and_languages() -> None:
    assert (RU.country("CH"), EN.country("CH")) == ("Швейцария", "Switzerland")
    assert (RU.language("kk"), EN.language("kk")) == ("казахский", "Kazakh")
    assert EN.country("XX") == "XX"


@pytest.mark.parametrize(
    ("text", "typeset"),
    [
        ("в Алматы и на Сырдарье", "в~Алматы и~на~Сырдарье"),
        ("25 сентября 2018 г.", "25~сентября 2018~г."),
        ("Семинар – не отчёт", "Семинар~– не~отчёт"),
        ("600 тыс. м³, 3 млн", "600~тыс. м³, 3~млн"),
        ("секретариат ЕЭК ООН", "секретариат ЕЭК~ООН"),
        ("№ 188", "№~188"),
        ("слово во́т", "слово во́т"),
    ],
)
def test_russian_lines_do_not_break_after_short_words(text, typeset) -> None:
    assert RU.typeset(text) == typeset.replace("~", NBSP)


def test_english_text_stays_as_it_is() -> None:
    assert EN.typeset("25 km of a pipeline – in 2018") == "25 km of a pipeline – in 2018"


def test_alphabetical_order_does_not_see_quotes_capitals_and_yo() -> None:
    words = ["Яма", "«Ёлка»", "авария", "ель", "Енисей", "Б"]
    assert sorted(words, key=RU.sort_key) == ["авария", "Б", "«Ёлка»", "ель", "Енисей", "Яма"]


@pytest.mark.parametrize(
    ("code", "script", "forms", "period"),
    [
        ("kk", "Cyrl", {"one", "other"}, "2018 ж. 25–26 қыркүйек"),
        ("ky", "Cyrl", {"one", "other"}, "25–26-сентябрь 2018-ж."),
        ("tk", "Latn", {"one", "other"}, "25 – 26 sentýabr 2018"),
        ("uz", "Latn", {"one", "other"}, "25 – 26-sentabr, 2018"),
        ("uz-Cyrl", "Cyrl", {"one", "other"}, "25 – 26 сентябр, 2018"),
        ("en-GB", "Latn", {"one", "other"}, "25–26 September 2018"),
        ("ar", "Arab", {"zero", "one", "two", "few", "many", "other"}, None),
    ],
)
def test_cldr_knows_script_plurals_and_dates_of_further_languages(code, script, forms, period) -> None:
    language = Language(code, code)
    assert language.script == script
    assert set(language.locale.plural_form.tags) | {"other"} == forms
    assert period is None or spaces(language.span("2018-09-25", "2018-09-26")) == period


def test_abbreviations_that_belong_together_stay_together() -> None:
    assert RU.typeset("Семинар ЕЭК ООН и МЧС") == f"Семинар ЕЭК{NBSP}ООН и{NBSP}МЧС"
