"""Originals and translations: digests, what is stale or missing, and a record in one language; in both directions."""

from typing import Any

import pytest

from kb.checking import check
from kb.fields import declarations
from kb.library import Library, Record
from kb.schema import Role
from kb.translating import digest, has_words, translation_schema
from support import change

ORIGINAL = "content/en/workshops/2018-09-almaty.yml"
TRANSLATION = "content/ru/workshops/2018-09-almaty.yml"


@pytest.fixture
def workshop(make):
    """The workshop of the base, after changes to its two files."""

    def read(original: dict[str, str] | None = None, translation: dict[str, str] | None = None) -> Record:
        root = make()
        change(root / ORIGINAL, original or {})
        change(root / TRANSLATION, translation or {})
        library, _ = check(root)
        assert isinstance(library, Library)
        return library.records["workshops/2018-09-almaty"]

    return read


def _texts(value: Any) -> Any:
    return [_texts(each) for each in value] if isinstance(value, list) else str(value)


# --- digests


def test_digest_does_not_see_how_lines_are_wrapped_nor_unicode_forms() -> None:
    assert digest("a text\n  in  two lines") == digest("a text in two lines ")
    assert digest("й") == digest("и\u0306")


def test_digest_sees_every_letter_and_where_texts_end() -> None:
    assert len({digest("a"), digest("A"), digest("а"), digest(["a", "b"]), digest(["ab"]), digest(["b", "a"])}) == 6


def test_digest_is_short_and_does_not_change_with_python() -> None:
    assert digest("Workshop on Industrial Safety") == "e0d5d2ad"


def test_every_field_of_words_has_a_digest_and_no_fact_has(workshop) -> None:
    assert set(workshop().digests) == {
        "title",
        "summary",
        "city",
        "also_involved",
        "outcomes.accession.text",
        "outcomes.exchange.text",
    }


# --- stale


def test_nothing_is_stale_while_the_original_stays(workshop) -> None:
    assert workshop().stale("ru") == frozenset()


@pytest.mark.parametrize(
    ("original", "stale"),
    [
        ({"city: Almaty": "city: Alma-Ata"}, {"city"}),
        ({"They exchanged what they know.": "They exchanged all they know."}, {"outcomes.exchange.text"}),
        ({"the University of Almaty]": "the University of Astana]"}, {"also_involved"}),
        ({"starts: 2018-09-25": "starts: 2018-09-24"}, set()),
        ({"They exchanged what they know.": ">-\n      They exchanged\n      what they know."}, set()),
    ],
)
def test_a_changed_text_of_the_original_makes_its_translation_stale(workshop, original, stale) -> None:
    assert workshop(original).stale("ru") == stale


def test_only_the_stale_phrase_is_marked(workshop) -> None:
    here = workshop({"They exchanged what they know.": "They exchanged all they know."}).localized("ru")
    assert [point.text.stale for point in here.outcomes] == [False, True]
    assert not here.title.stale
    assert here.outcomes[1].text.path == "outcomes.exchange.text"


def test_a_text_that_is_gone_from_the_original_is_not_stale(workshop) -> None:
    record = workshop({"city: Almaty\n": ""}, {"city: Алматы\n": ""})
    assert record.stale("ru") == frozenset()


# --- missing


def test_words_that_are_not_translated_are_missing(workshop) -> None:
    record = workshop(
        translation={"city: Алматы\n": "", "  - id: exchange\n    text: Они обменялись сведениями.\n": ""}
    )
    assert record.missing("ru") == {"city", "outcomes.exchange.text"}
    assert record.missing("en") == frozenset()


def test_a_missing_phrase_comes_from_the_original_and_says_so(workshop) -> None:
    here = workshop(translation={"city: Алматы\n": ""}).localized("ru")
    assert (here.city.text, here.city.locale, here.city.foreign) == ("Almaty", "en", True)
    assert (here.title.locale, here.title.foreign) == ("ru", False)


def test_items_are_matched_by_their_id_whatever_their_order(workshop) -> None:
    first = (
        "  - id: accession\n    text: Все пять хотят присоединиться к [Конвенции](agreements/industrial-accidents).\n"
    )
    second = "  - id: exchange\n    text: Они обменялись сведениями.\n"
    here = workshop(translation={first + second: second + first}).localized("ru")
    assert [str(point.text).split()[0] for point in here.outcomes] == ["Все", "Они"]


def test_facts_of_items_come_from_the_original(workshop) -> None:
    here = workshop().localized("ru")
    assert here.outcomes[0].source == ["unece-2018"]
    assert here.outcomes[0].as_of == "2018-09"
    assert here.participants.total.value == 40


def test_a_list_of_another_length_is_not_guessed_at(workshop) -> None:
    here = workshop(translation={"[Диагностический центр, Алматинский университет]": "[Диагностический центр]"})
    phrases = here.localized("ru").also_involved
    assert [(str(phrase), phrase.foreign) for phrase in phrases] == [
        ("the Diagnostic Centre", True),
        ("the University of Almaty", True),
    ]


# --- a record in one language


def test_a_record_in_each_language(workshop) -> None:
    record = workshop()
    assert str(record.localized("en").title) == "Workshop on Industrial Safety"
    assert str(record.localized("ru").title) == "Семинар по промышленной безопасности"
    assert _texts(record.localized("ru").also_involved) == ["Диагностический центр", "Алматинский университет"]


def test_a_translation_goes_in_either_direction(library: Library) -> None:
    record = library.records["workshops/2019-11-almaty"]
    assert (record.locale, record.has("ru"), record.has("en")) == ("ru", True, False)
    here = record.localized("en")
    assert (here.title.text, here.title.locale, here.title.foreign) == ("Семинар по хвостохранилищам", "ru", True)
    assert record.missing("en") == {"title", "summary", "city", "note"}


def test_an_original_in_russian_with_an_english_translation(make) -> None:
    text = "title: Workshop on Tailings\nsummary: After the [one of 2018](workshops/2018-09-almaty).\ntranslation_of:\n  language: ru\n"
    library, _ = check(make({"content/en/workshops/2019-11-almaty.yml": text}))
    assert library is not None
    record = library.records["workshops/2019-11-almaty"]
    assert record.missing("en") == {"city", "note"}
    here = record.localized("en")
    assert [(phrase.text, phrase.locale) for phrase in (here.title, here.city)] == [
        ("Workshop on Tailings", "en"),
        ("Алматы", "ru"),
    ]


def test_own_fields_are_never_borrowed(library: Library, make) -> None:
    record = library.records["organizations/unece"]
    assert (record.localized("en").abbreviation, record.localized("ru").abbreviation) == ("UNECE", "ЕЭК ООН")
    change(library.root / "content/ru/organizations/unece.yml", {"abbreviation: ЕЭК ООН\n": ""})
    again, _ = check(library.root)
    assert again is not None
    assert again.records["organizations/unece"].localized("ru").abbreviation is None


def test_a_field_that_no_schema_knows_is_an_error_with_the_names_there_are(library: Library) -> None:
    here = library.records["organizations/unece"].localized("en")
    with pytest.raises(AttributeError, match=r'there is no field "sumary"; there are: .*summary'):
        _ = here.sumary


# --- the schema of a translation


def test_translations_hold_words_and_nothing_else(real: Library) -> None:
    for collection in real.collections.values():
        roles = {
            each.role for each in declarations(translation_schema(collection.schema)).values() if each.model is None
        }
        assert roles <= {Role.WORDS, Role.OWN}
        assert has_words(collection.schema)
