"""One page of the site -> the same page for `file://`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape

from kb.offline.faults import OfflineFault
from kb.offline.links import INDEX, with_files, without_digests

ICONS = "assets/icons.js"
# For search engines and faster servers only; a browser on file:// would complain of preloads or ask the network.
_HEAD = re.compile(
    r'<link rel="(?:canonical|preload|preconnect|dns-prefetch|alternate)"[^>]*>\n?'
    r'|<meta property="og:[^>]*>\n?'
    r'|<script type="application/ld\+json">.*?</script>\n?',
    re.DOTALL,
)
_EXTERNAL = re.compile(r'<a (?=[^>]*href="https?://)(?![^>]*\stitle=)')
_LOADS = re.compile(
    r'<(?:script|img|iframe|source|audio|video|embed|object|form)\b[^>]*\s(?:src|srcset|data|action)="(?:https?:)?//[^"]*"'
    r'|<link\b[^>]*\shref="(?:https?:)?//[^"]*"|<script[^>]*type="module"',
)
_SPRITE = re.compile(r'<svg [^>]*class="sprite"[^>]*>(.*?)</svg>', re.DOTALL)
_SYMBOL = re.compile(r'<symbol id="([^"]+)".*?</symbol>', re.DOTALL)
_MAIN = re.compile(r"<main\b")
_LANGUAGE = re.compile(r'<html lang="([^"]+)"')


@dataclass(frozen=True)
class Words:
    """What the copy adds to the pages of one language."""

    strip: str
    about: str
    external: str


class Pages:
    """The transformation of pages; `words` by language, the first of which is that of pages in no known language.

    The drawings of the icons, a quarter of a page's size, move into one script; `symbols` gathers those in use.
    """

    def __init__(self, words: dict[str, Words], start: str) -> None:
        self.words, self.start = words, start
        self.symbols: dict[str, str] = {}

    def offline(self, path: str, html: str) -> str:
        """The page at `path` as it stands in the bundle; a fault when it would load something from the network."""
        html = with_files(without_digests(_HEAD.sub("", html)))
        loads = _LOADS.search(html)
        if loads:
            raise OfflineFault(f"{path} would not work without a network: {loads[0][:200]}. The bundle was not made.")
        words = self._words(html)
        html = _EXTERNAL.sub(f'<a title="{escape(words.external)}" ', html)
        html = _SPRITE.sub(lambda match: self._icons(path, match[1]), html)
        html = html.replace("<body", f'<body data-page-suffix="{INDEX}"', 1)
        return _MAIN.sub(lambda _: self._strip(path, words) + "<main", html, count=1)

    def _words(self, html: str) -> Words:
        language = _LANGUAGE.search(html)
        return self.words.get(language[1] if language else "") or next(iter(self.words.values()))

    def _icons(self, path: str, symbols: str) -> str:
        self.symbols |= {match[1]: match[0] for match in _SYMBOL.finditer(symbols)}
        return f'<script src="{_root(path)}{ICONS}"></script>'

    def icons(self) -> bytes:
        """The script that puts up the drawings of all pages. A drawing in a file of its own could not be used on file://."""
        drawings = "".join(self.symbols[name] for name in sorted(self.symbols))
        sprite = f'<svg width="0" height="0" class="sprite" aria-hidden="true" focusable="false">{drawings}</svg>'
        return f"document.currentScript.insertAdjacentHTML('afterend', {json.dumps(sprite, ensure_ascii=False)})\n".encode()

    def _strip(self, path: str, words: Words) -> str:
        """The line that says what this is and how old: filled by a script, so that a page stays the same in every edition."""
        root = _root(path)
        return (
            f'<p class="copy"><span>{escape(words.strip)}</span> <span data-copy="edition"></span> '
            f'<a href="{root}{self.start}">{escape(words.about)}</a></p>\n'
            f'<script src="{root}assets/offline.js" defer></script>\n'
        )


def _root(path: str) -> str:
    """The way from a page to the root of the bundle."""
    return "../" * path.count("/") or "./"
