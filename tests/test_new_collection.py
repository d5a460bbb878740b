"""A new collection by adding a folder: `hooks/catalog/exercises/`, its labels and records, and everything else follows."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
import yaml
from lxml import html

from support import CASES, ROOT, small_knowledge_base, spaces

BIN, FOLDER = Path(sys.executable).parent, CASES / "collection"
CATALOG = ("schema.py", "page.md.jinja", "index.md.jinja", "sharing.py")
RECORDS = {"leak.en": "en/exercises/leak", "leak.ru": "ru/exercises/leak", "alarm.en": "en/exercises/alarm"}


def merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Two trees of labels as one."""
    found = dict(one)
    for name, value in other.items():
        there = found.get(name)
        found[name] = merged(there, value) if isinstance(there, Mapping) and isinstance(value, Mapping) else value
    return found


def run(root: Path, *command: str) -> str:
    """Run `kb` there, which must end well."""
    wide = {**os.environ, "COLUMNS": "120"}
    done = subprocess.run([BIN / "kb", *command], cwd=root, env=wide, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base to which the folder of a collection is added, with labels and records; built."""
    made = tmp_path_factory.mktemp("exercises") / "knowledge"
    shutil.copytree(ROOT / "hooks", made / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    small_knowledge_base(made)
    home = made / "hooks/catalog/exercises"
    home.mkdir()
    (home / "__init__.py").touch()
    for name in CATALOG:
        shutil.copy(FOLDER / name, home)
    _add_words(made)
    for command in ("stamp --missing", "fmt", "check", "build", "schema"):
        run(made, *command.split())
    return made


def _add_words(root: Path) -> None:
    """Its labels and its records."""
    for locale, words in yaml.safe_load((FOLDER / "labels.yml").read_text(encoding="utf-8")).items():
        path = root / "content" / locale / "labels.yml"
        both = merged(yaml.safe_load(path.read_text(encoding="utf-8")), words)
        path.write_text(yaml.safe_dump(both, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    for name, place in RECORDS.items():
        path = root / "content" / f"{place}.yml"
        path.parent.mkdir(exist_ok=True)
        shutil.copy(FOLDER / f"{name}.yml", path)


@pytest.fixture
def site(root: Path) -> Path:
    """The site with the new collection."""
    return root / "site"


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy for a test that writes."""
    ignore = shutil.ignore_patterns("site", "__pycache__")
    return shutil.copytree(root, tmp_path / "copy", symlinks=True, ignore=ignore)


def page(site: Path, address: str) -> html.HtmlElement:
    """A page of the site."""
    return html.fromstring((site / address / "index.html").read_text(encoding="utf-8"))


def test_the_check_knows_its_fields(copy: Path) -> None:
    path = copy / "content/en/exercises/leak.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("full-scale", "full"), encoding="utf-8")
    done = subprocess.run([BIN / "kb", "check"], cwd=copy, capture_output=True, text=True, check=False)
    assert (done.returncode, 'level is "full"' in done.stdout) == (1, True)


def test_every_record_has_a_page_in_every_language(site: Path) -> None:
    leak, borrowed = page(site, "exercises/leak"), page(site, "exercises/alarm")
    assert spaces(leak.find(".//h1").text_content()) == "Утечка в пограничную реку"
    assert "Радиостанции двух сторон" in leak.text_content()
    assert [each.get("lang") for each in borrowed.find(".//h1").iter() if each.get("lang")] == ["en"]
    assert spaces(page(site, "en/exercises/leak/both").text_content()).count("Плотина протекает в реку.") == 1


def test_the_list_and_the_navigation_name_it(site: Path) -> None:
    listed = page(site, "en/exercises").find_class("card__t")
    assert [each.text_content() for each in listed] == ["Alarm at night", "Leak into a border river"]
    for address in ("", "en", "countries/kazakhstan"):
        (bar,) = page(site, address).find_class("bar")
        assert ("Exercises" if address == "en" else "Учения") in bar.text_content()


def test_without_icon_and_colour_of_its_own_it_has_those_of_all(site: Path) -> None:
    text = (site / "exercises/leak/index.html").read_text(encoding="utf-8")
    assert 'class="kind k-exercises"><svg class="i" aria-hidden="true"><use href="#i-file-text"/>' in text
    assert 'id="i-file-text"' in text
    (sheet,) = site.glob("assets/kb.*.css")
    assert ":root{--k: var(--organization);}" in sheet.read_text(encoding="utf-8")


def test_others_know_that_it_mentions_them(site: Path) -> None:
    (link,) = page(site, "en/topics/tailings-safety").xpath(".//a[contains(@href, 'exercises/leak')]")
    assert link.text_content() == "Leak into a border river"


def test_search_finds_it(site: Path) -> None:
    (entries,) = site.glob("assets/search-en.????????.js")
    (texts,) = site.glob("assets/search-en-texts.*.js")
    assert "exercises/leak/" in entries.read_text(encoding="utf-8")
    assert "full-scale exercise" in entries.read_text(encoding="utf-8")
    assert "The radios of the two sides" in texts.read_text(encoding="utf-8")


def test_the_api_serves_it_and_describes_what_it_serves(site: Path) -> None:
    api = site / "api/v1"
    served = json.loads((api / "exercises.json").read_text(encoding="utf-8"))["records"]
    assert [each["title"]["en"] for each in served] == ["Alarm at night", "Leak into a border river"]
    described = json.loads((api / "openapi.json").read_text(encoding="utf-8"))
    assert {"/exercises.json", "/exercises/{id}.json"} <= {path.removeprefix("/api/v1") for path in described["paths"]}
    schema = json.loads((api / "schemas/exercises.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((api / "exercises/leak.json").read_text(encoding="utf-8")), schema)
    index = json.loads((api / "index.json").read_text(encoding="utf-8"))
    assert "exercises" in [each["name"] for each in index["collections"]]


def test_tables_database_and_package_hold_it(site: Path) -> None:
    data = site / "data"
    rows = (data / "exercises.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 3
    assert {"level", "crews", "scenario_ru"} <= set(rows[0].split(","))
    sheet = openpyxl.load_workbook(data / "exercises.xlsx").worksheets[0]
    assert sheet.max_row >= 3
    with closing(sqlite3.connect(next(data.glob("*.sqlite")))) as base:
        assert base.execute("SELECT crews FROM exercises ORDER BY id").fetchall() == [(None,), (12,)]
        assert base.execute("SELECT count(*) FROM exercises_lessons").fetchall() == [(1,)]
    (archive,) = data.glob("*.zip")
    with zipfile.ZipFile(archive) as package:
        names = [name for name in package.namelist() if "exercises" in name]
    assert len(names) >= 2
    (linked,) = data.glob("*.jsonld")
    assert "exercises/leak" in linked.read_text(encoding="utf-8")


def test_feeds_calendar_sitemap_and_page_of_data_have_it(site: Path) -> None:
    assert "Leak into a border river" in (site / "en/feeds/all.atom").read_text(encoding="utf-8")
    assert "Leak into a border river" in (site / "en/calendars/all.ics").read_text(encoding="utf-8")
    assert "/exercises/leak/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "exercises.xlsx" in page(site, "en/data").text_content()


def test_the_reference_explains_its_fields(site: Path) -> None:
    text = page(site, "en/fields/exercises").text_content()
    assert "How many crews took part." in text
    assert "exercises" in (site / "en/fields/index.html").read_text(encoding="utf-8")


def test_editors_know_its_schema(root: Path) -> None:
    schemas = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert schemas["./schemas/exercises.any.json"] == "content/*/exercises/*.yml"
    assert "crews" in json.loads((root / "schemas/exercises.json").read_text(encoding="utf-8"))["properties"]


def test_records_are_begun_and_translated(copy: Path) -> None:
    run(copy, "new", "exercises", "--id", "flood", "--language", "en", "--no-ask", "--set", "title=Flood")
    text = (copy / "content/en/exercises/flood.yml").read_text(encoding="utf-8")
    assert "title: Flood\n" in text
    assert "# Crews" in text
    (copy / "content/en/exercises/flood.yml").unlink()
    run(copy, "translate", "exercises/alarm")
    (counts,) = [line for line in run(copy, "status").splitlines() if "exercises" in line and " en " in line]
    assert counts.split("│")[3].strip() == "2"
    assert "Who is woken" in (copy / "content/ru/exercises/alarm.yml").read_text(encoding="utf-8")


def test_the_export_holds_it(root: Path, tmp_path: Path) -> None:
    run(root, "export", str(tmp_path / "plain"))
    assert (tmp_path / "plain/docs/en/exercises/leak/index.md").is_file()
    nav = yaml.safe_load((tmp_path / "plain/mkdocs.en.yml").read_text(encoding="utf-8"))["nav"]
    assert {"Exercises": "exercises/index.md"} in nav


def test_the_offline_copy_holds_it(root: Path) -> None:
    run(root, "offline")
    (bundle,) = (root / "dist").glob("*-offline.zip")
    with zipfile.ZipFile(bundle) as archive:
        assert any(name.endswith("/en/exercises/leak/index.html") for name in archive.namelist())
