"""What `make bench` measures with: records that are valid and always the same, costs of all processes, a page from figures."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench import reporting
from bench.changes import measured
from bench.chart import chart
from bench.measuring import run, weigh
from bench.records import Generator, Plan
from kb.checking import check
from kb.library import Library, load
from kb.problems import errors
from support import ROOT, Make

SIZE, MORE_THAN_REAL = 60, 500


@pytest.fixture(scope="module")
def generator() -> Generator:
    return Generator(ROOT)


def _files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.yml"))}


def test_records_are_valid_and_always_the_same(generator: Generator, tmp_path: Path) -> None:
    for name in ("one", "two"):
        generator.write(tmp_path / name, SIZE)
    library, problems = check(tmp_path / "one")
    assert library is not None
    assert [str(problem) for problem in errors(problems)] == []
    assert len(library.records) == SIZE
    assert {name: library.count(name) > 0 for name in library.order} == dict.fromkeys(library.order, True)
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def test_every_change_is_measured(make: Make) -> None:
    times = measured(make(), 1)
    assert list(times) == ["first", "nothing", "record", "added", "label"]
    assert times["nothing"]["made"] < times["record"]["made"] < times["first"]["made"]
    assert all(0 < each["served"] <= each["all"] + each["data"] for each in times.values())


def test_copies_are_valid(generator: Generator, tmp_path: Path) -> None:
    generator.write(tmp_path / "many", MORE_THAN_REAL)
    library, problems = check(tmp_path / "many")
    assert [str(problem) for problem in errors(problems)] == []
    assert library is not None
    assert len(library.records) == MORE_THAN_REAL
    assert any(ref.endswith("-2") for ref in library.records)


def test_copies_refer_to_copies_and_say_other_words(tmp_path: Path) -> None:
    library = load(ROOT)
    assert isinstance(library, Library)
    real = len(library.records)
    plan = Plan(library, real * 2 - library.count("countries"))
    places = list(plan.places())
    assert len({place.ref for place in places}) == len(places)
    copies = [place for place in places if place.copy]
    assert len(copies) == real - library.count("countries")
    topic = library.of("topics")[0].ref
    assert plan.target(topic, 1) == f"{topic}-2"
    assert plan.target("countries/kazakhstan", 1) == "countries/kazakhstan"
    assert plan.target("KZ", 1) == "KZ"


def test_a_run_counts_what_its_children_use(tmp_path: Path) -> None:
    work = "sum(range(20_000_000))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{work}'], check=True); print('ready')"
    cost = run([sys.executable, "-c", code], tmp_path, 120)
    assert (cost.fault, cost.said) == ("", "ready\n")
    assert cost.cpu > 0.1
    assert cost.memory > 1_000_000


def test_a_run_that_fails_or_takes_too_long_is_told(tmp_path: Path) -> None:
    assert run([sys.executable, "-c", "raise SystemExit('no room')"], tmp_path, 60).fault == "exit code 1: no room"
    assert run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, 0.5).fault.startswith("not ready after")


def test_what_a_site_weighs(tmp_path: Path) -> None:
    for name, size in {"index.html": 30, "a/index.html": 10, "b/index.html": 20, "search/search_index.json": 7}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    assert weigh(tmp_path) == {
        "files": 4, "pages": 3, "site": 67, "html": 60, "page_median": 20, "page_largest": 30, "search": 7,
    }  # fmt: skip


def test_figures_become_tables_and_a_chart() -> None:
    weights = {"pages": 9, "site": 1, "html": 1, "page_median": 1, "page_largest": 1, "search": 1}
    ours = {"seconds": 2.0, "cpu": 4.0, "memory": 1_000_000, **weights}
    slow = {"seconds": 9.0, "cpu": 8.0, "memory": 1, **weights}
    failed = {"seconds": 1, "cpu": 1, "memory": 1, "fault": "not ready after 5 s"}
    results = {"sizes": [{"records": 100, "tools": {"ours": ours, "slow": slow, "failed": failed}}]}
    rows = list(reporting._builds(results))
    assert rows[1] == ["100", "slow", "9.0", "4.50", "8.0", "2.00", "0 kB"]
    assert rows[2][2] == "not ready after 5 s"
    assert "slow" in "".join(ElementTree.fromstring(chart(results)).itertext())
