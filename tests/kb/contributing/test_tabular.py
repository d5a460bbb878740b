"""Tables of strangers: what is no table, or more than one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from kb.contributing import tabular
from kb.contributing.tabular import BadTable, read_table


def _csv(path: Path, data: bytes) -> Path:
    (path / "a.csv").write_bytes(data)
    return path / "a.csv"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a,b\n1," + b"x" * 200_000, "is no line of a table: field larger than field limit"),
        (b"id\n\xff", "is not UTF-8"),
        (b"a,a\n1,2\n", "stands twice"),
        (b"id\n" + b"x\n" * 5001, "more than 5000 rows"),
        (b"id" + b",b" * 600, "or 500 columns"),
    ],
)
def test_what_is_no_table(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(BadTable, match=told):
        read_table(_csv(tmp_path, data), None)


def test_a_table_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "MOST_BYTES", 1024 * 1024)
    with pytest.raises(BadTable, match="larger than 1 MiB"):
        read_table(_csv(tmp_path, b"x" * 1024 * 1025), None)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 2 * 1024 * 1024)
    assert (tmp_path / "a.xlsx").stat().st_size < 10_000
    with pytest.raises(BadTable, match="The workbook is larger than 1 MiB"):
        read_table(tmp_path / "a.xlsx", None)


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04"])
def test_what_is_no_workbook(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(BadTable, match="This is no workbook that can be read"):
        read_table(tmp_path / "a.xlsx", None)


def test_a_workbook_without_its_parts(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    with pytest.raises(BadTable, match="This is no workbook"):
        read_table(tmp_path / "a.xlsx", None)


def test_names_and_cells_are_plain_texts(tmp_path: Path) -> None:
    (row,) = read_table(_csv(tmp_path, b"id,a\x1b[31m\nx,'=1+1\n"), None)
    assert row.cells == {"id": "x", "a[31m": "=1+1"}
    (row,) = read_table(_csv(tmp_path, b"id,a\nx,'quoted'\n"), None)
    assert row.cells["a"] == "'quoted'"


def test_a_formula_of_a_workbook_is_what_it_last_said(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["id", "title"])
    book.active.append(["a", "=1+1"])
    book.save(tmp_path / "a.xlsx")
    (row,) = read_table(tmp_path / "a.xlsx", None)
    assert row.cells == {"id": "a"}
