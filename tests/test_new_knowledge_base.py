"""`kb init`: another subject with the same generator – open-source licences, three records, English and Uzbek – in which every
command works, and no word of ours is left."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from kb.cli import main
from support import ROOT, SUBJECT, write_tree

NOTE = """title: {title}
summary: {summary}
sources:
  - id: text
    title: {title}
    url: {url}
    language: en
    accessed: 2026-11-22
    grade: official
reviewed: 2026-11-22
kind: fact
text: {text}
see: [{see}]
"""
LICENCES = {
    "mit": ("MIT License", "Do what you like, keep the notice.", "It is one page long.", "notes/apache-2"),
    "apache-2": ("Apache License 2.0", "Permissive, with a grant of patents.", "Changes are to be marked.", "notes/mit"),
    "gpl-3": ("GNU General Public License 3.0", "What is made of it stays free.", "It asks for the source.", "notes/mit"),
}  # fmt: skip
UZBEK = """title: MIT litsenziyasi
summary: Xohlaganingizni qiling, mualliflik yozuvini saqlang.
text: U bir sahifadan iborat.
translation_of: {language: en, digests: {}}
"""


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A proxy on this machine that has the documents to which records lead, so that none is asked for elsewhere."""
    folder = write_tree(
        tmp_path_factory.mktemp("web"), {f"http:/example.org/{name}.html": "<p>text</p>" for name in LICENCES}
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The new knowledge base, with three records, built."""
    made = tmp_path_factory.mktemp("new") / "licences"
    begin = ["init", str(made), "--name", "Open-source licences", "--colour", "#7a1f5c"]
    kb(ROOT, *begin, "--language", "en", "--language", "uz")
    (made / "content/en/notes/first-note.yml").unlink()
    files = {
        f"content/en/notes/{name}.yml": NOTE.format(title=title, summary=summary, text=text, see=see, url=f"http://example.org/{name}.html")
        for name, (title, summary, text, see) in LICENCES.items()
    }  # fmt: skip
    write_tree(made, {**files, "content/uz/notes/mit.yml": UZBEK})
    for command in ("stamp --missing", "fmt", "build"):
        kb(made, *command.split())
    return made


def kb(root: Path, *words: str, **environment: str) -> str:
    """Run the command `kb` of a knowledge base – its own copy of the generator – which must end well."""
    done = subprocess.run(
        [sys.executable, "-c", "from kb.cli import main; main()", *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "hooks"), "COLUMNS": "120", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"kb {' '.join(words)}\n{done.stdout}{done.stderr}"
    return done.stdout


def page(root: Path, address: str) -> html.HtmlElement:
    """A page of its site."""
    return html.fromstring((root / "site" / address / "index.html").read_text(encoding="utf-8"))


def words_of(path: Path) -> str:
    """The text of a file, those of archives included; bytes that are no text stand for themselves."""
    if path.suffix in (".zip", ".xlsx", ".epub"):
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return path.read_bytes().decode("utf-8", "replace")


def test_no_word_of_our_subject_is_left(root: Path) -> None:
    kb(root, "offline")
    built = [path for folder in ("site", "dist") for path in sorted((root / folder).rglob("*")) if path.is_file()]
    assert len(built) > 60
    assert {str(path.relative_to(root)): SUBJECT.findall(words_of(path)) for path in built} == {
        str(path.relative_to(root)): [] for path in built
    }


def test_nor_in_what_it_is_made_of(root: Path) -> None:
    """The notice of the licence stays, as it asks."""
    kept = ("LICENSE", "site", "dist")
    files = [path for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] not in kept]
    mine = [path for path in files if "__pycache__" not in path.parts]
    assert [str(path.relative_to(root)) for path in mine if SUBJECT.search(words_of(path))] == []


def test_it_speaks_of_its_own_in_its_languages(root: Path) -> None:
    home, licence = page(root, ""), page(root, "uz/notes/mit")
    assert home.find(".//h1").text_content() == "Open-source licences"
    assert home.find(".//title").text == "Open-source licences"
    assert licence.get("lang") == "uz"
    assert licence.find(".//h1").text_content() == "MIT litsenziyasi"
    (switch,) = home.find_class("lang")
    assert [each.get("lang") for each in switch.iterchildren()] == ["en", "uz"]
    assert "zbek" in switch.findall(".//abbr")[1].get("title")


def test_no_link_leads_nowhere(root: Path) -> None:
    local = re.compile(r'(?:href|src)="(?!https?:|mailto:|data:|#|/)([^"#?]+)')
    pages = sorted((root / "site").rglob("*.html"))
    dead = [
        (path, href) for path in pages for href in local.findall(path.read_text()) if not (path.parent / href).exists()
    ]
    assert dead == []


def test_its_colour_is_everywhere(root: Path) -> None:
    (sheet,) = (root / "site/assets").glob("kb.*.css")
    (frame,) = re.findall(r"--frame: (#[0-9a-f]{6})", sheet.read_text(encoding="utf-8"))
    assert page(root, "").find(".//meta[@name='theme-color']").get("content") == frame
    assert frame in (root / "docs/assets/favicon.svg").read_text(encoding="utf-8")
    assert "#05303c" not in sheet.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        "check", "fmt --check", "status", "status notes/mit", "schema", "schema --check", "addresses --update", "addresses",
        "build --site other", "offline", "stamp notes/mit", "stamp --missing", "export plain", "init another --name Another",
    ],
)  # fmt: skip
def test_every_command_works(root: Path, command: str) -> None:
    if command == "schema --check":
        kb(root, "schema")
    kb(root, *command.split())


def test_its_links_are_asked(root: Path, publisher: str) -> None:
    kb(root, "links", http_proxy=publisher, no_proxy="")


def test_records_are_begun_translated_imported_and_received(root: Path) -> None:
    values = ("title=ISC License", "summary=Short.", "text=A few lines.", "kind=fact", "reviewed=2026-11-22")
    source = (
        "id=text",
        "title=ISC",
        "url=https://example.org/isc",
        "language=en",
        "accessed=2026-11-22",
        "grade=official",
    )
    flags = [word for value in (*values, *(f"sources.{each}" for each in source)) for word in ("--set", value)]
    kb(root, "new", "notes", "--id", "isc", "--no-ask", *flags)
    kb(root, "check")
    record = root / "content/en/notes/isc.yml"
    sent = write_tree(root.parent, {"isc.yml": record.read_text(encoding="utf-8")}) / "isc.yml"
    record.unlink()
    kb(root, "receive", str(sent), "--as", "content/en/notes/isc.yml")
    kb(root, "translate", "notes/isc", "--language", "uz")
    (root / "content/uz/notes/isc.yml").unlink()
    record.unlink()
    table = root.parent / "notes.csv"
    table.write_bytes((root / "site/data/notes.csv").read_bytes())
    kb(root, "import", "notes", str(table), "--dry-run")
    kb(root, "check")


def test_its_offline_copy_is_verified(root: Path) -> None:
    kb(root, "offline")
    (bundle,) = (root / "dist").glob("*-offline.zip")
    assert "open-source-licences" in bundle.name
    kb(root, "offline", "--verify", str(bundle))


def test_plain_mkdocs_builds_it(root: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "plain-site"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (root / "plain-site/index.html").read_bytes() == (root / "site/index.html").read_bytes()


def test_it_is_served_while_one_writes(root: Path) -> None:
    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from kb.cli import main; main()", "serve", "--address", f"127.0.0.1:{port}"]
    environment = {**os.environ, "PYTHONPATH": str(root / "hooks")}
    server = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    try:
        assert "Open-source licences" in _answer(server, f"http://127.0.0.1:{port}/")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, 15)
        server.wait()


def _answer(server: subprocess.Popen[bytes], url: str) -> str:
    """What a server says as soon as it answers; a test that waits for ever is ended from outside."""
    while server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url) as answer:
            return str(answer.read().decode())
        time.sleep(0.2)
    raise AssertionError("the server ended")


@pytest.mark.parametrize("languages", [["ru", "en"], ["kk", "ru"], ["ar"]])
def test_in_any_languages_it_passes_its_own_check(tmp_path: Path, languages: list[str]) -> None:
    made = tmp_path / "new"
    kb(ROOT, "init", str(made), "--name", 'Лицензии "открытых" программ', *(f"--language={code}" for code in languages))
    assert kb(made, "check") == "1 records, no problems.\n"
    kb(made, "status", "notes/first-note")
    assert (made / "content" / languages[0] / "notes/first-note.yml").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--language", "english"], '"english" is no language. Write a code such as en, ru or uz.'),
        (["--language", "en", "--language", "en"], "A language is named twice."),
        (["--colour", "red"], '"red" is no colour. Write it as #rrggbb, for example #1b4f9c.'),
    ],
)
def test_mistakes_are_named_before_anything_is_written(tmp_path: Path, words: list[str], said: str) -> None:
    done = CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--name", "New", *words])
    assert (done.exit_code, said in done.output) == (1, True)
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    done = CliRunner().invoke(main, ["init", str(tmp_path), "--name", "New"])
    assert (done.exit_code, "is not empty" in done.output) == (1, True)
