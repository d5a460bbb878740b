"""The licences: of the texts, of the code, and of all that others made, with the words of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from kb.texts import preformatted
from kb.vendored import Package, packages
from kb.writing import Writer

_ADDRESS = "licences/"


class Entry(NamedTuple):
    """One thing that others made, what the site does with it, and the words of its licence."""

    package: Package
    id: str
    used_for: Markup
    licence: Markup | str
    text: Markup


def pages(writer: Writer) -> Iterator[tuple[str, str, str, str, Any]]:
    """One page."""
    yield _ADDRESS, "views.licences.title", "views.licences.lead", "page.md.jinja", lambda: context(writer)


def context(writer: Writer) -> dict[str, Any]:
    """Everything named in the papers, in their order."""
    return {
        "entries": [_entry(writer, *each) for each in _papers(writer.library.root)],
        "licence": _name(writer.library.settings.licence or ""),
    }


def _name(address: str) -> str:
    """What a licence is called: https://creativecommons.org/licenses/by/4.0/ is CC BY 4.0."""
    match = re.fullmatch(r"https://creativecommons\.org/licenses/([a-z-]+)/([\d.]+)/.*", address)
    return f"CC {match[1].upper()} {match[2]}" if match else address


def _entry(writer: Writer, package: Package, text: str) -> Entry:
    uses = {
        "fonts": writer.t("views.licences.fonts"),
        "icons": writer.t("views.licences.icons"),
        "map": writer.t("views.licences.map"),
        "search": writer.t("views.licences.search"),
        "form": writer.t("views.licences.form"),
    }
    free = package.licence == "LicenseRef-public-domain"
    licence = writer.t("views.licences.public_domain") if free else package.licence
    name = package.package.partition("/")[2].rpartition("@")[0].rpartition("/")[2]
    return Entry(package, name, uses[package.used_for], licence, preformatted(text))


@cache
def _papers(root: Path) -> tuple[tuple[Package, str], ...]:
    """The papers and the words of the licences, which no record changes."""
    return tuple((package, package.licence_text(root)) for package in packages(root))
