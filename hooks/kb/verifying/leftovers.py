"""Rules for what programs leave behind: marks of templates, values that were none, paths of the machine that built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from kb.verifying.flaws import Flaw
from kb.verifying.page import Element, Page

_VERBATIM = {"code", "pre", "kbd", "samp", "script", "style"}
MARK = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{[a-z_]+\}|\bNone\b(?!\s+[a-z])|^\s*(?:undefined|null|nan|NaN)\s*$|\bUndefined\b|\[object \w+\]|<(?:bound|function|class|built-in) [^>]*"
)
_IN_ADDRESS = re.compile(r"(?:^|[/#=])(?:None|undefined|null|NaN)(?:$|[/#?&])|\{\{|\{%")
# A page without any of these is not worth a closer look: nearly none has one.
_SIGNS = (b"{", b"}", b"%}", b"None", b"ndefined", b"null", b"nan<", b"NaN", b"[object ", b"&lt;")
_SHOWN_AS_CODE = re.compile(rb"<(script|style|pre|code|kbd|samp)\b.*?</\1>", re.DOTALL)
_FOLDERS = ("home", "Users", "root", "tmp", "private", "builds", "github/workspace", "__w")
_HOSTS = ("file:///", "//localhost", "//127.0.0.1")


def marks(page: Page) -> Iterator[Flaw]:
    """No mark of a template and no value that was none, in texts and in attributes; code shown as such is left alone."""
    data = _SHOWN_AS_CODE.sub(b"", page.data)
    if not any(sign in data for sign in _SIGNS):
        return
    for element in page.tree.iter(etree.Element):
        for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
            pattern = _IN_ADDRESS if name in ("href", "src", "id", "class") else MARK
            match = pattern.search(value) if not name.startswith("data-") else None
            if match:
                yield page.flaw(
                    element, "leftover", f'{name} holds "{match[0]}", which a template left; expected was a value.'
                )
        for text in _own_texts(element):
            match = MARK.search(text)
            if match:
                yield page.flaw(
                    element,
                    "leftover",
                    f'a text holds "{match[0].strip()}", which a template left; expected were words.',
                )


def _own_texts(element: Element) -> Iterator[str]:
    """The texts that stand in an element itself."""
    around = {element.tag, *(each.tag for each in element.iterancestors())}
    if not around & _VERBATIM:
        yield from (text for text in (element.text, *(child.tail for child in element)) if text)


@cache
def _own_folders(folder: Path) -> tuple[str, ...]:
    """The folder around the site and the one of work, unless they are so near the root that anything may be named so."""
    return tuple(str(each) for each in {folder.parent, Path.cwd()} if len(each.parts) > 2)


@cache
def _tokens(folder: Path) -> tuple[bytes, ...]:
    words = (*_own_folders(folder), *_HOSTS, *(f"/{name}/" for name in _FOLDERS), ":\\Users", ":\\Windows")
    return tuple(word.encode() for word in words)


@cache
def _machine_paths(folder: Path) -> re.Pattern[str]:
    exact = "|".join(map(re.escape, (*_own_folders(folder), *_HOSTS)))
    return re.compile(rf"{exact}|(?<![\w./:%-])/(?:{'|'.join(_FOLDERS)})/[\w.-]+|\b[A-Z]:\\(?:Users|Windows)\b")


def paths(page: Page) -> Iterator[Flaw]:
    """No path of the machine that built the site."""
    yield from paths_in(page.site.folder, page.path, page.data)


def paths_in(folder: Path, path: str, data: bytes) -> Iterator[Flaw]:
    """The same for any text file of the site."""
    if not any(token in data for token in _tokens(folder)):  # many times quicker than the pattern
        return
    text = data.decode(errors="replace")
    for match in _machine_paths(folder).finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Flaw(path, line, "path", f'"{match[0]}" is a path of a machine, expected was none.')


RULES = (marks, paths)
