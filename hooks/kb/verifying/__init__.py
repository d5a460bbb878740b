"""Every page of a built site checked, and what stands beside the pages: `verify(folder, settings)`.

It takes a site as it was built or an unpacked offline copy, reads each file once, on all cores, and collects all
flaws. A rule is a small function of a page (`structure`, `references`, `heads`, `data`, `leftovers`), of a file
(`files`), or of all pages (`together`).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from kb.parallel import spread
from kb.settings import Settings
from kb.verifying import data, files, heads, leftovers, references, structure, together
from kb.verifying.flaws import Flaw, shown
from kb.verifying.page import Facts, Page
from kb.verifying.site import Site

__all__ = ["Flaw", "NoSite", "shown", "verify"]

_RULES = (*structure.RULES, *references.RULES, *heads.RULES, *data.RULES, *leftovers.RULES)
_REDIRECT_RULES = (*structure.REDIRECT_RULES, *references.RULES, *heads.REDIRECT_RULES, *leftovers.RULES)
_AT_ONCE = 40

Checked = tuple[list[Flaw], Facts | None]


class NoSite(Exception):
    """There is no site in the folder; the message says what was looked for."""


def verify(folder: Path, settings: Settings) -> list[Flaw]:
    """Every flaw of the site in `folder`, sorted. `settings` are those of its knowledge base."""
    site = Site.at(folder.resolve(), settings)
    if "index.html" not in site.files:
        raise NoSite(f"{folder} holds no site: there is no index.html.")
    paths = [*site.pages(), *sorted(path for path in site.files if path.endswith(files.TEXT))]
    pieces = [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)]
    checked = [each for done in spread(partial(_all, site), pieces) for each in done]
    pages = {facts.path: facts for _, facts in checked if facts}
    found = [flaw for flaws, _ in checked for flaw in flaws]
    return sorted([*found, *(flaw for rule in together.RULES for flaw in rule(site, pages))])


def _all(site: Site, paths: list[str]) -> list[Checked]:
    return [_checked(site, path) for path in paths]


def _checked(site: Site, path: str) -> Checked:
    """The flaws of one file, and what the rules for all pages need of it."""
    if not path.endswith(".html"):
        return list(files.check(site, path)), None
    page = Page(site, path, (site.folder / path).read_bytes())
    rules = _REDIRECT_RULES if page.is_redirect else _RULES
    found = [flaw for rule in rules for flaw in rule(page)]
    return found, None if page.is_redirect else _facts(page)


def _facts(page: Page) -> Facts:
    return Facts(
        page.path,
        references.ids(page),
        tuple(references.anchors(page)),
        page.canonical,
        page.alternates,
        page.is_listed,
        page.language,
        next(iter(page.titles), ""),
        next(iter(page.meta("description")), ""),
    )
