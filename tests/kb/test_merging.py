"""A site built in parts and put together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from support import change

Make = Callable[..., Path]
WORKSHOP = "content/en/workshops/2018-09-almaty.yml"


def _kb(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def _part(root: Path, part: str, folder: Path) -> Path:
    done = _kb("build", "--root", root, "--part", part, "--site", folder)
    assert done.exit_code == 0, done.output
    return folder


def test_two_halves_are_the_whole_to_the_byte(make: Make, tmp_path: Path) -> None:
    root = make()
    assert _kb("build", "--root", root, "--site", tmp_path / "whole").exit_code == 0
    halves = [_part(root, f"{number}/2", tmp_path / f"part-{number}") for number in (1, 2)]
    pages = [{name for name in _files(half) if name.endswith(".html")} for half in halves]
    assert min(map(len, pages)) > 5
    assert not pages[0] & pages[1]
    done = _kb("merge", "--root", root, *reversed(halves), tmp_path / "merged")
    assert done.exit_code == 0, done.output
    assert _files(tmp_path / "merged") == _files(tmp_path / "whole")


def test_a_whole_with_a_page_missing_is_no_site(make: Make, tmp_path: Path) -> None:
    root = make()
    halves = [_part(root, f"{number}/2", tmp_path / f"part-{number}") for number in (1, 2)]
    next(halves[1].rglob("both/index.html")).unlink()
    done = _kb("merge", "--root", root, *halves, tmp_path / "merged")
    assert done.exit_code == 1
    assert not (tmp_path / "merged").exists()


def test_parts_that_make_no_whole_are_not_merged(make: Make, tmp_path: Path) -> None:
    root = make()
    second, third = (_part(root, part, tmp_path / part[0]) for part in ("2/2", "3/3"))
    for folders in ([second], [second, second], [second, third]):
        done = _kb("merge", "--root", root, *folders, tmp_path / "merged")
        assert done.exit_code == 1
        assert "These parts make no whole: 2/2" in done.output
    assert not (tmp_path / "merged").exists()


def test_parts_of_different_records_are_not_merged(make: Make, tmp_path: Path) -> None:
    root = make()
    second = _part(root, "2/3", tmp_path / "two")
    change(root / WORKSHOP, {"title: ": "title: Other "})
    third = _part(root, "3/3", tmp_path / "three")
    first = tmp_path / "one"
    first.mkdir()
    (first / ".part.json").write_text((third / ".part.json").read_text().replace('"number": 3', '"number": 1'))
    done = _kb("merge", "--root", root, first, second, third, tmp_path / "merged")
    assert "built from different records" in done.output


def test_a_folder_that_is_no_part(make: Make, tmp_path: Path) -> None:
    root = make()
    (tmp_path / "site").mkdir()
    done = _kb("merge", "--root", root, tmp_path / "site", tmp_path / "merged")
    assert done.exit_code == 1
    assert "is no part of a site" in done.output


@pytest.mark.parametrize("written", ["2/1", "0/2", "half", "1"])
def test_how_a_part_is_written(written: str, tmp_path: Path) -> None:
    done = _kb("build", "--part", written, "--site", tmp_path)
    assert done.exit_code == 2
    assert "for example 1/2" in done.output


def test_a_part_needs_a_place_of_its_own() -> None:
    assert "A part needs a place of its own" in _kb("build", "--part", "1/2").output
