"""Links to other sites: which there are, who is asked, what is told."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kb.contributing.external_links import ask, broken, exceptions, external, report
from kb.library import Library
from support import Run, change


class Site(BaseHTTPRequestHandler):
    """Answers by the name of the path: /200, /404, /no-head; also as a proxy, which gets whole addresses."""

    def do_HEAD(self) -> None:
        self._answer(405 if self.path == "/no-head" else int(self.path.rpartition("/")[2]))

    def do_GET(self) -> None:
        self._answer(200 if self.path == "/no-head" else int(self.path.rpartition("/")[2]))

    def _answer(self, code: int) -> None:
        self.send_response(code)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_a_server_answers(site: str) -> None:
    assert ask(f"{site}/200") == ""
    assert ask(f"{site}/no-head") == ""
    assert ask(f"{site}/404") == "answers 404"
    assert ask(f"{site}/410") == "answers 410"


def test_a_server_that_is_not_there() -> None:
    assert ask("http://127.0.0.1:9/").startswith("does not answer (")


def test_links_of_fields_and_of_texts_are_found(library: Library) -> None:
    found = external(library)
    assert all(url.startswith("http") for url in found)
    assert any(len(places) > 1 for places in found.values())


def test_one_host_is_asked_one_address_after_another() -> None:
    asked: list[str] = []

    def remember(url: str) -> str:
        asked.append(url)
        return "answers 404" if url.endswith("b") else ""

    urls = ["https://one.org/a", "https://one.org/b", "https://two.org/a"]
    assert broken(urls, remember, pause=0) == {"https://one.org/b": "answers 404"}
    assert sorted(asked) == urls
    assert report({"https://one.org/b": "answers 404"}, {"https://one.org/b": ["a.yml"], "x": []}).splitlines() == [
        "1 of 2 links do not answer as they should.",
        "",
        "- <https://one.org/b> answers 404: `a.yml`",
    ]


def test_an_exception_needs_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "exceptions.txt"
    assert exceptions(path) == []
    path.write_text("# why\n\nhttps://a.org/  # answers 403 to programs\n", encoding="utf-8")
    assert exceptions(path) == ["https://a.org/"]
    path.write_text("https://a.org/\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"exceptions.txt: https://a.org/ has no reason"):
        exceptions(path)


def test_the_command_tells_and_writes(
    run: Run, root: Path, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(urllib.request, "_opener", None)  # urllib asks for the proxy only once
    monkeypatch.setenv("http_proxy", site)  # answers for every host
    monkeypatch.setenv("no_proxy", "")
    spared = root / ".github/link-exceptions.txt"
    spared.parent.mkdir()
    listed = run("links", "--list").output.split()
    spared.write_text("".join(f"{url}  # not here\n" for url in listed), encoding="utf-8")
    assert run("links").output == "0 of 0 links do not answer as they should.\n\n\n"
    change(
        root / "content/en/organizations/unece.yml",
        {"url: https://unece.org/about": "url: http://gone.example.org/404"},
    )
    done = run("links", "--report", tmp_path / "links.md")
    assert done.exit_code == 1
    assert (
        "- <http://gone.example.org/404> answers 404: `content/en/organizations/unece.yml`"
        in (tmp_path / "links.md").read_text()
    )
