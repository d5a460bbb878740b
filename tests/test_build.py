"""Whole builds of a small knowledge base, by the commands that people use."""

from __future__ import annotations

import html
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import change, small_knowledge_base, write_tree

BIN = Path(sys.executable).parent
RECORD = "content/en/workshops/2018-09-almaty.yml"
SIGNS = 'A | B < C > "D" * E * [F](G) {{ title }} {% H %} &amp; `I` # J __K__ \\ :smile: ++l++'


def _run(root: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    quiet = {"NO_MKDOCS_2_WARNING", "DISABLE_MKDOCS_2_WARNING", "SOURCE_DATE_EPOCH"}
    kept = {name: value for name, value in os.environ.items() if name not in quiet}
    return subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=root,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A small knowledge base, built once for all, and what the command said."""
    root = small_knowledge_base(tmp_path_factory.mktemp("once") / "knowledge")
    done = _run(root, "kb", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return root, done


@pytest.fixture
def built(once: tuple[Path, object], tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return shutil.copytree(once[0], tmp_path / "knowledge", symlinks=True)


def test_two_builds_are_the_same_to_the_byte(built: Path) -> None:
    first = _files(built / "site")
    for name in ("one", "two"):
        surroundings = {"PYTHONHASHSEED": str(len(name) + ord(name[0])), "TZ": f"UTC-{len(name)}", "LC_ALL": "C"}
        assert _run(built, "kb", "build", "--site", name, **surroundings).returncode == 0
        assert _files(built / name) == first


def test_plain_mkdocs_makes_the_same_site_and_says_nothing_but_what_it_does(built: Path) -> None:
    first = _files(built / "site")
    done = _run(built, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO    -  ")]
    assert said == []
    assert not re.search(
        r"warning|deprecat|zensical|properdocs|mkdocs 2|sponsor", done.stdout + done.stderr, re.IGNORECASE
    )
    assert _files(built / "site") == first


def test_kb_build_says_one_line(once) -> None:
    done = once[1]
    form = [line for line in done.stderr.splitlines() if "[KB080]" not in line]
    assert (done.returncode, form) == (0, [])
    assert re.fullmatch(r"9 records, \d+ pages in site/ \(\d+\.\d s\)\.\n", done.stdout)


def test_a_build_that_fails_leaves_the_last_good_site_as_it_was(built: Path) -> None:
    before = _files(built / "site")
    change(built / RECORD, {"starts: 2018-09-25": "starts: 31.02.2026"})
    for command in (("kb", "build"), ("mkdocs", "build", "--strict"), ("mkdocs", "build")):
        done = _run(built, *command)
        assert done.returncode == 1
        assert f'{RECORD}:4:9: starts is "31.02.2026".' in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        assert _files(built / "site") == before
    assert sorted(path.name for path in built.iterdir() if path.name.startswith(".site.new")) == []


def test_a_fault_in_a_template_stops_the_build_with_its_place(built: Path) -> None:
    before = _files(built / "site")
    own = built / "hooks"
    target = own.resolve()
    own.unlink()
    shutil.copytree(target, own, ignore=shutil.ignore_patterns("__pycache__"))
    change(own / "catalog/topics/page.md.jinja", {"<div>": "<div>{{ nothing }}"})
    done = _run(built, "kb", "build")
    assert done.returncode == 1
    assert re.search(r"topics/page\.md\.jinja.*'nothing' is undefined", done.stdout + done.stderr)
    assert "Traceback" not in done.stdout + done.stderr
    assert _files(built / "site") == before


def test_a_hand_written_page_in_the_place_of_a_record_is_refused(built: Path) -> None:
    write_tree(built, {"docs/ru/topics/tailings-safety/index.md": "# Mine\n"})
    done = _run(built, "kb", "build")
    assert done.returncode == 1
    assert (
        "docs/ru/topics/tailings-safety/index.md stands where a page of a record is made." in done.stdout + done.stderr
    )


def test_values_go_through_the_whole_build_as_they_were_written(make) -> None:
    root = make()
    quoted = "'" + SIGNS.replace("'", "''") + "'"
    change(root / RECORD, {"title: Workshop on Industrial Safety": f"title: {quoted}"})
    assert _run(root, "kb", "build").returncode == 0
    page = (root / "site/en/workshops/2018-09-almaty/index.html").read_text()
    heading = re.search(r"<h1>(.*?)</h1>", page)
    title = re.search(r"<title>(.*?)</title>", page)
    assert heading
    assert title
    assert html.unescape(heading.group(1)) == SIGNS
    assert SIGNS.startswith(html.unescape(title.group(1)).removesuffix("…"))
    assert "<" not in title.group(1)
    listed = re.search(
        r'<a href="../workshops/2018-09-almaty/">(.*?)</a>', (root / "site/en/workshops/index.html").read_text()
    )
    assert listed
    assert html.unescape(listed.group(1)) == SIGNS


@pytest.fixture
def served(make) -> Iterator[tuple[Path, str]]:
    """A small knowledge base with `kb serve` running on it, and the address of the English workshop."""
    root = make()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [str(BIN / "kb"), "serve", "--address", address]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as server:
        yield root, f"http://{address}/en/workshops/2018-09-almaty/"
        os.killpg(server.pid, 15)


def _wait_for(address: str, words: str, seconds: int = 120) -> bool:
    """Ask again and again until the page holds the words."""
    for _ in range(seconds * 4):
        try:
            with urllib.request.urlopen(address) as answer:
                if words in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.25)
    return False


def test_serve_shows_a_change_without_being_started_again(served) -> None:
    root, address = served
    assert _wait_for(address, "<h1>Workshop on Industrial Safety</h1>")
    change(root / RECORD, {"title: Workshop on Industrial Safety": "title: Seminar on Industrial Safety"})
    assert _wait_for(address, "<h1>Seminar on Industrial Safety</h1>")
