"""A page of the site, before any engine has seen it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml


@dataclass(frozen=True)
class Page:
    """One page in one language.

    `address` is relative to the language's root and ends with '/', '' is the home page. `maker` and `part` say which
    template makes the body (see `kb.rendering.Renderer.filled`); until then `body` is empty, afterwards it is HTML in
    one block, which Markdown passes through. `text_locale` differs from `locale` where the text stands in for a translation that is missing;
    `canonical` is then the address of the original. `source` is the file that an editor would change.
    `listed` tells whether search engines and the search of the site should find it.
    `short` is a shorter title, if there is one; `data` says in the words of schema.org what the page is about.
    `annotated_by` are the collections that put something into its texts, so that their scripts are needed.
    """

    address: str
    locale: str
    kind: str
    title: str
    description: str
    text_locale: str
    maker: str
    part: str = ""
    body: str = ""
    source: str | None = None
    ref: str | None = None
    updated: date | None = None
    listed: bool = True
    short: str | None = None
    data: dict[str, Any] = field(default_factory=dict, hash=False)
    annotated_by: tuple[str, ...] = ()

    @property
    def fallback(self) -> bool:
        """Whether the text is in another language than the page."""
        return self.text_locale != self.locale

    def front_matter(self) -> str:
        """The head of the Markdown file: title, description and kind as YAML."""
        meta = {"title": self.title, "description": self.description, "kb": self.kind}
        return f"---\n{yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=10_000)}---\n"

    def markdown(self) -> str:
        """The page as a Markdown file: front matter and body."""
        return f"{self.front_matter()}\n{self.body}\n"

    def file(self, directory: str = "") -> str:
        """Path of the Markdown file below the language's folder."""
        return f"{directory}{self.address}index.md"
