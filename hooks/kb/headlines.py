"""Titles and descriptions as search engines, windows and previews show them: of sensible length, each of them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kb.pages import Page

TITLE = 70
"""Characters of a title that a search engine shows."""
SHORTEST, LONGEST = 50, 200
"""Characters of a description."""
_LOOSE = ",;:.—– ("


def shortened(text: str, most: int = LONGEST) -> str:
    """A text of at most so many characters, cut at a word."""
    if len(text) <= most:
        return text
    end = text.rfind(" ", 0, most - 1)
    return text[: end if end > 0 else most - 1].rstrip(_LOOSE) + "…"


def described(text: str, more: str) -> str:
    """A description: the text, or, where it says too little by itself, the text and more."""
    return shortened(text if len(text) >= SHORTEST else f"{text.rstrip('.')}. {more}")


def told_apart(pages: Iterable[Page]) -> list[Page]:
    """The pages, those with the same description as another one with their title before it."""
    pages = list(pages)
    often = Counter((page.locale, page.description) for page in pages)
    return [
        replace(page, description=shortened(f"{page.title}. {page.description}"))
        if often[page.locale, page.description] > 1
        else page
        for page in pages
    ]


@dataclass(frozen=True)
class Site:
    """What the site is called in one language, and in short; the word for one record of each kind."""

    name: str
    brand: str
    kinds: Mapping[str, str]


def fitted(title: str, site: Site) -> str:
    """The title of a page that stands for itself, with the name of the site as far as there is room."""
    return next(_fitting(title, None, site))


def window_titles(pages: Iterable[Page], sites: Mapping[str, Site]) -> dict[tuple[str, str], str]:
    """The title of the window for every page, by language and address: no two alike, at most 70 characters where that can be."""
    pages = sorted(pages, key=lambda page: (page.locale, page.address))
    often = Counter((page.locale, page.title) for page in pages)
    found: dict[tuple[str, str], str] = {}
    taken: set[tuple[str, str]] = set()
    for page in pages:
        options = _options(page, sites[page.locale], often[page.locale, page.title] > 1)
        title = next((each for each in options if (page.locale, each) not in taken), page.title)
        found[page.locale, page.address] = title
        taken.add((page.locale, title))
    return found


def _options(page: Page, site: Site, shared: bool) -> Iterator[str]:
    """The titles that a page may have, the best first; `shared` tells that another page has the same words."""
    kind = site.kinds.get(page.kind, "")
    if not page.address:
        yield site.name
    elif shared:
        yield f"{shortened(page.title, TITLE - len(kind) - 3)} · {kind}"
        yield f"{page.title} · {kind}"
    elif page.listed:
        yield from _fitting(page.title, page.short, site)


def _fitting(title: str, short: str | None, site: Site) -> Iterator[str]:
    """Titles that are short enough, the fullest first; the last of them is cut."""
    for words in (title, short or title):
        yield from (f"{words} · {name}" for name in (site.name, site.brand) if len(words) + len(name) + 3 <= TITLE)
        if len(words) <= TITLE:
            yield words
    yield shortened(title, TITLE)
