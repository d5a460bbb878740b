"""Pictures for links in social networks (Open Graph): one for each kind of page and language, made from the look of the site.

One for every record would be 840 pictures of 20 kB; so only kinds that ask for it (`CARDS` in their `sharing.py`) have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kb.exporting.cards.drawing import Card, draw
from kb.exporting.cards.style import Style, style_of
from kb.headlines import shortened
from kb.library import Library
from kb.sharing import hook
from kb.writing import Writer

SITE = "site"


def cards(library: Library) -> dict[str, bytes]:
    """Name below the assets -> PNG of each card; none where the site has no look of its own."""
    style = _style(library)
    if style is None:
        return {}
    languages = library.settings.languages
    asked = [pair for locale in languages for pair in _cards(library, locale, style)]
    return {name: library.remember(("card", name, repr(card)), partial(draw, style, card)) for name, card in asked}


def _style(library: Library) -> Style | None:
    assets = library.root / "docs" / "assets"
    style = style_of(assets) if (assets / "favicon.svg").is_file() else None
    return style if style and style.fonts else None


def card_files(library: Library) -> frozenset[str]:
    """The names of all cards, which have no digest: networks that have fetched a picture ask again under its name."""
    return library.remember(("cards",), lambda: frozenset(_files(library)) if _style(library) else frozenset())


def _files(library: Library) -> Iterator[str]:
    for locale in library.settings.languages:
        yield card_names(locale, SITE, None)[0]
        for name in library.order:
            yield card_names(locale, name, None)[0]
            for record in library.of(name) if hook(library, name, "CARDS") else ():
                yield card_names(locale, name, record.ref)[0]


def card_names(locale: str, kind: str, ref: str | None) -> list[str]:
    """The names under which the card of a page may be found, the most special first."""
    names = [(ref or "").replace("/", "-"), kind, SITE]
    return [f"cards/{locale}-{name}.png" for name in names if name]


def _cards(library: Library, locale: str, style: Style) -> Iterator[tuple[str, Card]]:
    writer = Writer(library, locale)
    site = writer.t("site.name").unescape()
    plain = style.tokens["turq"]
    yield (
        card_names(locale, SITE, None)[0],
        Card(
            site,
            writer.t("site.region").unescape(),
            writer.t("site.brand").unescape(),
            writer.t("site.lead").unescape(),
            plain,
        ),
    )
    for name in library.order:
        colour = style.kinds.get(name, plain)
        count = writer.n(f"collections.{name}.count", library.count(name)).unescape()
        title, lead = (writer.t(f"collections.{name}.{part}").unescape() for part in ("many", "lead"))
        yield card_names(locale, name, None)[0], Card(site, count, title, lead, colour)
        for record in library.of(name) if hook(library, name, "CARDS") else ():
            here, one = writer.get(record.ref), writer.t(f"collections.{name}.one").unescape()
            text = shortened(writer.plain(here.summary))
            yield card_names(locale, name, record.ref)[0], Card(site, one, writer.plain(here.title), text, colour)
