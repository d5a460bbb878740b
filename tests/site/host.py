"""A host for the built site: as a good one serves it, and as it comes over a slow line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any
from urllib.parse import urlsplit

from kb.exporting.headers import HEADERS


class Host(SimpleHTTPRequestHandler):
    """Serves the site below its own path and says 404 with the page made for it."""

    def __init__(self, *args: Any, prefix: str, **options: Any) -> None:
        self.prefix = prefix
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        address = urlsplit(path).path
        below = address.removeprefix(self.prefix) if address.startswith(self.prefix) else "outside"
        return super().translate_path(f"/{below}")

    def send_error(self, code: int, message: str | None = None, _explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """What the site asks of its hosts: every test in a browser goes by the policy that readers get."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


class SlowHost(Host):
    """Sends a page a few lines at a time, and between them a browser shows what it has.

    Whole lines, since a word at the end of a line on the screen moves when the rest of it comes, whatever one does.
    """

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Pages a few lines at a time, everything else as it is."""
        lines = source.readlines() if self.path.endswith("/") else [source.read()]
        for at in range(0, len(lines), 3):
            outputfile.write(b"".join(lines[at : at + 3]))
            sleep(0.01)


@contextmanager
def serving(host: type[Host], site: Path, url: str) -> Iterator[str]:
    """Serves a folder below the path of an address as long as the block lasts; gives the address on this machine."""
    prefix = urlsplit(url).path
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(host, prefix=prefix, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
