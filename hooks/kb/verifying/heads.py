"""Rules for the head of a page: title, description, canonical address, translations, and what it tells other sites."""

from __future__ import annotations

from collections.abc import Iterator

from kb.exporting.headers import POLICY
from kb.verifying.flaws import Flaw
from kb.verifying.page import Element, Page, line_of


def title(page: Page) -> Iterator[Flaw]:
    """One title with words in it."""
    found = [words for words in page.titles if words]
    if len(found) != 1 or len(page.titles) != 1:
        yield page.flaw(1, "head", f"{len(found)} titles with words, expected was one.")


def description(page: Page) -> Iterator[Flaw]:
    """One description, which the offline copy leaves out."""
    found = [words for words in page.meta("description") if words.strip()]
    if len(found) != 1 and not page.site.is_copy:
        yield page.flaw(1, "head", f"{len(found)} descriptions with words, expected was one.")


def referrer(page: Page) -> Iterator[Flaw]:
    """No other site learns from which page a reader comes."""
    found = page.meta("referrer")
    if found != ["no-referrer"]:
        yield page.flaw(1, "head", f"referrer is {_or_none(found)}, expected was no-referrer.")


def policy(page: Page) -> Iterator[Flaw]:
    """What the page may load and run stands in it, before all that is loaded; an offline copy leaves it out."""
    found, expected = page.meta("Content-Security-Policy"), [] if page.site.is_copy else [POLICY]
    if found != expected:
        yield page.flaw(
            1, "policy", f"Content-Security-Policy is {_or_none(found)}, expected was {_or_none(expected)}."
        )
    order = [each.tag for each in page.tree.iter("meta", "script", "link") if each.tag != "meta" or _is_policy(each)]
    if found and order[0] != "meta":
        yield page.flaw(
            1, "policy", "Content-Security-Policy stands behind what is loaded, expected was in front of it."
        )


def _is_policy(element: Element) -> bool:
    return element.get("http-equiv") == "Content-Security-Policy"


def canonical(page: Page) -> Iterator[Flaw]:
    """The page is its own canonical address; a page with a borrowed text names that of the original."""
    found = [str(each.get("href")) for each in page.links("canonical")]
    expected = [] if page.is_lost or page.site.is_copy else [_own(page)]
    if found != expected:
        shown = ", ".join(found) or "missing"
        yield page.flaw(
            _line(page, "canonical"), "canonical", f"canonical is {shown}, expected was {_or_none(expected)}."
        )


def _own(page: Page) -> str:
    """The address of the page in the language of its text."""
    settings = page.site.settings
    here = page.site.language(page.path)
    there = next((str(each.get("data-text-language", here)) for each in page.tags("main")), here)
    return page.site.url(settings.prefix(there) + page.path.removeprefix(settings.prefix(here)))


def _or_none(words: list[str]) -> str:
    return ", ".join(words) or "none"


def _line(page: Page, rel: str) -> int:
    found = page.links(rel)
    return line_of(found[0]) if found else 1


def shared_address(page: Page) -> Iterator[Flaw]:
    """og:url says the same as the canonical address."""
    for element in page.metas("og:url"):
        if element.get("content") != page.canonical:
            yield page.flaw(
                element, "canonical", f"og:url is {element.get('content')}, expected was {page.canonical or 'none'}."
            )


def alternates(page: Page) -> Iterator[Flaw]:
    """The translations of a page name its own language, known languages, and a default."""
    found, settings = page.alternates, page.site.settings
    if not found:
        return
    line = _line(page, "alternate")
    here = page.site.language(page.path)
    for code in sorted(set(found) - {*settings.languages, "x-default"}):
        yield page.flaw(
            line, "alternate", f'hreflang "{code}" is no language of the site, expected was one of {_codes(page)}.'
        )
    for code in sorted({here, "x-default"} - set(found)):
        yield page.flaw(line, "alternate", f'hreflang lacks "{code}", expected where there are others.')
    if here in found and found[here] != page.site.url(page.path):
        yield page.flaw(
            line, "alternate", f"hreflang {here} is {found[here]}, expected was {page.site.url(page.path)}."
        )


def _codes(page: Page) -> str:
    return ", ".join(page.site.settings.languages)


def addresses(page: Page) -> Iterator[Flaw]:
    """Feeds, pictures for other sites, the canonical address and translations exist; a copy has none of them."""
    kinds = ("alternate", "canonical", "next", "prev") if not page.site.is_copy else ("next", "prev")
    for element in page.links(*kinds):
        yield from _exists(page, element, "href", str(element.get("rel")))
    for element in [*page.metas("og:image"), *page.metas("og:url")]:
        yield from _exists(page, element, "content", str(element.get("property")))


def _exists(page: Page, element: Element, name: str, what: str) -> Iterator[Flaw]:
    address = str(element.get(name))
    target = page.site.target(page.path, address)
    if target is None:
        yield page.flaw(element, "head", f"{what} leads to {address}, expected was an address of the site.")
    elif target not in page.site.files:
        yield page.flaw(element, "head", f"{what} leads to {address}: there is no file {target}.")


RULES = (title, description, referrer, policy, canonical, shared_address, alternates, addresses)
REDIRECT_RULES = (title, policy, addresses)
