"""Addresses for ever: what vanished is told, a renamed record keeps its old address, the list is written on demand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.addresses import FILE
from kb.cli import main
from support import change

Make = Callable[..., Path]


def run(root: Path, *options: str) -> tuple[int, str]:
    """Exit code and words of `kb addresses`."""
    result = CliRunner().invoke(main, ["addresses", "--root", str(root), *options])
    return result.exit_code, result.output


@pytest.fixture
def root(make: Make) -> Path:
    """A knowledge base with a release."""
    made = make()
    assert run(made, "--update")[0] == 0
    return made


def rename(root: Path) -> None:
    """Give a record another name, as if its address did not matter."""
    path = root / "content/en/terms/tailings-facility.yml"
    path.rename(path.with_name("tmf.yml"))


def test_the_list_holds_pages_of_every_language_and_files(root: Path) -> None:
    listed = (root / FILE).read_text(encoding="utf-8").splitlines()
    assert listed == sorted(listed)
    assert {"/", "/en/", "/about/", "/en/terms/tailings-facility/", "/api/v1/terms.json", "/sitemap.xml"} <= set(listed)


def test_nothing_vanished(root: Path) -> None:
    code, words = run(root)
    assert (code, words.endswith("0 new, 0 vanished.\n")) == (0, True)


def test_a_vanished_address_is_told_and_kept_in_the_list(root: Path) -> None:
    rename(root)
    before = (root / FILE).read_text(encoding="utf-8")
    code, words = run(root, "--update")
    assert code == 1
    assert "/en/terms/tailings-facility/ leads nowhere any more. Name it in moved_from" in words
    assert (root / FILE).read_text(encoding="utf-8") == before


def test_a_renamed_record_keeps_its_addresses(root: Path) -> None:
    rename(root)
    change(root / "content/en/terms/tmf.yml", {"reviewed:": "moved_from: [tailings-facility]\nreviewed:"})
    code, words = run(root)
    assert code == 0, words


def test_addresses_can_be_given_up_on_purpose(root: Path) -> None:
    rename(root)
    assert run(root, "--update", "--forget")[0] == 0
    assert "/terms/tailings-facility/" not in (root / FILE).read_text(encoding="utf-8").splitlines()
