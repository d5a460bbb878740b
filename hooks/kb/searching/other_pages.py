"""Pages that are no records, for the search: indexes of collections, views, pages written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from kb import discovery, texts
from kb.handwritten import DOCS, own_pages, split
from kb.searching.features import VIEW
from kb.writing import Writer

_ATTRIBUTES = re.compile(r"\{\s*[.#:][^}\n]*\}")
Found = Iterator[tuple[str, str, str, str]]


def other_pages(writer: Writer) -> Found:
    """Address, title, summary and text of each; those of collections and views have labels only."""
    for name in writer.library.order:
        title, lead = writer.t(f"collections.{name}.many"), writer.t(f"collections.{name}.lead")
        yield f"{name}/", title.unescape(), lead.unescape(), ""
    yield from _views(writer)
    yield from hand_written(writer.library.root, writer.locale)


def _views(writer: Writer) -> Found:
    """Views with a page of their own at the root of the language; home and search themselves need not be found."""
    for view in discovery.views(writer.library.root).values():
        for address, title, lead, _, _ in view.module.pages(writer) if view.name != VIEW else ():
            if address.count("/") == 1:
                yield address, writer.t(title).unescape(), writer.t(lead).unescape(), ""


def hand_written(root: Path, locale: str) -> Found:
    """The pages of `docs/<language>`, in the order of their addresses."""
    for address, name in sorted(own_pages(root, locale).items()):
        head, text = split((root / DOCS / locale / name).read_text(encoding="utf-8"))
        meta = yaml.safe_load(head.strip().strip("-")) or {}
        title = meta.get("title") or next((line[2:] for line in text.splitlines() if line.startswith("# ")), "")
        if title and address:
            yield address, str(title), str(meta.get("description", "")), "\n".join(_passages(text))


def _passages(text: str) -> Iterator[str]:
    """The paragraphs of a page without their marks, headings and rows of tables among them."""
    for block in re.split(r"\n\s*\n", _ATTRIBUTES.sub("", text)):
        yield texts.plain(block.lstrip("#").replace("|", " "))
