"""New translations as links: what the web editor opens, and what is left out where there is no room."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kb.checking import check
from kb.contributing.drafting import draft
from kb.contributing.prefilling import LIMIT, new_translation_url
from kb.library import Library, Record
from kb.reading import read_bytes
from support import LANGUAGES


def opened(url: str) -> tuple[str, str]:
    """The name of the file and its text, as the host reads them out of an address."""
    query = parse_qs(urlsplit(url).query)
    return query["filename"][0], query.get("value", [""])[0]


def untranslated(record: Record) -> Record:
    return replace(record, translations={})


def other(record: Record) -> str:
    return next(code for code in LANGUAGES if code != record.locale)


def test_a_short_record_is_begun_as_by_kb_translate(library: Library) -> None:
    record = library.records["topics/tailings-safety"]
    url = new_translation_url(library, record, "ru")
    assert "/new/main?filename=" in url
    assert opened(url) == ("content/ru/topics/tailings-safety.yml", draft(library, record, "ru")[0])


def test_what_has_no_room_is_left_out_and_that_is_said(real: Library) -> None:
    records = list(real.records.values())[::12]
    kinds = {"whole": 0, "without texts": 0, "without digests": 0, "cut": 0}
    for record in map(untranslated, records):
        locale = other(record)
        url = new_translation_url(real, record, locale)
        assert len(url) <= LIMIT
        name, text = opened(url)
        assert name == f"content/{locale}/{record.ref}.yml"
        kinds[kind(real, record, locale, text)] += 1
    assert kinds["whole"]
    assert kinds["without texts"]
    assert sum(kinds.values()) == len(records)


def kind(library: Library, record: Record, locale: str, text: str) -> str:
    """Which of the four a beginning is; all are translations that can be read."""
    node, problems = read_bytes(text.encode(), "a.yml")
    assert node is not None
    assert problems == []
    fields = node.plain()
    assert fields["translation_of"]["language"] == record.locale
    assert "title" in fields
    whole = draft(library, record, locale)[0]
    if text == whole:
        return "whole"
    assert f"{record.ref}/" in text.splitlines()[0]
    every, _ = read_bytes(whole.encode(), "a.yml")
    assert every is not None
    if set(fields) != set(every.plain()):
        return "cut"
    return "without texts" if "digests" in fields["translation_of"] else "without digests"


@pytest.mark.parametrize("room", [1000, 1600, 2500])
def test_with_less_and_less_room_the_title_and_the_ledger_stay(
    real: Library, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr("kb.contributing.prefilling.LIMIT", room)
    record = untranslated(real.records["workshops/2018-09-almaty-industrial-safety"])
    url = new_translation_url(real, record, "ru")
    assert len(url) <= room
    assert kind(real, record, "ru", opened(url)[1]) in ("cut", "without digests")


def test_a_beginning_that_is_filled_in_passes_the_check(root: Path) -> None:
    library, _ = check(root)
    assert library is not None
    record = library.records["topics/tailings-safety"]
    name, text = opened(new_translation_url(library, record, "ru"))
    for line in ("title:", "summary:", "introduction:"):
        assert f"\n{line}\n" in text
        text = text.replace(f"\n{line}\n", f"\n{line} Текст.\n")
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")
    assert check(root)[1] == []
