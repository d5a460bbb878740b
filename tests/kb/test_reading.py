"""Bytes -> values with their places; what is not plain YAML is a problem with a line and a column."""

import re
from typing import Any

import pytest

from kb.reading import MAX_BYTES, Place, read_bytes, read_file
from support import CASES, cases, shown

CODES = {f"KB{number:03}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 18)}


def _bytes(case: dict[str, Any]) -> bytes:
    if "bytes" in case:
        return case["bytes"].encode("latin-1")
    filler = case.get("filler", {"sign": "", "times": 0})
    return case["text"].replace("…", filler["sign"] * filler["times"]).encode()


@pytest.mark.parametrize("case", cases("reading"))
def test_case(case: dict[str, Any]) -> None:
    node, problems = read_bytes(_bytes(case), "record.yml")
    assert shown(problems) == case.get("problems", [])
    if "value" in case:
        assert node is not None
        assert node.plain() == case["value"]


def test_every_problem_of_reading_has_a_case() -> None:
    named = {
        code for path in (CASES / "reading").glob("*.yml") for code in re.findall(r"\[(KB\d+)\]", path.read_text())
    }
    assert named | {"KB001"} == CODES  # KB001 needs a file that cannot be opened: below


def test_file_that_cannot_be_opened(tmp_path) -> None:
    node, problems = read_file(tmp_path / "gone.yml", "gone.yml")
    assert node is None
    expected = "gone.yml:1:1: The file cannot be opened: No such file or directory. Check its permissions. [KB001]"
    assert shown(problems) == [expected]


def test_file_of_exactly_the_largest_size_is_read(tmp_path) -> None:
    path = tmp_path / "large.yml"
    path.write_bytes(b"title: x\n#" + b"x" * (MAX_BYTES - 10))
    _, problems = read_file(path, "large.yml")
    assert problems == []


TEXT = b"""\
title: A
outcomes:
  - id: one
    text: B
  - id: two
countries: [KZ, RU]
"""


@pytest.mark.parametrize(
    ("location", "name", "place"),
    [
        ((), False, Place(1, 1)),
        (("title",), False, Place(1, 8)),
        (("title",), True, Place(1, 1)),
        (("outcomes", 1, "id"), False, Place(5, 9)),
        (("outcomes", 1, "id"), True, Place(5, 5)),
        (("outcomes", 1, "text"), False, Place(5, 5)),
        (("countries", 1), False, Place(6, 17)),
        (("countries", 7), False, Place(6, 12)),
        (("nothing", "below"), False, Place(1, 1)),
    ],
)
def test_place_of_a_value_or_of_its_name(location, name, place) -> None:
    node, _ = read_bytes(TEXT, "record.yml")
    assert node is not None
    assert node.place_of(location, name=name) == place


def test_columns_count_letters_not_bytes() -> None:
    node, _ = read_bytes("место: {город: Алматы, страна: Казахстан}\n".encode(), "record.yml")
    assert node is not None
    assert node.place_of(("место", "страна")) == Place(1, 32)
