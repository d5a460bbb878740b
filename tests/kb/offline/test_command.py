"""`kb offline` as it is called: everything in dist/, a bundle verified, brought up to date, and what it says of mistakes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from libzim.reader import Archive
from trees import tree

from kb.cli import main
from support import Make, change, write_tree

PAGE = '<!doctype html><html lang="{0}"><head><title>{1}</title><link rel="stylesheet" href="{2}assets/kb.12345678.css"></head><body><svg class="sprite"></svg><main>{1}</main></body></html>'
WORKSHOP = "content/en/workshops/2018-09-almaty.yml"


def offline(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["offline", *map(str, words)])


@pytest.fixture
def root(make: Make) -> Path:
    """A knowledge base with a site of a page for each list."""
    root = make()
    pages = {
        "": "Home",
        "tasks": "Tasks",
        **{path.name: path.name for path in (root / "content/en").iterdir() if path.is_dir()},
    }
    for name, title in pages.items():
        for prefix, code in (("", "ru"), ("en/", "en")):
            address = f"{prefix}{name}/index.html".replace("//", "/").lstrip("/")
            write_tree(root / "site", {address: PAGE.format(code, title, "../" * address.count("/"))})
    write_tree(
        root / "site",
        {
            "assets/fonts/unused.woff2": b"font",
            "assets/kb.12345678.css": "p {}",
            "assets/favicon.svg": "<svg/>",
            "assets/scheme.87654321.js": "1",
        },
    )
    return root


def test_everything_is_made_and_the_same_every_time(root: Path) -> None:
    done = offline("--root", root)
    assert done.exit_code == 0, done.output
    assert "In the bundle, before compression" in done.output
    assert "Left out, since no page needs them" in done.output
    made = tree(root / "dist")
    kinds = sorted(Path(name).suffix for name in made)
    assert kinds == ["", ".epub", ".epub", ".pdf", ".pdf", ".zim", ".zip"]
    assert all(f"dist/{name} " in done.output for name in made)

    (zim,) = (root / "dist").glob("*.zim")
    archive = Archive(zim)
    assert archive.check()
    assert archive.main_entry.get_item().path == "index.html"
    assert archive.get_entry_by_path("en/terms/index.html").title == "terms"
    assert archive.get_metadata("Language") == b"rus,eng"
    assert archive.get_illustration_sizes() == {48}

    assert offline("--root", root).exit_code == 0
    assert tree(root / "dist") == made


def test_a_bundle_is_verified_and_brought_up_to_date(root: Path, tmp_path: Path) -> None:
    assert offline("--root", root, "--bundle-only", "--dist", tmp_path / "old").exit_code == 0
    (old,) = (tmp_path / "old").glob("*.zip")
    done = offline("--verify", old)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "Complete and unaltered.")

    change(root / "site/en/terms/index.html", {"<main>terms": "<main>new terms"})
    same = offline("--root", root, "--since", old)
    assert (same.exit_code, "There is no bundle in" in same.output) == (1, True)
    assert offline("--root", root, "--bundle-only").exit_code == 0
    done = offline("--root", root, "--since", old)
    assert done.exit_code == 0, done.output
    assert "files new or changed" in done.output
    (update,) = (root / "dist").glob("*-update.zip")
    with zipfile.ZipFile(old) as archive:
        archive.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()
    done = offline("--apply", update, "--to", folder)
    assert done.exit_code == 0, done.output
    assert "new terms" in (folder / "en/terms/index.html").read_text(encoding="utf-8")
    (new,) = (root / "dist").glob("*-offline.zip")
    assert offline("--root", root, "--since", new).output.startswith("Error: ")


def test_what_is_altered_is_named_as_far_as_a_screen_reaches(root: Path, tmp_path: Path) -> None:
    pages = {f"site/more/{number}/index.html": PAGE.format("ru", number, "../../") for number in range(25)}
    write_tree(root, pages)
    assert offline("--root", root, "--bundle-only").exit_code == 0
    (bundle,) = (root / "dist").glob("*.zip")
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()
    for path in folder.glob("more/*/index.html"):
        path.write_text("other", encoding="utf-8")
    done = offline("--verify", folder)
    assert done.exit_code == 1
    assert "more/0/index.html" in done.output
    assert done.output.splitlines()[-2:] == ["... and 5 more.", "Not complete, or altered: get it anew."]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--verify", "a.zip", "--since", "b.zip"], "Give one of --verify, --since and --apply."),
        (["--apply", "a.zip"], "--apply and --to go together"),
        (["--to", "a"], "--apply and --to go together"),
    ],
)
def test_what_does_not_go_together_is_said(words: list[str], sentence: str) -> None:
    done = offline(*words)
    assert (done.exit_code, sentence in done.output) == (2, True)


def test_records_with_errors_make_no_bundle(root: Path) -> None:
    change(root / WORKSHOP, {"starts: 2018-09-25": "starts: soon"})
    done = offline("--root", root)
    assert done.exit_code == 1
    assert 'starts is "soon".' in done.output
    assert not (root / "dist").exists()
