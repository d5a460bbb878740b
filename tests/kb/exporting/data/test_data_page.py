"""The page about open data: its links lead to files, and its examples run and answer."""

from __future__ import annotations

import contextlib
import hashlib
import html
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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


class _Host(SimpleHTTPRequestHandler):
    """A web server as people have one: files with an ETag, asked for again only if they changed."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_head(self):
        path = Path(self.translate_path(self.path))
        tag = f'"{hashlib.sha256(path.read_bytes()).hexdigest()}"' if path.is_file() else ""
        if tag and self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return None
        self._tag = tag
        return super().send_head()

    def end_headers(self) -> None:
        if getattr(self, "_tag", ""):
            self.send_header("ETag", self._tag)
        super().end_headers()


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """The address of the files, served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


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


def test_the_program_of_the_page_asks_a_server_and_answers(real: Library, host: str, expected: Counter[str]) -> None:
    """As somebody would do it who copies it from the page."""
    renderer = Renderer(real, "en")
    (page,) = renderer.view(renderer.views["data"])
    (shown,) = re.findall(r'<h3 id="python">.*?<code>(.*?)</code>', page.body, re.DOTALL)
    program = html.unescape(shown).replace(real.settings.url, host)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    answered = dict(re.findall(r"^(\S+) (\d+)$", done.stdout, re.MULTILINE))
    assert {country: int(count) for country, count in answered.items()} == expected
    assert all(line.strip(" ;") for line in done.stdout.splitlines())


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl here")
def test_the_lines_for_curl_fetch_and_fetch_again_only_what_changed(real: Library, host: str, tmp_path: Path) -> None:
    text = example(real, "curl.sh").replace(real.settings.url, host)
    commands = [line.split() for line in text.splitlines() if line.startswith("curl ")]
    assert len(commands) == 3
    for command in commands:
        subprocess.run([command[0], "--silent", "--fail", *command[1:]], cwd=tmp_path, check=True)
    assert json.loads((tmp_path / "workshops.json").read_text(encoding="utf-8"))["count"] == len(real.of("workshops"))
    assert (tmp_path / f"{real.settings.bundle}.sqlite").read_bytes().startswith(b"SQLite format 3")
    (tmp_path / "index.json").unlink()
    again = ["--silent", "--fail", "--write-out", "%{http_code}", *commands[2][1:]]
    done = subprocess.run(["curl", *again], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout == "304"


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_the_page_has_an_example_for_every_tool(real: Library, locale: str) -> None:
    renderer = Renderer(real, locale)
    (page,) = renderer.view(renderer.views["data"])
    for part in (
        "curl -O https://",
        "urlopen(&#34;https://",
        "GROUP BY w.country",
        "fromJSON(&#34;https://",
        'id="excel"',
    ):
        assert part in page.body, part
    assert "{" not in "".join(re.findall(r"https://[^\s&]+", page.body))


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
