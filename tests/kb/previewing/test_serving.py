"""The preview over HTTP, and what is looked at again after which change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from email.message import Message
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest

from kb.building import BuildFailed
from kb.previewing import preview as previews
from kb.previewing import watching
from kb.previewing.preview import Preview
from kb.previewing.serving import Server
from kb.problems import Problem
from kb.rendering import TemplateFault
from support import Make, change, small_knowledge_base, write_tree

WORKSHOP = "content/en/workshops/2018-09-almaty.yml"
ADDRESS = "/en/workshops/2018-09-almaty/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Preview, int]]:
    """A preview of the base with a hand-written page that the engine has made already, and its port."""
    folder = tmp_path_factory.mktemp("served")
    write_tree(folder / "site", {"own/index.html": "<h1>Own</h1></body>", "404.html": "<p>Lost</p></body>"})
    root = small_knowledge_base(folder / "knowledge", {"docs/plan.svg": "<svg/>"})
    preview = Preview(root, folder / "site")
    preview.look()
    server = Server(("127.0.0.1", 0), preview)
    Thread(target=server.serve_forever, daemon=True).start()
    yield preview, server.server_port
    server.shutdown()
    server.server_close()


@contextmanager
def connected(port: int, address: str) -> Iterator[HTTPResponse]:
    """The answer, still open."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", address)
        with connection.getresponse() as answer:
            yield answer


def ask(port: int, address: str) -> tuple[int, Message, bytes]:
    """Status, headers and body."""
    with connected(port, address) as answer:
        return answer.status, answer.headers, answer.read()


def test_pages_of_records_and_hand_written_ones_hear_of_changes(served: tuple[Preview, int]) -> None:
    for address, words in ((ADDRESS, "<h1>Workshop on Industrial Safety</h1>"), ("/own/?a=b", "<h1>Own</h1>")):
        status, headers, body = ask(served[1], address)
        page = body.decode()
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert words in page
        assert page.count('<script src="/-/live.js" data-turn="') == 1


def test_an_address_without_its_last_slash_is_led_to_the_page(served: tuple[Preview, int]) -> None:
    status, headers, _ = ask(served[1], f"{ADDRESS.rstrip('/')}?x=1")
    assert (status, headers["Location"]) == (301, ADDRESS)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/-/live.js", "javascript"),
        ("/-/live.css", "text/css"),
        ("/plan.svg", "image/svg+xml"),
        ("/sitemap.xml", "xml"),
    ],
)
def test_files_are_what_they_are(served: tuple[Preview, int], address: str, kind: str) -> None:
    status, headers, body = ask(served[1], address)
    assert status == 200
    assert kind in headers["Content-Type"]
    assert not body.endswith(b"</body>")


@pytest.mark.parametrize("address", ["/en/nowhere/", "/../../etc/passwd", "/%2e%2e/knowledge/mkdocs.yml", "/en/own.md"])
def test_what_is_not_there_is_lost(served: tuple[Preview, int], address: str) -> None:
    status, _, body = ask(served[1], address)
    assert (status, body[:11]) == (404, b"<p>Lost</p>")


def test_a_page_that_cannot_be_made_says_why(served: tuple[Preview, int], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: str) -> bytes:
        raise TemplateFault("a.jinja:1: <nothing>")

    monkeypatch.setattr(served[0]._session, "read", fails)
    status, _, body = ask(served[1], ADDRESS)
    assert status == 500
    assert b"index.html cannot be made yet: a.jinja:1: &lt;nothing&gt;" in body


def test_whoever_listens_hears_of_every_turn(served: tuple[Preview, int]) -> None:
    preview, port = served
    with connected(port, "/-/turns") as answer:
        assert answer.headers["Content-Type"] == "text/event-stream"
        first = json.loads(answer.readline().decode().removeprefix("data: "))
        assert answer.readline() == b"\n"
        change(preview.root / WORKSHOP, {"starts: 2018-09-25": "starts: soon"})
        preview.look()
        second = json.loads(answer.readline().decode().removeprefix("data: "))
    change(preview.root / WORKSHOP, {"starts: soon": "starts: 2018-09-25"})
    preview.look()
    assert (first["problems"], second["turn"]) == ([], first["turn"] + 1)
    assert [(each["place"], each["code"]) for each in second["problems"]] == [(f"{WORKSHOP}:4:9", "KB023")]


def test_silence_is_told_too(served: tuple[Preview, int]) -> None:
    turns = served[0].turns(0.01)
    assert next(turns)
    assert next(turns) is None


# --- the engine


def test_what_the_engine_complains_of_is_shown_until_it_is_content(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise BuildFailed("docs/en/own.md is wrong")

    preview = Preview(make(), tmp_path / "site")
    preview._call_engine()
    assert preview.turn == 0, "there is nothing to show before the first look"
    preview.look()
    with monkeypatch.context() as patched:
        patched.setattr(previews, "engine_at_work", refuses)
        preview._call_engine()
    told = next(preview.turns(1))
    assert told
    assert told["problems"] == [{"place": "docs/", "message": "docs/en/own.md is wrong", "level": "error"}]
    write_tree(preview.root, {"docs/en/own.md": "# Written by hand\n"})
    preview._call_engine()
    told = next(preview.turns(1))
    assert told
    assert told["problems"] == []
    assert b"Written by hand" in (preview.read("en/own/index.html")[0] or b"")


# --- what follows from which change


class Watched:
    """In the place of a preview: notes what it is asked to do."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.problems: list[Problem] = []

    def look(self) -> None:
        self.asked.append("look")

    def call_engine(self) -> None:
        self.asked.append("engine")


@pytest.mark.parametrize(
    ("names", "ended", "asked"),
    [
        ([WORKSHOP], "ended", ["look"]),
        (["content/en/labels.yml"], "ended", ["look", "engine"]),
        (["docs/en/about.md"], "ended", ["look", "engine"]),
        (["hooks/kb/__pycache__/a.pyc"], "ended", ["look", "engine"]),
        (["hooks/kb/texts.py"], "anew", []),
        (["mkdocs.yml", WORKSHOP], "anew", []),
    ],
)
def test_what_follows_from_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], ended: str, asked: list[str]
) -> None:
    def one_change(*_: Path, **__: object) -> Iterable[set[tuple[int, str]]]:
        yield {(1, str(tmp_path / name)) for name in names}

    monkeypatch.setattr(watching, "watch", one_change)
    watched = Watched()
    assert watching._follow(tmp_path, watched) == ended  # type: ignore[arg-type]
    assert watched.asked == asked


def test_it_serves_until_it_is_ended_and_begins_anew_after_a_change_of_programs(
    make: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun: list[str] = []
    root = make()
    change(root / WORKSHOP, {"starts: 2018-09-25": "starts: soon"})
    monkeypatch.setattr(watching.os, "execv", lambda program, _: begun.append(program))
    monkeypatch.setattr(Preview, "call_engine", lambda _: None)
    for ended in ("ended", "anew"):
        monkeypatch.setattr(watching, "_follow", lambda *_, ended=ended: ended)
        watching.serve(root, "127.0.0.1", 0)
        said = capsys.readouterr().out
        assert said.startswith("http://127.0.0.1:")
        assert f'{WORKSHOP}:4:9: starts is "soon".' in said
    assert len(begun) == 1
