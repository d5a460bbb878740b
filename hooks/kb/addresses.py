"""Addresses for ever: `addresses.txt` lists every address of the last release, and none of them may vanish.

An address is alive when the site has a page, a file or a redirect (`moved_from`) for it. Assets are left out: their names change
with their content, and nobody keeps them.
"""

from __future__ import annotations

from pathlib import Path

from kb.publication import Publication

FILE = "addresses.txt"
# What hosts and crawlers look for under a fixed name; nobody links to it.
_SERVICE = {".nojekyll", "_headers", "_redirects"}


def addresses(publication: Publication) -> list[str]:
    """Every address of the site from its root on, sorted."""
    settings = publication.library.settings
    pages = {f"{settings.prefix(locale)}{address}" for locale, address in [*publication.pages, *publication.written]}
    files = {name.removesuffix("index.html") for name in publication.extras()}
    return sorted(f"/{address}" for address in pages | files - _SERVICE)


def released(root: Path) -> list[str]:
    """The addresses of the last release; none before the first."""
    path = root / FILE
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def vanished(root: Path, now: list[str]) -> list[str]:
    """Released addresses that lead nowhere any more."""
    return sorted(set(released(root)) - set(now))


def write(root: Path, now: list[str]) -> None:
    """Make the list that of the release being prepared."""
    (root / FILE).write_text("".join(f"{address}\n" for address in now), encoding="utf-8")
