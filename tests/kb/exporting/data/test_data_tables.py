"""CSV, Excel, SQLite and Data Package: each is read by a program that knows the format, and gives back what stands in the records."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from openpyxl import load_workbook

from kb.exporting.data import ROOT, table_files, whole_files
from kb.library import Library

Files = dict[str, bytes]


def served(files: Files, name: str) -> list[dict[str, Any]]:
    """The records of a collection."""
    return list(json.loads(files[f"{ROOT}{name}.json"])["records"])


@pytest.fixture
def sqlite(site: Path, real: Library) -> Path:
    """The file that holds everything."""
    return site / whole_files(real)[1]


def test_csv_holds_facts_and_texts_of_every_record(files: Files, real: Library) -> None:
    for name in real.collections:
        rows = list(csv.DictReader(io.StringIO(files[table_files(name)[0]].decode(), newline="")))
        records = served(files, name)
        assert [row["ref"] for row in rows] == [record["ref"] for record in records]
        for row, record in zip(rows, records, strict=True):
            assert row["reviewed"] == record["reviewed"]
            for locale in real.settings.languages:
                assert row[f"summary_{locale}"] == (record["summary"][locale] or "")


def test_excel_holds_the_same_and_says_what_columns_mean(files: Files, real: Library) -> None:
    for name in real.collections:
        book = load_workbook(io.BytesIO(files[table_files(name)[1]]), read_only=True)
        rows = list(book[name].iter_rows(values_only=True))
        title = rows[0].index("title_en")
        assert [row[title] for row in rows[1:]] == [record["title"]["en"] for record in served(files, name)]
        explained = {row[1] for row in book["about"].iter_rows(values_only=True) if len(row) > 1}
        assert "title_en" in explained


def test_a_list_of_parts_has_a_sheet_of_its_own(files: Files) -> None:
    book = load_workbook(io.BytesIO(files[table_files("workshops")[1]]), read_only=True)
    rows = list(book["documents"].iter_rows(values_only=True))
    documents = [document["title"] for record in served(files, "workshops") for document in record["documents"]]
    assert [row[rows[0].index("title")] for row in rows[1:]] == documents


def test_sqlite_is_sound_and_its_references_lead_somewhere(sqlite: Path) -> None:
    with closing(sqlite3.connect(sqlite)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_sqlite_gives_back_records_parts_and_links(sqlite: Path, files: Files, real: Library) -> None:
    with closing(sqlite3.connect(sqlite)) as base:
        for name in real.collections:
            found = base.execute(f"SELECT ref, title_ru FROM {name} ORDER BY ref").fetchall()
            assert found == [(record["ref"], record["title"]["ru"]) for record in served(files, name)]
        outcomes = base.execute(
            "SELECT record, id, text_en FROM workshops_outcomes ORDER BY record, position"
        ).fetchall()
        links = set(base.execute("SELECT source, target FROM links"))
        countries = dict(base.execute("SELECT ref, countries FROM workshops"))
    records = served(files, "workshops")
    assert outcomes == [(each["ref"], one["id"], one["text"]["en"]) for each in records for one in each["outcomes"]]
    assert links == {(link.source, link.target) for link in real.links}
    assert {ref: json.loads(text) for ref, text in countries.items()} == {
        each["ref"]: each["countries"] for each in records
    }


def test_datasette_opens_the_file(sqlite: Path, real: Library) -> None:
    path = f"/{sqlite.stem}/terms.json?_shape=array&_size=max&_col=title_en"
    command = [sys.executable, "-W", "ignore", "-m", "datasette", str(sqlite), "--get", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) == len(real.of("terms"))


@pytest.mark.filterwarnings("ignore")
def test_the_package_is_a_valid_data_package(site: Path, real: Library) -> None:
    package = Package(str(site / whole_files(real)[0]))
    report = package.validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "message"])[:5]
    assert {resource.name for resource in package.resources} >= set(real.collections)


@pytest.mark.filterwarnings("ignore")
def test_the_package_gives_back_numbers_and_flags(site: Path, files: Files, real: Library) -> None:
    rows = Package(str(site / whole_files(real)[0])).get_resource("workshops").read_rows()
    records = served(files, "workshops")
    assert [row["cancelled"] for row in rows] == [record["cancelled"] for record in records]
    totals = [((record["participants"] or {}).get("total") or {}).get("value") for record in records]
    assert [row["participants_total_value"] for row in rows] == totals
