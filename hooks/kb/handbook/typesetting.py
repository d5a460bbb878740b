"""A book -> PDF, with Typst: its whole typesetter comes with the PyPI package, hyphenates Russian and tags what it sets."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import typst

from kb.handbook.book import Book

_LAYOUT = "handbook.typ"


class TypesettingFailed(Exception):
    """The typesetter stopped; the message is its own."""


def pdf(book: Book) -> bytes:
    """The book as a tagged PDF (PDF/UA-1): no clock, no network, no fonts but those of the typesetter itself."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "book.json").write_text(json.dumps(asdict(book), ensure_ascii=False), encoding="utf-8")
        (room / _LAYOUT).write_bytes(files("kb").joinpath("templates/handbook", _LAYOUT).read_bytes())
        try:
            return bytes(
                typst.compile(room / _LAYOUT, root=room, format="pdf", ignore_system_fonts=True, pdf_standards=["ua-1"])
            )
        except typst.TypstError as error:
            raise TypesettingFailed(str(error)) from None
