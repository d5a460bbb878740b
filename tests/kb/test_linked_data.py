"""JSON-LD: every page says what it is, of what it is a part and what it is about."""

from __future__ import annotations

import json

import pytest

from kb.library import Library
from kb.publication import Publication

BASE = "https://example.org/kb/"


@pytest.fixture
def publication(library: Library) -> Publication:
    return Publication.of(library.root)


def _first(publication: Publication, locale: str, address: str) -> dict[str, object]:
    return json.loads(publication.frame(locale, address).data[0])


def test_a_record_is_the_main_entity_of_its_page(publication) -> None:
    page = _first(publication, "en", "workshops/2018-09-almaty/")
    address = f"{BASE}en/workshops/2018-09-almaty/"
    assert page["@type"] == "WebPage"
    assert (page["url"], page["inLanguage"], page["dateModified"]) == (address, "en", "2026-11-22")
    assert page["isPartOf"] == {"@id": f"{BASE}#site"}
    event = page["mainEntity"]
    assert event["@type"] == "Event"
    assert (event["startDate"], event["endDate"]) == ("2018-09-25", "2018-09-26")
    assert event["location"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Almaty",
        "addressCountry": "KZ",
    }


def test_a_kind_that_says_nothing_of_itself_is_a_thing(publication) -> None:
    thing = _first(publication, "en", "topics/tailings-safety/")["mainEntity"]
    assert thing["@type"] == "Thing"
    assert thing["name"] == "Tailings safety"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("countries/kazakhstan/", "Country"), ("guidelines/tailings/", "Report"), ("organizations/unece/", "Organization"),
        ("agreements/industrial-accidents/", "Legislation"), ("projects/industrial-safety/", "Project"),
        ("terms/tailings-facility/", "DefinedTerm"),
    ],
)  # fmt: skip
def test_every_kind_has_its_type(publication, address: str, kind: str) -> None:
    entity = _first(publication, "ru", address)["mainEntity"]
    assert entity["@type"] == kind
    assert entity["name"]
    assert entity["description"]


def test_a_borrowed_text_is_described_where_it_stands(publication) -> None:
    page = _first(publication, "en", "workshops/2019-11-almaty/")
    assert (page["url"], page["inLanguage"]) == (f"{BASE}workshops/2019-11-almaty/", "ru")


def test_lists_are_sets_of_data_and_terms_point_at_theirs(publication) -> None:
    page = _first(publication, "en", "terms/")
    terms = page["mainEntity"]
    assert page["@type"] == "CollectionPage"
    assert terms["@type"] == ["Dataset", "DefinedTermSet"]
    assert 50 <= len(terms["description"]) <= 5000
    term = _first(publication, "en", "terms/tailings-facility/")["mainEntity"]
    assert term["inDefinedTermSet"] == {"@id": terms["@id"]}


def test_the_home_page_describes_the_whole(publication) -> None:
    whole = _first(publication, "ru", "")
    assert whole["@type"] == ["WebSite", "Dataset"]
    assert whole["@id"] == f"{BASE}#site"
    assert {"name", "description", "url", "inLanguage", "creator", "dateModified"} <= set(whole)
    files = {each["contentUrl"] for each in whole["distribution"]}
    assert {f"{BASE}{name}" for name in ("feeds/all.atom", "calendars/all.ics", "data/small.zip")} <= files


def test_pages_that_are_not_to_be_found_say_nothing(publication) -> None:
    assert publication.frame("en", "workshops/2018-09-almaty/both/").data == []


def test_names_in_the_languages_of_the_state_say_which_they_are(make) -> None:
    root = make()
    official = "official:\n  - {text: Экология министрлігі, language: kk}\n  - {text: Ministry, language: en}\n"
    path = root / "content/en/organizations/unece.yml"
    path.write_text(path.read_text(encoding="utf-8") + official, encoding="utf-8")
    path = root / "content/en/countries/kazakhstan.yml"
    law = "legislation:\n  - id: law\n    title: Law\n    source: a\n    official:\n      - {text: Заң, language: kk}\n"
    path.write_text(path.read_text(encoding="utf-8") + law, encoding="utf-8")
    publication = Publication.of(root)
    name = {"@value": "Экология министрлігі", "@language": "kk"}
    assert name in _first(publication, "en", "organizations/unece/")["mainEntity"]["alternateName"]
    (act,) = _first(publication, "ru", "countries/kazakhstan/")["mainEntity"]["subjectOf"]
    assert act["alternateName"] == [{"@value": "Заң", "@language": "kk"}]
    assert '<small lang="kk">Заң</small>' in publication.filled("ru", "countries/kazakhstan/law/").body
