"""Lists: entries, facets, pages of long lists, the script with all of their entries."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kb.checking import check
from kb.exporting.lists import list_files
from kb.library import Library, Record
from kb.listing import Listing, Row, facets, rows, years
from kb.pages import Page
from kb.publication import Publication
from kb.rendering import Renderer
from kb.writing import Writer
from support import small_knowledge_base

MANY = 5_000
TITLE = "Семинар № {n} о предупреждении промышленных аварий и готовности к ним на трансграничных реках Центральной Азии"


def _copy(record: Record, number: int) -> Record:
    """A record like this one, of another day and with another title."""
    day = date(2000, 1, 1) + timedelta(days=2 * number)
    words = {"title": TITLE.format(n=number), "starts": str(day), "ends": None}
    data = record.data.model_copy(update=words)
    name = f"{day}-{'ab'[number % 2]}-{number}"
    return Record(record.collection, name, replace(record.original, id=name, model=data))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of thousands of small records of one kind."""
    library, _ = check(small_knowledge_base(tmp_path_factory.mktemp("many") / "knowledge"))
    assert library is not None
    kinds = [library.records[f"workshops/{name}"] for name in ("2018-09-almaty", "2019-11-almaty")]
    made = {record.ref: record for n in range(MANY) for record in [_copy(kinds[n % 2], n)]}
    others = {ref: each for ref, each in library.records.items() if each.collection != "workshops"}
    return replace(library, records=others | made)


@pytest.fixture(scope="module")
def parts(many: Library) -> list[Page]:
    """The pages of its list."""
    return list(Renderer(many, "ru").index(many.collections["workshops"]))


def test_a_long_list_becomes_pages_with_addresses_and_titles_of_their_own(parts: list[Page]) -> None:
    assert len(parts) == MANY // 100
    assert [page.address for page in parts[:2]] == ["workshops/", "workshops/page/2/"]
    assert parts[-1].address == "workshops/page/50/"
    assert len({page.title for page in parts}) == len(parts)


def test_the_pages_hold_every_record_once_and_lead_to_one_another(many: Library, parts: list[Page]) -> None:
    for record in many.of("workshops")[:: MANY // 20]:
        assert sum(f'/{record.id}/"' in page.body for page in parts) == 1
    assert sum(page.body.count('<li class="row" ') for page in parts) == MANY
    middle = parts[1].body
    assert 'rel="prev" href="../../../workshops/"' in middle
    assert 'rel="next" href="../../../workshops/page/3/"' in middle
    assert all(f'href="../../../workshops/page/{n}/"' in middle for n in range(3, 51))
    assert 'rel="prev"' not in parts[0].body
    assert 'rel="next"' not in parts[-1].body


def test_each_page_is_light(parts: list[Page]) -> None:
    """The frame around takes 15 kB of the 120 that a list may weigh."""
    assert max(len(page.body.encode()) for page in parts) < 105_000


def test_the_script_holds_all_entries_and_is_light(many: Library) -> None:
    files = list_files(many)
    assert set(files) == {"list-workshops-ru.js", "list-workshops-en.js"}
    script = files["list-workshops-ru.js"]
    assert len(gzip.compress(script, 9)) < 150_000
    start, _, packed = script.decode().partition('["workshops"]=')
    assert start == "(globalThis.kbLists??={})"
    content = json.loads(packed)
    assert len(content["rows"]) == MANY
    newest = content["rows"][0]
    assert newest[0] == many.of("workshops")[-1].id
    assert content["words"][newest[5]] == [newest[3][:4]]


def test_a_list_of_one_page_has_no_script_and_no_way_to_other_pages(library: Library) -> None:
    assert list_files(library) == {}
    (page,) = Renderer(library, "ru").index(library.collections["workshops"])
    assert "pager" not in page.body


def test_heavy_entries_fill_a_page_sooner(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    collection = many.collections["workshops"]
    monkeypatch.setattr(collection.page, "WEIGHT", 2, raising=False)
    first = Listing.of(Writer(many, "ru"), collection)
    assert (first.size, first.count, first.last) == (50, 100, 50)


def test_facets_hold_the_values_that_occur_and_only_what_tells_entries_apart(library: Library) -> None:
    writer, collection = Writer(library, "en"), library.collections["workshops"]
    found = facets(writer, rows(writer, collection, writer.records("workshops")))
    assert {each.name: each.values for each in found} == {
        "country": [("KZ", "Kazakhstan")],
        "kind": [("seminar", "seminar"), ("workshop", "workshop")],
        "year": [("2019", "2019"), ("2018", "2018")],
    }


def test_orders_are_those_that_the_entries_allow(library: Library) -> None:
    writer = Writer(library, "en")
    orders = {name: Listing.of(writer, each).orders for name, each in library.collections.items()}
    assert orders["workshops"] == ["newest", "oldest", "title", "checked"]
    assert orders["organizations"] == ["group", "title", "checked"]


def test_years_are_all_from_the_first_to_the_last() -> None:
    assert years(None) == []
    assert years("2018-09-25") == [("2018", "2018")]
    assert [value for value, _ in years("2018", "2020-01")] == ["2018", "2019", "2020"]


def test_a_title_in_another_language_says_so_in_the_script(make) -> None:
    publication = Publication.of(make({"content/site.yml": SMALL}))
    (name,) = (name for name in publication.files if name.startswith("assets/list-workshops-en."))
    assert '["Семинар по хвостохранилищам","","ru"]' in publication.files[name].decode()
    assert f'"list-workshops":["{name}"]' in publication.files["assets/latest-en.js"].decode()
    assert '"list-guidelines"' not in publication.files["assets/latest-en.js"].decode()
    assert "list." in publication.document("en", "workshops/page/2/")


SMALL = """\
languages: [ru, en]
url: https://example.org/kb/
repository: https://example.org/repository
bundle: small
list_size: 1
"""


def test_rows_without_a_date_are_possible() -> None:
    assert Row(record=None).values([]) == ()  # type: ignore[arg-type]
