"""What Lighthouse says of the built site on a phone: home, a country, a workshop, a list, in both languages.

    make lighthouse
    PYTHONPATH=hooks:tests python -m bench.lighthouse [SITE] [--runs 3] [--json FILE]

Lighthouse comes from npm, pinned with all that it needs by digest in tools/lighthouse/package-lock.json. The site is served as
a host serves it: compressed, assets with a digest in their name to be kept for ever. Its times depend on the machine and
what else runs there, so this is no test; of several runs the median counts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from browser.install import ARGUMENTS, find
from kb.settings import read_settings
from support import ROOT

PINS, INSTALLED = ROOT / "tools" / "lighthouse", ROOT / ".cache" / "tools" / "lighthouse"
PAGES = ("", "countries/kazakhstan/", "workshops/2018-09-almaty-industrial-safety/", "workshops/")
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MEASURES = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
}
_COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt"}
_DIGEST = re.compile(r"\.[0-9a-f]{8}\.\w+$")


class _Host(SimpleHTTPRequestHandler):
    """A host of static pages: gzip, caching, the page for missing addresses."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, prefix: str, **options: Any) -> None:
        self.prefix = prefix
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(urlsplit(self.path).path.removeprefix(self.prefix.rstrip("/"))))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        self._send(200 if found else 404, path if found else Path(self.directory) / "404.html")

    def _send(self, status: int, path: Path) -> None:
        body = path.read_bytes()
        self.send_response(status)
        self.send_header(
            "Content-Type", f"{self.guess_type(path)}{'; charset=utf-8' if path.suffix == '.html' else ''}"
        )
        if path.suffix in _COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 9)
            self.send_header("Content-Encoding", "gzip")
        kept = _DIGEST.search(path.name) or path.suffix == ".woff2"
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if kept else "public, max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the served site."""
    settings, _ = read_settings(ROOT)
    prefix = urlsplit(settings.url).path if settings else "/"
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, prefix=prefix, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()


def install() -> Path:
    """Lighthouse as the lock file says, in .cache/tools; the path of its program."""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        pinned, there = PINS / name, INSTALLED / name
        if not there.is_file() or there.read_bytes() != pinned.read_bytes():
            shutil.copy(pinned, there)
            shutil.rmtree(INSTALLED / "node_modules", ignore_errors=True)
    program = INSTALLED / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        if subprocess.run(command, cwd=INSTALLED, check=False).returncode:
            sys.exit("npm could not install Lighthouse. It needs Node.js 18.16 or newer and a registry of npm.")
    return program


def run(program: Path, url: str) -> dict[str, Any]:
    """One report."""
    browser = find()
    if browser is None:
        sys.exit("There is no Chromium. Run: python tests/browser/install.py")
    flags = " ".join(["--headless=new", *ARGUMENTS])
    command = [str(program), url, "--output=json", "--quiet", "--no-enable-error-reporting", f"--chrome-flags={flags}"]
    command.append(f"--only-categories={','.join(GOALS)}")
    done = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": browser}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"Lighthouse failed for {url}:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def summary(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """The medians of several reports of one page, and what keeps it from 100."""
    scores = {
        name: round(100 * statistics.median(report["categories"][name]["score"] for report in reports))
        for name in GOALS
    }
    measures = {
        short: round(statistics.median(report["audits"][name]["numericValue"] for report in reports), 3)
        for name, short in MEASURES.items()
    }
    return {"scores": scores, "measures": measures, "failed": sorted(_failed(reports[-1]))}


def _failed(report: dict[str, Any]) -> Iterator[str]:
    """The audits that took points, without those of speed."""
    for name in set(GOALS) - {"performance"}:
        for ref in report["categories"][name]["auditRefs"]:
            score = report["audits"][ref["id"]]["score"]
            if ref["weight"] and score is not None and score < 1:
                yield f"{name}: {ref['id']}"


def table(found: dict[str, dict[str, Any]]) -> Table:
    """Scores and times, those under the goal in red."""
    made = Table("page", *GOALS, *MEASURES.values(), title="Lighthouse, mobile")
    for page, each in found.items():
        scores = [
            f"[red]{each['scores'][name]}[/]" if each["scores"][name] < goal else str(each["scores"][name])
            for name, goal in GOALS.items()
        ]
        times = [f"{value:.3f}" if name == "CLS" else f"{value:.0f} ms" for name, value in each["measures"].items()]
        made.add_row(f"/{page}", *scores, *times)
    return made


def main() -> None:
    """Run it for every page, print the table, write the JSON; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--json", type=Path, default=ROOT / ".cache" / "lighthouse.json")
    given = parser.parse_args()
    program, found = install(), {}
    with served(given.site) as address:
        for page in [f"{language}{page}" for language in ("", "en/") for page in PAGES]:
            found[page] = summary([run(program, f"{address}{page}") for _ in range(given.runs)])
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    Console(width=120).print(table(found))
    for page, each in found.items():
        for fault in each["failed"]:
            print(f"/{page}: {fault}")
    sys.exit(any(each["scores"][name] < goal for each in found.values() for name, goal in GOALS.items()))


if __name__ == "__main__":
    main()
