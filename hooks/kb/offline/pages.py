"""One page of the site -> the same page for `file://`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from kb.offline.faults import OfflineFault
from kb.offline.links import INDEX, with_files, without_digests

# For search engines and faster servers only; a browser on file:// would complain of preloads or ask the network.
_HEAD = re.compile(
    r'[ \t]*<link rel="(?:canonical|preload|preconnect|dns-prefetch|alternate)"[^>]*>\n?'
    r'|[ \t]*<meta property="og:[^>]*>\n?'
    r'|[ \t]*<script type="application/ld\+json">.*?</script>\n?',
    re.DOTALL,
)
_EXTERNAL = re.compile(r'<a (?=[^>]*href="https?://)(?![^>]*\stitle=)')
_LOADS = re.compile(
    r'<(?:script|img|iframe|source|audio|video|embed|object|form)\b[^>]*\s(?:src|srcset|data|action)="(?:https?:)?//[^"]*"'
    r'|<link\b[^>]*\shref="(?:https?:)?//[^"]*"|<script[^>]*type="module"',
)
_MAIN = re.compile(r"<main\b")
_LANGUAGE = re.compile(r'<html lang="([^"]+)"')


@dataclass(frozen=True)
class Words:
    """What the copy adds to the pages of one language."""

    strip: str
    about: str
    external: str


class Pages:
    """The transformation of pages; `words` by language, the first of which is that of pages in no known language."""

    def __init__(self, words: dict[str, Words], start: str) -> None:
        self.words, self.start = words, start

    def offline(self, path: str, html: str) -> str:
        """The page at `path` as it stands in the bundle; a fault when it would load something from the network."""
        html = with_files(without_digests(_HEAD.sub("", html)))
        loads = _LOADS.search(html)
        if loads:
            raise OfflineFault(f"{path} would not work without a network: {loads[0][:200]}. The bundle was not made.")
        words = self._words(html)
        html = _EXTERNAL.sub(f'<a title="{escape(words.external)}" ', html)
        html = html.replace("<body", f'<body data-page-suffix="{INDEX}"', 1)
        return _MAIN.sub(lambda _: self._strip(path, words) + "<main", html, count=1)

    def _words(self, html: str) -> Words:
        language = _LANGUAGE.search(html)
        return self.words.get(language[1] if language else "") or next(iter(self.words.values()))

    def _strip(self, path: str, words: Words) -> str:
        """The line that says what this is and how old: filled by a script, so that a page stays the same in every edition."""
        root = "../" * path.count("/") or "./"
        return (
            f'<p class="copy"><span>{escape(words.strip)}</span> <span data-copy="edition"></span> '
            f'<a href="{root}{self.start}">{escape(words.about)}</a></p>\n'
            f'<script src="{root}assets/offline.js" defer></script>\n'
        )
