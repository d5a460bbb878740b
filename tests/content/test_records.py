"""Every real record: sound, in every language, and written as its language is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kb.checking import check
from kb.fields import leaves
from kb.finding import RecordFile
from kb.library import Library, load
from kb.problems import errors
from kb.schema import Role
from support import ROOT, shown

LIBRARY = load(ROOT)
assert isinstance(LIBRARY, Library)
RECORDS = sorted(LIBRARY.records)
FILES = [
    pytest.param(file, id=file.shown)
    for record in LIBRARY.records.values()
    for file in (record.original, *record.translations.values())
    if file.locale == "ru"
]
LEAST = {
    "countries": 5, "workshops": 15, "guidelines": 15, "agreements": 5, "projects": 5, "organizations": 15, "topics": 10,
    "terms": 20,
}  # fmt: skip
FAULTS = {
    "a straight quotation mark, expected « »": re.compile(r'"'),
    "a hyphen as dash": re.compile(r"(?<=\s)-(?=\s)"),
    "Latin and Cyrillic letters in one word": re.compile(r"[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]"),
    "two spaces": re.compile(r"\S  +\S"),
    "a space before a sign": re.compile(r"(?<=\w) (?=[,;:!?.)»](?:\s|$))"),
}
LINK_TARGET = re.compile(r"\]\([^)\s]*\)|https?://\S+")


def test_the_real_knowledge_base_has_no_error() -> None:
    _, problems = check(ROOT)
    assert shown(errors(problems)) == []


@pytest.mark.parametrize("collection", sorted(LEAST))
def test_there_are_enough_records(collection: str) -> None:
    assert len(LIBRARY.of(collection)) >= LEAST[collection]


@pytest.mark.parametrize("ref", RECORDS)
def test_every_record_can_be_read_in_every_language(ref: str) -> None:
    record = LIBRARY.records[ref]
    assert [code for code in LIBRARY.settings.languages if not record.has(code)] == []


@pytest.mark.parametrize("ref", RECORDS)
def test_every_text_is_translated_and_no_translation_is_stale(ref: str) -> None:
    record = LIBRARY.records[ref]
    for code in LIBRARY.settings.languages:
        assert (record.missing(code), record.stale(code)) == (frozenset(), frozenset())


@pytest.mark.parametrize("ref", RECORDS)
def test_every_translation_keeps_its_ledger(ref: str) -> None:
    record = LIBRARY.records[ref]
    for locale in record.translations:
        ledger = record.ledger(locale)
        assert set(record.digests) - set(ledger.digests if ledger else ()) == set()


def _texts(file: RecordFile) -> Iterator[tuple[str, str]]:
    """Every text of a file that is written in its language, without the targets of links."""
    for leaf in leaves(file.model):
        if leaf.declaration.role in (Role.WORDS, Role.OWN):
            for text in [leaf.value] if isinstance(leaf.value, str) else leaf.value:
                yield leaf.path, LINK_TARGET.sub("", text)


@pytest.mark.parametrize("file", FILES)
def test_russian_is_set_as_russian(file: RecordFile) -> None:
    found = [
        f"{path}: {fault}: …{text[max(0, match.start() - 20) : match.end() + 20]}…"
        for path, text in _texts(file)
        for fault, pattern in FAULTS.items()
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_russian_labels_are_set_as_russian() -> None:
    texts = LIBRARY.labels["ru"].texts.values()
    lines = [line for each in texts for line in ([each] if isinstance(each, str) else each.values())]
    assert [line for line in lines if any(pattern.search(line) for pattern in FAULTS.values())] == []


def test_titles_tell_records_of_a_collection_apart() -> None:
    for code in LIBRARY.settings.languages:
        titles = [(record.collection, str(record.localized(code).title)) for record in LIBRARY.records.values()]
        assert sorted({title for title in titles if titles.count(title) > 1}) == []
