"""The page that tells what is to be translated: nothing left out, each with the way to mend it, and not too heavy."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from kb.library import Library, Record
from kb.rendering import Renderer
from kb.translating import LEDGER, Ledger
from support import spaces


def page(library: Library, locale: str = "en") -> str:
    renderer = Renderer(library, locale)
    (found,) = renderer.view(renderer.views["status"])
    return spaces(found.body)


def links(body: str) -> list[str]:
    """The addresses of the editor, in order."""
    return [unescape(url) for url in re.findall(r'<a href="([^"]+)" rel="external">', body)]


def old(record: Record, locale: str) -> Record:
    """The record as if its title had been changed since it was translated."""
    file = record.translations[locale]
    ledger = Ledger(language=record.locale, digests={"title": "00000000"})
    return replace(record, translations={locale: replace(file, model=file.model.model_copy(update={LEDGER: ledger}))})


@pytest.fixture
def mixed(library: Library) -> Library:
    """Records without translation, as the base has them, one that is stale and one that lacks texts."""
    stale = old(library.records["organizations/unece"], "ru")
    lacking = library.records["workshops/2018-09-almaty"]
    file = lacking.translations["ru"]
    lacking = replace(
        lacking, translations={"ru": replace(file, model=file.model.model_copy(update={"city": None, "outcomes": ()}))}
    )
    return replace(library, records=library.records | {stale.ref: stale, lacking.ref: lacking})


def test_each_task_stands_in_its_language_and_collection_with_its_link(mixed: Library) -> None:
    body = page(mixed)
    assert re.search(r'id="todo-ru">Russian <span>8</span>', body)
    assert re.search(r'id="todo-en">English <span>1</span>', body)
    organizations = body.partition('id="todo-ru-organizations"')[2].partition("</details>")[0]
    assert "1 passage is older than the original." in organizations
    assert links(organizations)[0].endswith("/edit/main/content/ru/organizations/unece.yml")
    workshops = body.partition('id="todo-ru-workshops"')[2].partition("</details>")[0]
    assert "3 texts are missing" in workshops
    assert links(workshops)[0].endswith("/edit/main/content/ru/workshops/2018-09-almaty.yml")
    topics = body.partition('id="todo-ru-topics"')[2].partition("</details>")[0]
    assert "no translation yet" in topics
    query = parse_qs(urlsplit(links(topics)[0]).query)
    assert query["filename"] == ["content/ru/topics/tailings-safety.yml"]
    assert "\ntranslation_of:" in query["value"][0]
    assert 'href="#todo-ru-topics"' in body


def test_nothing_is_left_out(mixed: Library) -> None:
    wanted = sum(
        bool(record.missing(code) or record.stale(code)) for record in mixed.records.values() for code in ("ru", "en")
    )
    assert len(links(page(mixed))) == wanted == 9


def test_where_all_is_translated_the_page_says_so(real: Library) -> None:
    body = page(real)
    assert "all translations are complete" in body
    assert links(body) == []


def test_the_page_stays_light_when_all_is_to_be_done(real: Library) -> None:
    library = replace(real, records={ref: replace(each, translations={}) for ref, each in real.records.items()})
    body = page(library, "ru")
    found = links(body)
    assert len(found) == len(real.records)
    prefilled = [url for url in found if "&value=" in url]
    assert 10 <= len(prefilled) < len(found)
    assert all("?filename=content/" in url for url in found)
    assert len(body.encode()) < 400_000


def test_the_notice_of_a_record_begins_its_translation(mixed: Library) -> None:
    renderer = Renderer(mixed, "ru")
    body = renderer.record(mixed.records["topics/tailings-safety"]).body
    assert "edit/?record=topics/tailings-safety&amp;to=ru" in body
