"""A third language is a folder: labels and a translation, and its code in the list of `content/site.yml`."""

from __future__ import annotations

import json

import pytest

from kb.publication import Publication
from support import ROOT, Make

LABELS = (ROOT / "content/en/labels.yml").read_text(encoding="utf-8")
TERM = "title: chiqindixona\nsummary: Ruda chiqindilari saqlanadigan inshoot.\ntranslation_of: {language: en, digests: {}}\n"


@pytest.fixture
def publication(make: Make) -> Publication:
    """The base of the cases with a term in Uzbek."""
    root = make({"content/uz/labels.yml": LABELS, "content/uz/terms/tailings-facility.yml": TERM})
    path = root / "content/site.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("[ru, en]", "[ru, en, uz]"), encoding="utf-8")
    return Publication.of(root)


def test_it_has_every_page_and_falls_back_on_the_original(publication: Publication) -> None:
    addresses = {locale: {a for code, a in publication.pages if code == locale} for locale in ("ru", "en", "uz")}
    assert addresses["uz"] == addresses["ru"] == addresses["en"]
    assert publication.pages["uz", "terms/tailings-facility/"].text_locale == "uz"
    assert publication.pages["uz", "agreements/industrial-accidents/"].text_locale == "en"


def test_switch_and_alternates_know_it(publication: Publication) -> None:
    frame = publication.frame("uz", "terms/tailings-facility/")
    assert [code for code, *_ in frame.languages] == ["ru", "en", "uz"]
    assert [code for code, _ in frame.alternates] == ["en", "uz", "x-default"]


def test_search_and_open_data_hold_it(publication: Publication) -> None:
    assert any(name.startswith("assets/search-uz.") for name in publication.files)
    files = publication.extras()
    assert json.loads(files["api/v1/terms/tailings-facility.json"])["title"]["uz"] == "chiqindixona"
    assert b"title_uz" in files["data/terms.csv"].partition(b"\r\n")[0]
    assert 'xml:lang="uz"' in files["data/glossary.tbx"].decode()
