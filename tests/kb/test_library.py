"""All records together: links, backlinks, orders."""

from kb.checking import check
from kb.library import Library
from support import beside_the_case


def _links(library: Library, target: str) -> list[tuple[str, str]]:
    return [(link.source, link.field) for link in library.backlinks.get(target, ())]


def test_references_in_facts_and_in_texts_are_links(library: Library) -> None:
    assert _links(library, "agreements/industrial-accidents") == [
        ("workshops/2018-09-almaty", "summary"),
        ("workshops/2018-09-almaty", "outcomes.accession.text"),
    ]
    assert ("workshops/2018-09-almaty", "sources.unece-2018.publisher") in _links(library, "organizations/unece")
    assert _links(library, "workshops/2018-09-almaty") == [("workshops/2019-11-almaty", "summary")]


def test_country_codes_are_no_links(library: Library) -> None:
    assert {link.target for link in library.links if link.field == "countries"} == {"countries/kazakhstan"}


def test_a_record_does_not_mention_itself(make) -> None:
    text = "title: A\nsummary: See [itself](topics/a).\nintroduction: B\nsources: [{id: a, title: A, url: 'https://example.org', language: en, accessed: 2026-11-22, grade: other}]\nreviewed: 2026-11-22\n"
    library, _ = check(make({"content/en/topics/a.yml": text}))
    assert library is not None
    assert "topics/a" in library.records
    assert _links(library, "topics/a") == []


def test_referring_can_be_asked_for_a_collection_and_a_field(library: Library) -> None:
    def refs(*wanted: str) -> list[str]:
        return [record.ref for record in library.referring(*wanted)]

    assert refs("topics/tailings-safety", "workshops") == ["workshops/2018-09-almaty", "workshops/2019-11-almaty"]
    assert refs("organizations/unece", "workshops", "organizers") == ["workshops/2018-09-almaty"]
    assert refs("organizations/unece", "workshops", "partners") == []


def test_collections_stand_in_the_order_of_the_settings_and_new_ones_follow(library: Library) -> None:
    assert library.order[:3] == ["countries", "workshops", "guidelines"]
    assert sorted(library.order) == sorted(library.collections)


def test_records_of_a_collection_stand_in_the_order_of_their_ids(library: Library) -> None:
    assert [record.id for record in library.of("workshops")] == ["2018-09-almaty", "2019-11-almaty"]
    assert library.of("nothing") == []


def test_the_date_of_the_whole_is_that_of_the_newest_review(library: Library) -> None:
    assert library.reviewed.isoformat() == "2026-11-22"


def test_an_invalid_record_is_a_draft_only(make) -> None:
    library, problems = check(make({"content/en/topics/new.yml": "title: New\nsummary: S\nreviewed: soon\n"}))
    assert library is not None
    assert "topics/new" not in library.records
    assert library.drafts["topics/new"].data.title == "New"
    assert "topics/new" in library.known
    assert {each.path for each in problems if not beside_the_case(each)} == {"content/en/topics/new.yml"}
