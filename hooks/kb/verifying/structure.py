"""Rules for the body of a page: markup, language, headings, ids, pictures, and that no code stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kb.verifying.flaws import Flaw
from kb.verifying.page import Element, Page

_TAG = re.compile(rb"<[a-zA-Z][^\s<>]*(\s[^<>]*=[^<>]*=[^<>]*)>")
_ATTRIBUTE = re.compile(rb"""([^\s=/>"']+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
DATA = "application/ld+json"


def markup(page: Page) -> Iterator[Flaw]:
    """What the parser had to mend."""
    for line, message in page.markup:
        if not message.startswith("ID "):  # a rule of its own
            said = message[:1].lower() + message[1:].strip()
            yield page.flaw(line, "markup", f"{said}; expected were tags that match.")


def repeated_attributes(page: Page) -> Iterator[Flaw]:
    """No attribute stands twice on an element: browsers take the first and forget the other."""
    for attributes in sorted(set(_TAG.findall(page.data))):
        for name in _repeated(attributes):
            line = page.data.count(b"\n", 0, page.data.find(attributes)) + 1
            yield page.flaw(line, "markup", f"the attribute {name} stands twice on an element, expected once.")


@lru_cache(maxsize=20_000)
def _repeated(attributes: bytes) -> tuple[str, ...]:
    names = Counter(name.lower() for name in _ATTRIBUTE.findall(attributes))
    return tuple(name.decode(errors="replace") for name, count in names.items() if count > 1)


def language(page: Page) -> Iterator[Flaw]:
    """The page names the language of the folder in which it stands."""
    found, expected = page.language, page.site.language(page.path)
    if found != expected:
        yield page.flaw(page.tree, "language", f'lang is "{found}", expected was "{expected}".')


def heading(page: Page) -> Iterator[Flaw]:
    """One main heading with words in it; the offline copy's first page says everything in each language."""
    found = page.tags("h1")
    languages = {_language(each) for each in found} if page.site.is_copy else set()
    if not found or len(found) > max(1, len(languages)):
        yield page.flaw(found[-1] if found else 1, "heading", f"{len(found)} headings h1, expected was one.")
    yield from (page.flaw(each, "heading", "the heading h1 is empty.") for each in found if not _words(each))


def _language(element: Element) -> str:
    """The language of an element: the nearest that is named."""
    return next((str(each.get("lang")) for each in element.iterancestors() if each.get("lang")), "")


def _words(element: Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def ids(page: Page) -> Iterator[Flaw]:
    """No id is empty or stands twice."""
    seen: set[str] = set()
    for element, _, name in page.having("id"):
        if name in seen or not name or re.search(r"\s", name):
            what = "stands twice on the page" if name in seen else "is no name"
            yield page.flaw(element, "id", f'the id "{name}" {what}, expected was a name of its own.')
        seen.add(name)


def pictures(page: Page) -> Iterator[Flaw]:
    """Every picture says what it shows, or that it says nothing (alt="")."""
    named = ("aria-label", "aria-labelledby")
    pictures = [each for each in page.tags("img") if each.get("alt") is None]
    drawings = [each for each in page.tags("svg") if each.get("role") == "img" and each.find("title") is None]
    for element in [*pictures, *(each for each in drawings if not any(map(each.get, named)))]:
        yield page.flaw(
            element, "image", f"a picture ({element.tag}) without a text in its place, expected was alt or a label."
        )


def code(page: Page) -> Iterator[Flaw]:
    """No script, style or event handler in the page itself: the policy of the site forbids them."""
    for element in page.tags("script"):
        if element.get("src") is None and element.get("type") != DATA:
            yield page.flaw(element, "code", "a script stands in the page, expected was a file (src).")
    for element, name, _ in page.having(*(name for name in page.attributes if name.startswith("on"))):
        yield page.flaw(element, "code", f"{name} on <{element.tag}> is code in the page, expected was a script file.")
    styled = [(each, f"style on <{each.tag}>") for each, _, _ in page.having("style")]
    for element, what in [*styled, *((each, "<style>") for each in page.tags("style"))]:
        yield page.flaw(element, "code", f"{what} in the page, expected was a rule of the style sheet.")


RULES = (markup, repeated_attributes, language, heading, ids, pictures, code)
REDIRECT_RULES = (markup, repeated_attributes, ids, code)
