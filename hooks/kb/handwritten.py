"""Pages written by hand: `docs/<language>/**/*.md`. A language that has not got one of them yet shows it in another, marked as such."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = "docs"
_LINK = re.compile(r"\]\(([^)\s#]+\.md)(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Written:
    """A page written by hand as one language shows it: its address there, the file of the text below `docs/<language>`, and
    the languages that have it."""

    locale: str
    address: str
    name: str
    locales: tuple[str, ...]

    @property
    def text_locale(self) -> str:
        """The language of the text: its own, else the first that has it."""
        return self.locale if self.locale in self.locales else self.locales[0]

    @property
    def borrowed(self) -> bool:
        """Whether the text is in another language than the page."""
        return self.text_locale != self.locale

    def text(self, docs: Path) -> str:
        """The text with its front matter, from the folder of all languages."""
        return (docs / self.text_locale / self.name).read_text(encoding="utf-8")


def split(text: str) -> tuple[str, str]:
    """What stands between the lines of three hyphens at the head of a page, these lines included, and the rest."""
    if not text.startswith("---\n"):
        return "", text
    head, line, rest = text.partition("\n---\n")
    return head + line, rest


def own_pages(root: Path, locale: str) -> dict[str, str]:
    """The pages that stand in the folder of a language: address -> path of the file in it."""
    folder = root / DOCS / locale
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]
    return {_address(name): name for name in names}


def _address(name: str) -> str:
    parts = Path(name).with_suffix("").parts
    return "".join(f"{part}/" for part in (parts[:-1] if parts[-1] == "index" else parts))


def written_pages(root: Path, locales: Iterable[str]) -> dict[tuple[str, str], Written]:
    """Every page in every language, by language and address."""
    own = {locale: own_pages(root, locale) for locale in locales}
    found = {}
    for address in sorted({address for pages in own.values() for address in pages}):
        there = tuple(locale for locale in own if address in own[locale])
        for locale in own:
            name = own[locale if locale in there else there[0]][address]
            found[locale, address] = Written(locale, address, name, there)
    return found


def linked_sources(root: Path, locales: Iterable[str]) -> set[str]:
    """The Markdown files, below `docs/`, to which hand-written pages lead, each in its language."""
    return {target for page in written_pages(root, locales).values() for target in _links(root, page)}


def _links(root: Path, page: Written) -> Iterator[str]:
    folder = posixpath.dirname(f"{page.locale}/{page.name}")
    for target in _LINK.findall(page.text(root / DOCS)):
        yield posixpath.normpath(posixpath.join(folder, target))
