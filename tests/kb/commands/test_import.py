"""`kb import`: tables of others, and our own exports back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from kb.contributing.importing import Importer, Outcome
from kb.contributing.tabular import Row, read_table, targets
from kb.exporting.data import data_files
from kb.library import Library
from support import ROOT, Run

HEADER = "id,Название,summary,sources.id,sources.title,sources.url,sources.language,sources.accessed,sources.grade,reviewed,kind,topics,starts"
URL = "https://example.org/a"
ROW = "2026-05-dams,Дамбы,О чём.,a,Т,https://example.org/a,ru,2026-05-20,official,2026-05-20,workshop,topics/tailings-safety,2026-05-18"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "events.csv"


def write(table: Path, *lines: str) -> Path:
    table.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return table


def test_a_row_is_a_new_record(run: Run, root: Path, table: Path) -> None:
    done = run("import", "workshops", write(table, HEADER, ROW))
    assert done.output == "content/ru/workshops/2026-05-dams.yml written.\n"
    text = (root / "content/ru/workshops/2026-05-dams.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../schemas/workshops.json\ntitle: Дамбы\n")
    assert run("check").output == "10 records, no problems.\n"
    assert run("import", "workshops", table).output == "Nothing to write: the records hold all of it.\n"


def test_a_dry_run_writes_nothing(run: Run, root: Path, table: Path) -> None:
    done = run("import", "workshops", write(table, HEADER, ROW), "--dry-run")
    assert done.output == "content/ru/workshops/2026-05-dams.yml would be written.\n"
    assert not (root / "content/ru/workshops/2026-05-dams.yml").exists()


def test_rows_that_do_not_fit_are_all_named_and_stop_the_rest(run: Run, root: Path, table: Path) -> None:
    bad = ROW.replace("2026-05-dams", "bad-kind").replace("workshop,", "worksop,")
    nowhere = ROW.replace("2026-05-dams", "nowhere").replace("topics/tailings-safety", "topics/dams")
    write(table, HEADER, ROW, bad, nowhere, ROW.replace("2026-05-dams", ""), ROW.replace("2026-05-dams", "A b"), ROW)
    done = run("import", "workshops", table)
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in lines[:5]] == [f"row {n}" for n in (3, 4, 5, 6, 7)]
    assert 'Did you mean "workshop"?' in lines[0]
    assert "there is no such record" in lines[1]
    assert 'it has no "id"' in lines[2]
    assert '"A b" is no name' in lines[3]
    assert "the same record stands in an earlier row." in lines[4]
    assert lines[5] == "Error: 5 of 6 rows do not fit; nothing was written."
    assert not (root / "content/ru/workshops/2026-05-dams.yml").exists()
    done = run("import", "workshops", table, "--partial")
    assert done.exit_code == 0
    assert done.output.endswith("content/ru/workshops/2026-05-dams.yml written.\n")
    assert not (root / "content/ru/workshops/bad-kind.yml").exists()


def test_a_row_changes_a_record_that_is_there(run: Run, root: Path, table: Path) -> None:
    before = (root / "content/en/workshops/2018-09-almaty.yml").read_text(encoding="utf-8")
    write(table, "id;city;city_ru;title", "2018-09-almaty;Astana;Астана;")
    done = run("import", "workshops", table)
    assert done.output.splitlines() == [
        "content/en/workshops/2018-09-almaty.yml written.",
        "content/ru/workshops/2018-09-almaty.yml written.",
    ]
    after = (root / "content/en/workshops/2018-09-almaty.yml").read_text(encoding="utf-8")
    assert after == before.replace("city: Almaty", "city: Astana")
    assert "city: Астана" in (root / "content/ru/workshops/2018-09-almaty.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("header", "words", "message"),
    [
        ("id,sity", [], 'No field is called "sity". Did you mean "city"? Name it with --map "sity=FIELD"'),
        ("id,city,city", [], 'The column "city" stands twice.'),
        ("id,city", ["--map", "town=city"], 'There is no column "town".'),
        ("id,sources.title", [], '"sources.title" stands in a list; lists are not changed.'),
    ],
)
def test_what_a_table_cannot_be(run: Run, table: Path, header: str, words: list[str], message: str) -> None:
    done = run("import", "workshops", write(table, header, "2018-09-almaty,x,y"), *words)
    assert done.exit_code == 1
    assert message in done.output


def test_columns_can_be_named_and_left_out(run: Run, root: Path, table: Path) -> None:
    write(table, "name,Town,notes", "2018-09-almaty,Astana,x")
    done = run("import", "workshops", table, "--map", "Town=city", "--map", "notes=", "--map", "name=")
    assert 'row 2: it has no "id".' in done.output
    write(table, "id,Town,notes", "2018-09-almaty,Astana,x")
    assert run("import", "workshops", table, "--map", "Town=city", "--map", "notes=").exit_code == 0
    assert "city: Astana" in (root / "content/en/workshops/2018-09-almaty.yml").read_text(encoding="utf-8")


def test_a_table_in_another_encoding(run: Run, table: Path) -> None:
    table.write_bytes("id,city\na,Алматы\n".encode("cp1251"))
    assert (
        run("import", "workshops", table).output
        == "Error: events.csv: The file is not UTF-8. Save it as “CSV UTF-8”.\n"
    )


def test_a_sheet_with_dates_and_numbers(run: Run, root: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["about"])
    sheet = book.create_sheet("workshops")
    sheet.append(["id", "starts", "participants.total.value", "cancelled"])
    sheet.append(["2018-09-almaty", date(2018, 9, 24), 41.0, True])
    book.save(tmp_path / "a.xlsx")
    assert run("import", "workshops", tmp_path / "a.xlsx").exit_code == 0
    text = (root / "content/en/workshops/2018-09-almaty.yml").read_text(encoding="utf-8")
    assert "starts: 2018-09-24\n" in text
    assert "value: 41\n" in text
    assert "cancelled: true\n" in text
    assert "There is no sheet" in run("import", "workshops", tmp_path / "a.xlsx", "--sheet", "x").output


def test_a_workbook_that_is_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"id,city\n")
    done = run("import", "workshops", tmp_path / "a.xlsx")
    assert (done.exit_code, done.output) == (
        1,
        "Error: a.xlsx: This is no workbook that can be read. Save it again as .xlsx, or the sheet as CSV.\n",
    )


def test_the_programs_can_read_workbooks_without_the_tests() -> None:
    site = (ROOT / "requirements/site.txt").read_text(encoding="utf-8")
    assert "\npython-calamine==" in site


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_of_others_with_other_columns(run: Run, root: Path, tmp_path: Path, ending: str) -> None:
    """A list of events as somebody keeps it: names of their own, one row that does not fit, one that does."""
    rows = [
        ["id", "Название мероприятия", "О чём", "Когда", "Вид", "Тема", "Ссылка", "Примечание"],
        ["2026-05-dams", "Дамбы", "О дамбах.", date(2026, 5, 18), "workshop", "topics/tailings-safety", URL, "x"],
        ["2026-06-dams", "Дамбы", "О дамбах.", "18 мая", "workshop", "topics/tailings-safety", URL, ""],
    ]
    path = tmp_path / f"events.{ending}"
    if ending == "csv":
        path.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8-sig")
    else:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    mapping = {"Название мероприятия": "title", "О чём": "summary", "Когда": "starts", "Вид": "kind", "Тема": "topics"}
    mapping |= {"Ссылка": "sources.url", "Примечание": ""}
    words = [word for column, name in mapping.items() for word in ("--map", f"{column}={name}")]
    done = run("import", "workshops", path, *words)
    assert done.exit_code == 1
    named = [line.split(": ", 2)[1:] for line in done.output.splitlines()[:-1]]
    assert {number for number, _ in named} == {"row 2", "row 3"}
    assert any('starts is "18 мая". Expected a date' in reason for number, reason in named if number == "row 3")
    assert any('The field "sources[1].title" is missing.' in reason for number, reason in named if number == "row 2")


def test_the_rows_that_fit_are_written_where_that_is_asked_for(run: Run, root: Path, tmp_path: Path) -> None:
    book = Workbook()
    for line in (HEADER, ROW, ROW.replace("2026-05-dams", "2026-06-dams").replace("2026-05-18", "18 мая")):
        book.active.append(line.split(","))
    book.save(tmp_path / "a.xlsx")
    dry = run("import", "workshops", tmp_path / "a.xlsx", "--partial", "--dry-run")
    assert 'a.xlsx: row 3: starts is "18 мая".' in dry.output
    assert dry.output.endswith("content/ru/workshops/2026-05-dams.yml would be written.\n")
    assert not (root / "content/ru/workshops/2026-05-dams.yml").exists()
    assert run("import", "workshops", tmp_path / "a.xlsx", "--partial").exit_code == 0
    assert (root / "content/ru/workshops/2026-05-dams.yml").exists()
    assert not (root / "content/ru/workshops/2026-06-dams.yml").exists()


@pytest.fixture(scope="module")
def export(real: Library, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], list[Row]]:
    """The rows of a collection as our own export writes them, read again."""
    files, folder = data_files(real), tmp_path_factory.mktemp("export")

    def rows(collection: str, ending: str) -> list[Row]:
        path = folder / f"{collection}.{ending}"
        path.write_bytes(files[f"data/{path.name}"])
        return read_table(path, None, collection)

    return rows


def imported(library: Library, collection: str, rows: list[Row]) -> Outcome:
    columns = targets(library, collection, list({name: "" for row in rows for name in row.cells}), {})
    return Importer(library, collection, columns, "ru").run(rows)


def test_our_own_export_back_again_changes_nothing(real: Library, export: Callable[[str, str], list[Row]]) -> None:
    counted = 0
    for collection in real.collections:
        rows = export(collection, "csv")
        outcome = imported(real, collection, rows)
        assert (collection, outcome.files, dict(outcome.faults)) == (collection, {}, {})
        assert len(rows) == len(real.of(collection))
        counted += len(rows)
    assert counted == len(real.records) > 400


def test_a_sheet_of_our_export_says_what_its_table_says(real: Library, export: Callable[[str, str], list[Row]]) -> None:
    for collection in real.collections:
        sheet, table = export(collection, "xlsx"), export(collection, "csv")
        assert [dict(row.cells) for row in sheet] == [dict(row.cells) for row in table]


def test_a_cell_changed_in_our_export_changes_that_and_nothing_else(
    real: Library, export: Callable[[str, str], list[Row]]
) -> None:
    name = "2018-09-almaty-industrial-safety"
    rows = export("workshops", "xlsx")
    rows = [replace(row, cells={**row.cells, "city_ru": "Астана"}) if row.cells["id"] == name else row for row in rows]
    outcome = imported(real, "workshops", rows)
    (path,) = outcome.files
    assert path == f"content/ru/workshops/{name}.yml"
    before = (ROOT / path).read_text(encoding="utf-8")
    assert outcome.files[path] == before.replace("city: Алматы", "city: Астана")
