"""The site over HTTP while people write: every page as it is now, what is wrong with the records, and word of every change."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files as resources
from typing import Any
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from kb.previewing.preview import Preview

OWN = "/-/"
"""Below this address stand the files of the preview itself, which the site does not have."""
_FILES = {f"{OWN}live.js": "live.js", f"{OWN}live.css": "live.css"}
_TURNS = f"{OWN}turns"
_HEARTBEAT = 15.0
_FAULT = Markup(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>kb serve</title><body><pre>{}</pre></body></html>'
)


class Server(ThreadingHTTPServer):
    """Serves a preview; every request has a thread of its own."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], preview: Preview) -> None:
        super().__init__(address, _Handler)
        self.preview = preview

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is nothing to tell."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        address = unquote(urlsplit(self.path).path)
        if address == _TURNS:
            self._stream(self.server.preview.turns(_HEARTBEAT))
        elif address in _FILES:
            self._answer(200, address, resources("kb.previewing").joinpath(_FILES[address]).read_bytes())
        elif not address.endswith("/") and self.server.preview.has(f"{address[1:]}/index.html"):
            self.send_response(301)
            self.send_header("Location", f"{self.path.partition('?')[0]}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._page(address[1:] + ("index.html" if address.endswith("/") else ""))

    def _page(self, path: str) -> None:
        data, fault = self.server.preview.read(path)
        status = 500 if fault else 200 if data is not None else 404
        if data is None:
            lost = None if fault else self.server.preview.read("404.html")[0]
            path, data = "page.html", lost or _FAULT.format(fault or f"There is no {path}.").encode()
        self._answer(status, path, self._alive(data) if path.endswith(".html") else data)

    def _alive(self, page: bytes) -> bytes:
        """A page that hears of changes."""
        script = f'<script src="{OWN}live.js" data-turn="{self.server.preview.turn}"></script></body>'
        return page.replace(b"</body>", script.encode(), 1)

    def _answer(self, status: int, name: str, data: bytes) -> None:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header(
            "Content-Type", f"{kind}; charset=utf-8" if kind.startswith(("text/", "application/j")) else kind
        )
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, turns: Iterator[dict[str, Any] | None]) -> None:
        """Server-sent events (HTML Living Standard, section 9.2): one for each turn; comments keep the line open."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        for turn in turns:
            line = f"data: {json.dumps(turn)}\n\n" if turn else ": still here\n\n"
            self.wfile.write(line.encode())
            self.wfile.flush()

    def log_message(self, *args: Any) -> None:
        """Requests are not shown: what is wrong with the records is, in `kb serve` and in the page."""
