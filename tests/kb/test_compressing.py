"""Compressed copies beside the files of a site."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.compressing import compress, is_copy

PAGE = "<p>text of a page</p>\n" * 100


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with files of several kinds."""
    (tmp_path / "one").mkdir()
    for name in ("index.html", "one/index.html", "one/data.json"):
        (tmp_path / name).write_text(PAGE)
    (tmp_path / "small.txt").write_text("a" * 1024)
    (tmp_path / "picture.png").write_text(PAGE)
    (tmp_path / "noise.txt").write_bytes(os.urandom(4000))
    return tmp_path


def copies(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if is_copy(path)}


def test_copies_hold_the_file_and_stand_where_they_save_something(site: Path) -> None:
    done = compress(site)
    found = copies(site)
    texts = ["index.html", "one/data.json", "one/index.html"]
    assert list(found) == [f"{name}{ending}" for name in texts for ending in (".br", ".gz")]
    assert {gzip.decompress(data) for name, data in found.items() if name.endswith(".gz")} == {PAGE.encode()}
    assert {brotli.decompress(data) for name, data in found.items() if name.endswith(".br")} == {PAGE.encode()}
    assert (done.made, done.removed) == (6, 0)


def test_the_same_file_gives_the_same_copy_at_another_time(site: Path) -> None:
    compress(site)
    first = copies(site)
    for path in site.rglob("*.html"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert compress(site).made == 4
    assert copies(site) == first


def test_only_what_has_changed_is_compressed_again(site: Path) -> None:
    compress(site)
    before = (site / "index.html").stat().st_mtime_ns
    (site / "index.html").write_text(PAGE * 2)
    os.utime(site / "index.html", ns=(before - 1, before - 1))
    done = compress(site)
    assert done.made == 2
    assert gzip.decompress((site / "index.html.gz").read_bytes()) == (PAGE * 2).encode()


def test_copies_without_a_file_go(site: Path) -> None:
    compress(site)
    (site / "one/index.html").unlink()
    (site / "index.html").write_text("short")
    (site / "archive.tar.gz").write_bytes(b"no copy of anything")
    assert compress(site).removed == 4
    assert list(copies(site)) == ["one/data.json.br", "one/data.json.gz"]
    assert (site / "archive.tar.gz").exists()


def test_the_command_says_what_it_did(site: Path) -> None:
    done = CliRunner().invoke(main, ["compress", str(site)])
    assert done.exit_code == 0, done.output
    assert "6 copies written, 0 removed" in done.output


def test_the_command_asks_for_a_site(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["compress", str(tmp_path)])
    assert done.exit_code == 1
    assert "Build it first: kb build." in done.output
