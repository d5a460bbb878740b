"""The real site, built once by the real command, served as its host serves it, and a real browser in front of it."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.install import ARGUMENTS, find
from kb.exporting.headers import HEADERS
from kb.library import Library
from kb.offline.making import make, silent
from support import ROOT


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the built site; workers of one run share it, and the first of them builds."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    built = shared / "built" / "site"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            _build(built)
    return built


def _build(target: Path) -> None:
    command = [str(Path(sys.executable).with_name("kb")), "build", "--root", str(ROOT), "--site", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or "WARNING" in done.stderr:
        pytest.fail(f"kb build failed or warned:\n{done.stdout}{done.stderr}", pytrace=False)


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


@pytest.fixture(scope="session")
def base_url(site: Path, real: Library) -> Iterator[str]:
    """Address of the served site, with a slash at its end."""
    prefix = urlsplit(real.settings.url).path
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, prefix=prefix, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()


@pytest.fixture(scope="session")
def dist(site: Path, real: Library) -> Path:
    """Everything for people without a connection, made from the site as `kb offline` does; workers share it."""
    made = site.parent / "dist"
    with (site.parent / "dist.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make(real, site, made, silent)
    return made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; `tests/browser/install.py` has made sure that there is one."""
    executable = find()
    if executable is None:
        pytest.fail("There is no Chromium. Run: python tests/browser/install.py", pytrace=False)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page in a context of its own. Nothing on it may go against the policy of the site."""
    broken: list[str] = []
    with browser.new_context(locale="ru-RU") as context:
        opened = context.new_page()
        opened.on(
            "console", lambda message: broken.append(message.text) if "Content Security" in message.text else None
        )
        yield opened
    assert broken == []
