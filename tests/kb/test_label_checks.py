"""Labels that are missing, unused or not alike in all languages."""

from dataclasses import replace

import pytest

from kb.label_checks import check_labels, choice_key, needed
from kb.labels import Labels
from kb.library import Library
from kb.reading import Place
from support import shown

HERE = "content/en/labels.yml:7:3: "


def _with(library: Library, key: str, *, ru, en) -> list[str]:
    """The problems of English labels after one label was set in both languages (or taken out, with None)."""
    changed = {}
    for locale, text in (("ru", ru), ("en", en)):
        labels = library.labels[locale]
        texts = {name: value for name, value in labels.texts.items() if name != key} | (
            {key: text} if text is not None else {}
        )
        changed[locale] = replace(labels, texts=texts, places={**labels.places, key: Place(7, 3)})
    found = check_labels(replace(library, labels=changed))
    return [each for each in shown(list(found)) if f'"{key}"' in each and "content/en/" in each]  # fmt: skip


def test_real_labels_are_complete_in_every_language(real: Library) -> None:
    assert shown(list(check_labels(real))) == []


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        ("Главная", "Home", []),
        ("Главная", None, ['content/en/labels.yml:1:1: The label "page.home" is missing. It is "Главная" in ru. Add it. [KB042]']),
        (None, None, ['content/en/labels.yml:1:1: The label "page.home" is missing. Add it. [KB042]']),
        ("Главная", "", [HERE + 'The label "page.home" is empty. Write its text. [KB042]']),
        ("Из {n}", "Of {m}", [HERE + 'The label "page.home" must hold these names in braces: n. [KB044]']),
        ("Главная", "Home {n}", [HERE + 'The label "page.home" must hold these names in braces: none. [KB044]']),
        ("Из {n}", "Of {n", [HERE + 'The label "page.home" has braces that hold no name. Write names such as {n}, and no other braces. [KB047]']),
        ("Из {n}", "Of {n.real}", [HERE + 'The label "page.home" has braces that hold no name. Write names such as {n}, and no other braces. [KB047]']),
        ("Из {n}", {"one": "Of {n}", "other": "Of {n}"}, [HERE + 'The label "page.home" is one text in ru. Write it in the same way. [KB046]']),
        (
            {"one": "{n}", "few": "{n}", "many": "{n}", "other": "{n}"}, "Of {n}",
            [HERE + 'The label "page.home" is a group of plural forms in ru. Write it in the same way. [KB046]'],
        ),
        (
            {"one": "{n}", "few": "{n}", "many": "{n}", "other": "{n}"}, {"other": "{n}"},
            [HERE + 'The label "page.home" lacks the plural forms: one. [KB045]'],
        ),
    ],
)  # fmt: skip
def test_one_label(real: Library, ru, en, expected) -> None:
    assert _with(real, "page.home", ru=ru, en=en) == expected


def test_a_label_that_is_a_group_of_forms_is_named_by_its_last_form(real: Library) -> None:
    forms = {"one": "{n} раз", "few": "{n} раза", "many": "{n} раз", "other": "{n} раза"}
    (found,) = _with(real, "page.home", ru=forms, en=None)
    assert 'It is "{n} раза" in ru.' in found


def test_an_unused_label_is_named_at_its_place(real: Library) -> None:
    assert _with(real, "page.nowhere", ru="Нигде", en="Nowhere") == [
        HERE + 'The label "page.nowhere" is not used anywhere. Delete it. [KB043]'
    ]


def test_russian_needs_its_four_plural_forms(real: Library) -> None:
    labels = real.labels["ru"]
    broken = replace(labels, texts={**labels.texts, "translation.stale": {"one": "{n}", "other": "{n}"}})
    found = shown(list(check_labels(replace(real, labels={**real.labels, "ru": broken}))))
    assert any(
        each.endswith('The label "translation.stale" lacks the plural forms: few, many. [KB045]') for each in found
    )


def test_labels_that_could_not_be_read_have_no_further_problems(real: Library) -> None:
    unread = Labels("en", "content/en/labels.yml", "en")
    found = check_labels(replace(real, labels={"ru": real.labels["ru"], "en": unread}))
    assert [problem for problem in found if problem.path == unread.shown] == []


def test_words_of_closed_lists_are_needed_for_every_collection(real: Library) -> None:
    wanted = needed(real)
    assert {"choices.workshops.kind.workshop", "choices.record.grade.official", "collections.countries.many"} <= wanted
    assert choice_key("terms", "confidence", "high") == "choices.record.confidence.high"
