"""What stands around the text of a page."""

import json

import pytest

from kb.library import Library
from kb.publication import AbsoluteFrame, Publication


@pytest.fixture
def publication(library: Library) -> Publication:
    return Publication.of(library.root)


def test_links_and_addresses_of_a_translated_record(publication) -> None:
    frame = publication.frame("en", "workshops/2018-09-almaty/")
    assert frame.title.startswith("Workshop on Industrial Safety · ")
    assert frame.canonical == "https://example.org/kb/en/workshops/2018-09-almaty/"
    assert frame.alternates == [
        ("ru", "https://example.org/kb/workshops/2018-09-almaty/"),
        ("en", "https://example.org/kb/en/workshops/2018-09-almaty/"),
        ("x-default", "https://example.org/kb/workshops/2018-09-almaty/"),
    ]
    assert frame.site_root == "../../../"
    assert [href for *_, href in frame.languages] == [
        "../../../workshops/2018-09-almaty/",
        "../../../en/workshops/2018-09-almaty/",
    ]


def test_a_borrowed_text_is_no_alternate_and_its_canonical_address_is_the_originals(publication) -> None:
    borrowed = publication.frame("en", "workshops/2019-11-almaty/")
    assert borrowed.text_locale == "ru"
    assert borrowed.alternates == []
    assert borrowed.canonical == "https://example.org/kb/workshops/2019-11-almaty/"
    assert publication.frame("ru", "workshops/2019-11-almaty/").alternates == []


def test_the_language_switch_stays_on_the_page_even_without_a_translation(publication) -> None:
    frame = publication.frame("en", "workshops/2019-11-almaty/")
    assert next(href for *_, href in frame.languages) == "../../../workshops/2019-11-almaty/"


def test_the_section_of_a_page_is_current(publication) -> None:
    def current(address: str) -> dict[str, str]:
        return {s.name: s.current for s in publication.frame("ru", address).collections if s.current}

    assert current("workshops/") == {"workshops": "page"}
    assert current("workshops/2018-09-almaty/") == {"workshops": "true"}
    assert current("") == {}


def test_data_for_machines_cannot_end_the_script_element(publication) -> None:
    frame = publication.frame("en", "about/", title="</script><b>", description="x")
    assert not any("<" in data for data in frame.data)
    assert json.loads(frame.data[-1])["itemListElement"][-1]["name"] == "</script><b>"


def test_breadcrumbs_lead_from_the_home_page_to_the_page(publication) -> None:
    steps = json.loads(publication.frame("en", "workshops/2018-09-almaty/").data[-1])["itemListElement"]
    base = "https://example.org/kb/en/"
    assert [step["item"] for step in steps] == [base, f"{base}workshops/", f"{base}workshops/2018-09-almaty/"]


def test_the_page_for_missing_addresses_begins_its_links_at_the_host(publication) -> None:
    lost = publication.lost()
    assert isinstance(lost, AbsoluteFrame)
    assert (lost.canonical, lost.alternates) == ("", [])
    assert lost.asset("kb.css").startswith("/kb/assets/kb.")
    assert [frame.url("workshops/") for frame in lost.all] == ["/kb/workshops/", "/kb/en/workshops/"]


def test_assets_bear_a_digest_and_are_all_there(publication) -> None:
    for name in ("kb.css", "kb.js", "scheme.js"):
        address = publication.frame("ru", "").asset(name)
        assert address.removeprefix("./") in publication.files


def test_a_view_brings_its_own_sheet(publication) -> None:
    frame = publication.frame("en", "edit/")
    assert frame.sheet == f"../../assets/{publication.names['edit.css']}"
    other = publication.frame("en", "workshops/2018-09-almaty/")
    assert other.sheet == ""
