"""One page of the site -> the same page for `file://`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from html import escape

from kb.offline.faults import OfflineFault
from kb.offline.links import INDEX, rooted, with_files, with_online, without_digests

ICONS, SCRIPT = "assets/icons.js", "assets/offline.js"
# For search engines and faster servers only; a browser on file:// would complain of preloads or ask the network. What the
# policy calls 'self' means nothing certain there: each browser decides for itself whether the file beside a page is.
_HEAD = re.compile(
    r'<link rel="(?:canonical|preload|preconnect|dns-prefetch|alternate)"[^>]*>\n?'
    r'|<meta (?:property="og:|name="(?:description|twitter:)|http-equiv="Content-Security-Policy")[^>]*>\n?'
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
_SHARED = re.compile(r'<footer\b.*?</footer>|<form [^>]*role="search".*?</form>', re.DOTALL)
_MAIN = re.compile(r"<main\b")
_LANGUAGE = re.compile(r'<html lang="([^"]+)"')
_ROOT = "{root}"


@dataclass(frozen=True)
class Words:
    """What the copy adds to the pages of one language."""

    strip: str
    about: str
    external: str


class Pages:
    """The transformation of pages. `words` are by language, the first is that of pages in no known language.

    What is the same on every page - drawings of icons, search form, footer - moves into scripts, since a zip cannot
    share anything between files: that is 40 % of its size. `scripts` gathers them by path.
    """

    def __init__(self, words: dict[str, Words], start: str, site: str = "", online_only: Sequence[str] = ()) -> None:
        self.words, self.start, self.site, self.online_only = words, start, site, online_only
        self._symbols: dict[str, str] = {}
        self._shared: dict[str, str] = {}

    def offline(self, path: str, html: str) -> str:
        """The page at `path` as it stands in the bundle; a fault when it would load something from the network."""
        html = with_online(_HEAD.sub("", html), path, self.left_out, self.site)
        html = with_files(without_digests(html))
        loads = _LOADS.search(html)
        if loads:
            raise OfflineFault(f"{path} would not work without a network: {loads[0][:200]}. The bundle was not made.")
        words = self._words(html)
        html = _EXTERNAL.sub(f'<a title="{escape(words.external)}" ', html)
        html = _SPRITE.sub(lambda match: self._icons(path, match[1]), html)
        html = _SHARED.sub(lambda match: self._part(path, match[0]), html)
        html = html.replace("<body", f'<body data-page-suffix="{INDEX}"', 1)
        return _MAIN.sub(lambda _: self._strip(path, words) + "<main", html, count=1)

    def left_out(self, path: str) -> bool:
        """Whether the copy leaves a file to the site."""
        return any(fnmatchcase(path, pattern) for pattern in self.online_only)

    @property
    def scripts(self) -> dict[str, bytes]:
        """The scripts that put up what pages share, by path."""
        drawings = "".join(self._symbols[name] for name in sorted(self._symbols))
        sprite = f'<svg width="0" height="0" class="sprite" aria-hidden="true" focusable="false">{drawings}</svg>'
        made = {ICONS: f"document.currentScript.insertAdjacentHTML('afterend', {_quoted(sprite)})\n"}
        for part, path in self._shared.items():
            made[path] = (
                "{const here = document.currentScript, root = here.getAttribute('src').slice(0, "
                f"-{len(path)})\nhere.insertAdjacentHTML('afterend', {_quoted(part)}.replaceAll('{_ROOT}', root))}}\n"
            )
        return {path: text.encode() for path, text in made.items()}

    def _words(self, html: str) -> Words:
        language = _LANGUAGE.search(html)
        return self.words.get(language[1] if language else "") or next(iter(self.words.values()))

    def _icons(self, path: str, symbols: str) -> str:
        """The drawings in a script: as a file of their own they could not be used on file://."""
        self._symbols |= {match[1]: match[0] for match in _SYMBOL.finditer(symbols)}
        return f'<script src="{_root(path)}{ICONS}"></script>'

    def _part(self, path: str, html: str) -> str:
        """A part that many pages share; addresses in it begin at the root of the bundle."""
        part = rooted(html, path, _ROOT)
        number = self._shared.setdefault(part, f"assets/part-{len(self._shared) + 1}.js")
        return f'<script src="{_root(path)}{number}"></script>'

    def _strip(self, path: str, words: Words) -> str:
        """The line that says what this is and how old: filled by a script, so that a page stays the same in every edition."""
        root = _root(path)
        return (
            f'<p class="copy"><span>{escape(words.strip)}</span> <span data-copy="edition"></span> '
            f'<a href="{root}{self.start}">{escape(words.about)}</a></p>\n'
            f'<script src="{root}{SCRIPT}" defer></script>\n'
        )


def _root(path: str) -> str:
    """The way from a page to the root of the bundle."""
    return "../" * path.count("/") or "./"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
