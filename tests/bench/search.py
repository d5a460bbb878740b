"""Figures of the search: sizes, times, and recall at 3 by class of query, beside the theme's own search on the same content.

    PYTHONPATH=hooks:tests python -m bench.search [--records 10000]

Builds the site once with the theme's search plugin (lunr), puts both searches into one page of a real browser, and asks
both every query of tests/site/search_cases.yml. Takes about two minutes.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import material
import yaml
from playwright.sync_api import Page, sync_playwright

from browser.install import ARGUMENTS, find
from support import ROOT

CASES = ROOT / "tests" / "site" / "search_cases.yml"
PLUGIN = "  - material/search: {lang: [ru, en]}\n"
OURS = """async ({ language, other, queries }) => {
  const made = {}
  for (const code of [language, other]) made[code] = await new kbEngine(kbSearchData[code].entries).build(kbSearchData[code].texts)
  return queries.map(query => made[language].find(query, made[other]).results.map(({ row }) => row.address.slice(0, -1)))
}"""
THEIRS = """async queries => {
  const worker = new Worker("javascripts/workers/search.js"), index = await (await fetch("search_index.json")).json()
  const ask = message => new Promise(done => { worker.onmessage = event => done(event.data); worker.postMessage(message) })
  const start = performance.now()
  await ask({ type: 0, data: { ...index, options: {} } })
  const ready = performance.now() - start, found = []
  for (const query of queries) found.push((await ask({ type: 2, data: query })).data.items.map(([first]) => first.location.split("#")[0]))
  return { ready, found }
}"""
TIMES = """async ({ language, queries }) => {
  const { entries, texts } = kbSearchData[language], build = [], find = []
  let made
  for (const list of [[], texts, [], texts, [], texts]) {
    const start = performance.now()
    made = await new kbEngine(entries).build(list)
    build.push(performance.now() - start)
  }
  for (const query of queries) {
    const start = performance.now()
    made.find(query, made)
    find.push(performance.now() - start)
  }
  find.sort((a, b) => a - b)
  return { heads: Math.min(...build.filter((_, i) => i % 2 === 0)), all: Math.min(...build.filter((_, i) => i % 2)),
    median: find[find.length >> 1], worst: find.at(-1) }
}"""
LARGER = """({ language, count }) => {
  const { columns } = kbSearchData[language].entries, size = columns.title.length
  for (const [name, values] of Object.entries(columns)) {
    columns[name] = Array.from({ length: count }, (_, i) => values[i % size])
    if (name === "title" || name === "summary") columns[name] = columns[name].map((text, i) => `${text} ${(i / size) | 0}-${i}`)
    if (name === "address") columns[name] = columns[name].map((text, i) => `${text}${i}/`)
  }
  kbSearchData[language].texts = []
  return JSON.stringify(kbSearchData[language].entries)
}"""


def build(folder: Path) -> Path:
    """The site, with the theme's own search index."""
    for name in ("content", "docs", "hooks", "theme"):
        (folder / name).symlink_to(ROOT / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("plugins:\n", f"plugins:\n{PLUGIN}", 1)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True)
    return folder / "site"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def prepare(site: Path, folder: Path) -> dict[str, list[Path]]:
    """Put the theme's search and ours into one folder; ours by language."""
    templates = Path(material.__file__).parent / "templates" / "assets" / "javascripts"
    shutil.copytree(templates / "lunr", folder / "javascripts" / "lunr")
    worker = next((templates / "workers").glob("search.*.min.js"))
    (folder / "javascripts" / "workers").mkdir()
    shutil.copy(worker, folder / "javascripts" / "workers" / "search.js")
    shutil.copy(site / "search" / "search_index.json", folder)
    (folder / "index.html").write_text("<!doctype html><meta charset=utf-8><title>bench</title>", encoding="utf-8")
    found = {}
    for code in ("ru", "en"):
        found[code] = [one(site, part) for part in (f"search-{code}", f"search-{code}-texts")]
    found[""] = [one(site, part) for part in ("search-library", "search-words", "search-engine")]
    return found


def one(site: Path, name: str) -> Path:
    """The asset of that name, whatever its digest."""
    (path,) = (site / "assets").glob(f"{name}.????????.js")
    return path


def weight(*paths: Path) -> str:
    """Bytes as they are and as a server sends them."""
    raw = sum(path.stat().st_size for path in paths)
    packed = sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)
    return f"{raw / 1000:7.0f} kB, {packed / 1000:6.1f} kB gzip"


def hit(kind: str, case: dict[str, Any], found: list[str]) -> bool:
    """Whether the record is among the first three, or nothing is found where nothing should be."""
    wanted = case.get("find", [])
    return (
        not found if kind == "nothing" else bool(set(found[:3]) & set([wanted] if isinstance(wanted, str) else wanted))
    )


def recall(page: Page, language: str, cases: dict[str, list[dict[str, Any]]]) -> None:
    """Print recall at 3 of both searches for each class of a language."""
    queries = [case["query"] for each in cases.values() for case in each]
    ours = page.evaluate(OURS, {"language": language, "other": "en" if language == "ru" else "ru", "queries": queries})
    theirs = page.evaluate(THEIRS, queries)
    prefix = "" if language == "ru" else f"{language}/"
    lunr = [
        [place.removeprefix(prefix).rstrip("/") for place in found if place.startswith(prefix)]
        for found in theirs["found"]
    ]
    print(f"\n{language}: recall at 3      ours   theme   (theme's index ready after {theirs['ready']:.0f} ms)")
    number, sums = 0, [0, 0]
    for kind, each in cases.items():
        hits = [0, 0]
        for case in each:
            for i, found in enumerate((ours[number], lunr[number])):
                hits[i] += hit(kind, case, found)
            number += 1
        sums = [sums[0] + hits[0], sums[1] + hits[1]]
        print(f"  {kind:18} {hits[0]:3}/{len(each):<3} {hits[1]:3}/{len(each):<3}")
    print(f"  {'all':18} {sums[0]:3}/{number:<3} {sums[1]:3}/{number:<3}")


def times(page: Page, language: str, queries: list[str], of: str) -> None:
    """Print how long the engine takes to be made and to answer."""
    taken = page.evaluate(TIMES, {"language": language, "queries": queries})
    print(
        f"{of}: without texts {taken['heads']:.0f} ms, all {taken['all']:.0f} ms, query {taken['median']:.1f} ms, slowest {taken['worst']:.1f} ms"
    )


def main() -> None:
    """All figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--records", type=int, default=10_000, help="size of the large knowledge base")
    count = arguments.parse_args().records
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bench").mkdir()
        site = build(folder)
        files = prepare(site, folder / "bench")
        print(f"libraries and engine     {weight(*files[''])}")
        for code in cases:
            print(
                f"{code}: entries {weight(files[code][0])}; texts {weight(files[code][1])}; together {weight(*files[code])}"
            )
        print(f"theme: both languages    {weight(site / 'search' / 'search_index.json')}")
        with served(folder / "bench") as url, sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS)).new_page()
            page.goto(url)
            for path in (*files[""], *files["ru"], *files["en"]):
                page.add_script_tag(path=path)
            for code, each in cases.items():
                times(page, code, [case["query"] for kind in each.values() for case in kind], f"{code} engine")
            for code, each in cases.items():
                recall(page, code, each)
            large = page.evaluate(LARGER, {"language": "ru", "count": count}).encode()
            print(
                f"\n{count} records, titles and summaries only: {len(large) / 1000:.0f} kB, {len(gzip.compress(large)) / 1000:.0f} kB gzip"
            )
            times(page, "ru", ["авария", "хвостохранилеще", "план действий", "fdfhbz"], f"{count} records")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    main()
