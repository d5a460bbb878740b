"""A knowledge base whose every text is an attack: no page and no file for machines takes it for anything but a text."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from icalendar import Calendar
from openpyxl import load_workbook

from hostile import active, words
from kb import exporting
from kb.checking import check
from kb.contributing.tabular import read_table
from kb.fields import leaves
from kb.handbook.tree import tree
from kb.library import Library
from kb.linked_data import graph
from kb.offline.pages import Pages, Words
from kb.pages import Page
from kb.publication import Publication
from kb.rendering import render
from kb.schema import Choice, Markdown, Role
from support import beside_the_case, shown, small_knowledge_base

LINE = "=1+1 </script><script>alert(1)</script> {{ 7*7 }} {% raw %} \"' onclick=alert(1) ]]> --> ${x} [x](javascript:alert(2)) </title></style>"
PROSE = "=1+1 &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% raw %} \"' onclick=alert(1) ]]&gt; --&gt; ${x} \\[x](javascript:alert(2)) &lt;/title&gt;"
SEEN = "{{ 7*7 }} {% raw %}"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = small_knowledge_base(tmp_path_factory.mktemp("poison"))
    clean, _ = check(root)
    assert clean is not None
    for record in clean.records.values():
        for file in (record.original, *record.translations.values()):
            _poison(root / file.shown, file.model)
    poisoned, problems = check(root)
    assert shown([each for each in problems if not beside_the_case(each) and each.level == "error"]) == []
    assert poisoned is not None
    return poisoned


def _poison(path: Path, model: Any) -> None:
    plain = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for leaf in leaves(model):
        if leaf.declaration.role not in (Role.WORDS, Role.OWN) or leaf.declaration.mark(Choice):
            continue
        attack = PROSE if leaf.declaration.mark(Markdown) else LINE
        if not isinstance(leaf.value, str):
            _put(plain, leaf.location, [attack for _ in leaf.value])
        elif len(leaf.value) > 3 and "/" not in leaf.value:
            _put(
                plain,
                leaf.location,
                attack if leaf.declaration.mark(Markdown) is None else f"{attack} {_links(leaf.value)}",
            )
    path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _links(text: str) -> str:
    return " ".join(re.findall(r"\[[^\]]*\]\([a-z]+/[^)]*\)", text))


def _put(plain: Any, location: tuple[Any, ...], value: Any) -> None:
    for step in location[:-1]:
        plain = plain[step]
    plain[location[-1]] = value


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[tuple[str, str], Page]:
    return {(page.locale, page.address): page for page in render(library)}


@pytest.fixture(scope="module")
def files(library: Library, pages: dict[tuple[str, str], Page]) -> dict[str, bytes]:
    made = exporting.search_files(library) | exporting.collection_scripts(library)
    return made | exporting.site_files(library, pages, []) | exporting.data_files(library)


def test_it_is_everywhere(pages: dict[tuple[str, str], Page]) -> None:
    seen = [page.address for page in pages.values() if SEEN in words(page.body).replace("\u00a0", " ")]
    assert len(seen) > 40


def test_no_page_has_anything_active_in_it(pages: dict[tuple[str, str], Page]) -> None:
    assert {page.address: found for page in pages.values() if (found := active(page.body))} == {}
    assert [page.address for page in pages.values() if "49" in re.findall(r"\b49\b", page.body)] == []


def test_linked_data_stays_inside_its_script(library: Library, pages: dict[tuple[str, str], Page]) -> None:
    publication = Publication(library, [])
    assert publication.pages.keys() == pages.keys()
    for locale, address in pages:
        frame = publication.frame(locale, address)
        assert [str(each) for each in frame.data if "<" in each] == []
        assert [json.loads(each) for each in frame.data] == [json.loads(json.dumps(each)) for each in graph(frame)]


def test_scripts_hold_it_as_data(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".js") and "library" not in name:
            text = data.decode()
            packed = re.sub(r"^\(.*?\)(?:\[\"\w+\"\])?(?:\?\?=\{\}\))?(?:\.\w+)?=", "", text).partition("\nglobalThis")[
                0
            ]
            assert json.loads(packed), name


def test_feeds_calendars_and_json_can_be_read(files: dict[str, bytes]) -> None:
    kinds = {name.rpartition(".")[2] for name in files}
    assert {"atom", "ics", "json", "csv", "xlsx", "xml", "tbx"} <= kinds
    for name, data in files.items():
        if name.endswith((".atom", ".xml", ".tbx")):
            tags = {each.tag.rpartition("}")[2] for each in ElementTree.fromstring(data).iter()}
            assert not tags & {"script", "style"}, name
        elif name.endswith((".json", ".jsonld")):
            json.loads(data)
        elif name.endswith(".ics"):
            events = Calendar.from_ical(data).walk("VEVENT")
            assert {str(each["class"]) for each in events if "class" in each} == set()
            assert len(events) == data.count(b"BEGIN:VEVENT")


def test_tables_hold_no_formula(files: dict[str, bytes], tmp_path: Path) -> None:
    cells = 0
    for name, data in files.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(data.decode(), newline="")):
                cells += sum(cell.startswith("'=") for cell in row)
                assert [cell for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == [], name
        elif name.endswith(".xlsx"):
            book = load_workbook(io.BytesIO(data))
            found = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            assert found == [], name
    assert cells > 10


def test_a_table_comes_back_as_it_was(library: Library, files: dict[str, bytes], tmp_path: Path) -> None:
    name = next(name for name in files if name.endswith("topics.csv"))
    path = tmp_path / "topics.csv"
    path.write_bytes(files[name])
    (row,) = read_table(path, None)
    assert row.cells["title_en"] == library.records["topics/tailings-safety"].data.title


def test_lists_for_language_models_have_no_link_of_a_stranger(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith("llms.txt"):
            targets = re.findall(r"\]\(([^)]*)\)", data.decode())
            assert targets
            assert [each for each in targets if not each.startswith("https://example.org/kb/")] == [], name


def test_the_offline_copy_adds_nothing_for_it(pages: dict[tuple[str, str], Page]) -> None:
    offline = Pages({"en": Words("strip", "about", "outside")}, "index.html")

    def scripts(body: str, name: str) -> int:
        return offline.offline(f"{name}index.html", f'<html lang="en"><body><main>{body}</main>').count("<script")

    for page in pages.values():
        searches = page.body.count('role="search"')
        assert scripts(page.body, page.address) == scripts("", page.address) + searches


def test_the_handbook_takes_no_element_from_it(pages: dict[tuple[str, str], Page]) -> None:
    def tags(nodes: list[Any]) -> set[str]:
        return {each["tag"] for each in nodes if isinstance(each, dict)} | {
            tag for each in nodes if isinstance(each, dict) for tag in tags(each["c"])
        }

    for page in pages.values():
        assert not tags(tree(page.body)) & {"script", "img", "iframe", "title"}
