"""The page about open data: its links lead to files, and its examples run and answer."""

from __future__ import annotations

import contextlib
import io
import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from kb.exporting.data import ROOT, whole_files
from kb.library import Library
from kb.rendering import Renderer
from views.data.view import example, size


@pytest.fixture(scope="session")
def expected(real: Library) -> Counter[str]:
    """Tailings trainings since 2018 by country, counted in the records."""
    return Counter(
        record.data.country or "online"
        for record in real.of("workshops")
        if record.data.kind == "training"
        and "topics/tailings-safety" in record.data.topics
        and (record.data.starts or "") >= "2018"
    )


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_file_that_the_page_offers_is_there(real: Library, files: dict[str, bytes], locale: str) -> None:
    renderer = Renderer(real, locale)
    (page,) = renderer.view(renderer.views["data"])
    up = "../" if locale == real.settings.default else "../../"
    offered = re.findall(r'href="([^"]+)" download', page.body)
    assert len(offered) > 30
    assert {path.removeprefix(up) for path in offered} <= files.keys()


def test_a_record_links_to_its_json(real: Library, files: dict[str, bytes]) -> None:
    page = Renderer(real, "en").record(real.records["terms/tmf"])
    (path,) = re.findall(r'href="([^"]+)" type="application/json"', page.body)
    assert path == "../../../api/v1/terms/tmf.json"
    assert f"{ROOT}terms/tmf.json" in files


def test_ten_lines_of_python_answer_the_question(real: Library, site: Path, expected: Counter[str]) -> None:
    text = example(real, "question.py").replace(real.settings.url, f"{site.as_uri()}/")
    lines = [line for line in text.splitlines() if line and not line.startswith('"""')]
    assert len(lines) <= 12  # two of them are imports
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(text, "question.py", "exec"), {})
    answered = dict(re.findall(r"^(\S+) (\d+)$", output.getvalue(), re.MULTILINE))
    assert {country: int(count) for country, count in answered.items()} == expected
    assert "guidelines/unece-tmf-methodology" in output.getvalue()


def test_sql_gives_the_same_answer(real: Library, site: Path, expected: Counter[str]) -> None:
    with closing(sqlite3.connect(site / whole_files(real)[1])) as base:
        rows = base.execute(example(real, "question.sql")).fetchall()
    assert {country or "online": count for country, count, _ in rows} == expected
    assert all(documents for _, _, documents in rows)


def test_examples_keep_their_lines_on_the_page(real: Library) -> None:
    renderer = Renderer(real, "ru")
    (page,) = renderer.view(renderer.views["data"])
    assert "for country in sorted" in page.body
    assert "&#10;    here = [" in page.body


@pytest.mark.parametrize(("octets", "shown"), [(12, "1 kB"), (18_227, "18 kB"), (3_127_296, "3.1 MB")])
def test_sizes_are_written_in_words(real: Library, octets: int, shown: str) -> None:
    assert size(Renderer(real, "en").writer, octets) == shown
