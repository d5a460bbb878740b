"""Make sure that a Chromium is there for the tests in a real browser; called before pytest.

One on the PATH is used as it is, best the one that has no windows: a new page costs it a quarter. Without one, Playwright's
own is installed, and where that cannot be had, Debian's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # as browsers with windows do: widths of letters are not rounded to whole pixels
)
HELP = f"The tests need a Chromium. Put one on the PATH (one of: {', '.join(NAMES)}) and run them again."


def on_path() -> str | None:
    """A Chromium of the system."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def of_playwright() -> str | None:
    """Playwright's own Chromium, where it is installed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def find() -> str | None:
    """The browser to use."""
    return on_path() or of_playwright()


def starts(browser: str) -> bool:
    """Whether it runs at all: an installed browser may lack a library of the system."""
    command = [browser, "--headless", *ARGUMENTS, "--dump-dom", "data:text/html,<p>it starts"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "it starts" in done.stdout


def _run(*command: str) -> bool:
    """Run a command; what it says is shown only when it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        return False
    if done.returncode:
        print(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}", file=sys.stderr)
    return done.returncode == 0


def _from_playwright() -> None:
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _from_debian() -> None:
    sudo = ("sudo", "-n") if os.geteuid() and shutil.which("sudo") else ()
    if shutil.which("apt-get") and _run(*sudo, "apt-get", "update"):
        _run(*sudo, "apt-get", "install", "-y", "--no-install-recommends", NAMES[0])


def main() -> int:
    """Find a browser that starts, installing one if needed; 1 where that fails."""
    for install in (None, _from_playwright, _from_debian):
        if install:
            install()
        for browser in filter(None, (on_path(), of_playwright())):
            if starts(browser):
                print(f"Chromium: {browser}")
                return 0
    print(HELP, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
