"""Links to other sites: where they stand, and whether they still answer."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from kb import texts
from kb.fields import leaves
from kb.library import Library
from kb.schema import Markdown, Shape

_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; kb-links; weekly check of sources)", "Accept": "*/*"}
_TIMEOUT, _HOSTS_AT_ONCE = 30, 8
_ASK_AGAIN = {403, 404, 405, 406, 429, 500, 501, 503}  # with GET: many servers know no HEAD
Ask = Callable[[str], str]


def external(library: Library) -> dict[str, list[str]]:
    """Address -> the files in which it stands."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in library.records.values():
        for file in (record.original, *record.translations.values()):
            for leaf in leaves(file.model):
                shape = leaf.declaration.mark(Shape)
                if shape and shape.name == "link":
                    found[leaf.value].append(file.shown)
                elif leaf.declaration.mark(Markdown):
                    for target in texts.links(leaf.value):
                        if target.startswith(("http://", "https://")):
                            found[target].append(file.shown)
    return {url: sorted(set(places)) for url, places in sorted(found.items())}


def exceptions(path: Path) -> list[str]:
    """Beginnings of addresses that are not asked; each stands in a line of its own, with the reason behind a #."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    pairs = [line.partition("#") for line in lines if line.split("#")[0].strip()]
    for address, _, reason in pairs:
        if not reason.strip():
            raise ValueError(f"{path.name}: {address.strip()} has no reason. Write it behind a #.")
    return [address.strip() for address, _, _ in pairs]


def ask(url: str) -> str:
    """What is wrong with an address, or nothing."""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(url, headers=_HEADERS, method=method)
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT):
                return ""
        except urllib.error.HTTPError as error:
            if method == "GET" or error.code not in _ASK_AGAIN:
                return f"answers {error.code}"
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if method == "GET":
                return f"does not answer ({str(reason)[:80]})"
    return ""


def broken(urls: Iterable[str], ask_one: Ask = ask, pause: float = 1.0) -> dict[str, str]:
    """What is wrong, by address. The addresses of one host are asked one after another, with a pause between them."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).netloc].append(url)

    def ask_host(host: str) -> dict[str, str]:
        found = {}
        for index, url in enumerate(by_host[host]):
            time.sleep(pause if index else 0)
            if fault := ask_one(url):
                found[url] = fault
        return found

    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        return {url: fault for found in pool.map(ask_host, sorted(by_host)) for url, fault in found.items()}


def report(faults: dict[str, str], places: dict[str, list[str]]) -> str:
    """What is broken as Markdown: for an issue."""
    lines = [f"{len(faults)} of {len(places)} links do not answer as they should.", ""]
    for url, fault in sorted(faults.items()):
        lines.append(f"- <{url}> {fault}: {', '.join(f'`{place}`' for place in places[url])}")
    return "\n".join(lines) + "\n"
