"""The short version of `make fuzz`: what hypothesis thinks of, and all hostile records within their limits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.target import Target
from kb.characters import HIDDEN, unclean_value
from kb.problems import Problem
from kb.reading import read_bytes

# Pieces of YAML, Markdown, HTML and templates, so that a text soon means something to one of them.
PIECES = [
    "title: ", "summary: ", "sources: ", "- ", "  ", "\n", ": ", "[", "]", "{", "}", "(", ")", "{{", "}}", "{% x %}", "<b>", "</script>",
    "<!--", "javascript:", "https://", "example.org", "topics/a", "@", "//", "\\", '"', "'", "&lt;", "&#x202e;", "&a ", "*a", "!!x ",
    "|\n", ">-\n", "---\n", "#", "%", "\u202e", "e\u0301", "sаfe", "а", "=1", "2018-09", "9999-99-99", "\t", "\r", "\x00", "_", "**", "`", "~",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join)
FEW = settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Target:
    return Target(tmp_path_factory.mktemp("fuzz"))


def _texts(plain: Any) -> Iterator[str]:
    if isinstance(plain, dict):
        plain = [*plain, *plain.values()]
    for each in plain if isinstance(plain, list) else ():
        yield from _texts(each)
    if isinstance(plain, str):
        yield plain


def _well_told(problems: list[Problem]) -> None:
    for each in problems:
        assert each.line >= 1
        assert each.column >= 1
        assert "\n" not in str(each)
        assert not HIDDEN.search(str(each))


@FEW
@given(data=st.binary(max_size=200) | TEXT.map(str.encode))
def test_reading_finds_problems_and_never_fails(data: bytes) -> None:
    node, problems = read_bytes(data, "a.yml")
    assert node is not None or problems
    _well_told(problems)


@FEW
@given(text=TEXT)
def test_what_is_read_is_clean(text: str) -> None:
    node, problems = read_bytes(f"title: {text}".encode(), "a.yml")
    if node is not None and not problems:
        assert [fault for each in _texts(node.plain()) for fault in unclean_value(each)] == []


@FEW
@given(data=st.data(), text=TEXT)
def test_no_file_fails_or_brings_anything_active(target: Target, data: st.DataObject, text: str) -> None:
    _well_told(target.file(data.draw(st.sampled_from(target.collections)), text.encode("utf-8", "replace")))


@FEW
@given(data=st.data(), number=st.integers(0, 99), text=TEXT)
def test_no_text_fails_or_brings_anything_active(target: Target, data: st.DataObject, number: int, text: str) -> None:
    _well_told(target.value(data.draw(st.sampled_from(target.collections)), number, text))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of this kind")
def test_no_hostile_record_needs_more_than_two_seconds_or_512_megabytes() -> None:
    replay = Path(__file__).with_name("replay.py")
    done = subprocess.run([sys.executable, str(replay)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr[-2000:]
