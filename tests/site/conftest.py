"""The real site, built once by the real command, served as its host serves it, and a real browser in front of it."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from host import Host, serving
from playwright.sync_api import Browser, Page, expect, sync_playwright

from browser.install import ARGUMENTS, find
from kb.library import Library
from kb.offline.making import make, silent
from support import ROOT

# Other tests, and builds, run at the same time.
expect.set_options(timeout=20_000)


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


@pytest.fixture(scope="session")
def base_url(site: Path, real: Library) -> Iterator[str]:
    """Address of the served site, with a slash at its end."""
    with serving(Host, site, real.settings.url) as address:
        yield address


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
