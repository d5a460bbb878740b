"""What the copy says of itself: `start.html`, `README.txt`, the script that knows the edition."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from kb.library import Library
from kb.offline.manifest import MANIFEST, Edition
from kb.offline.pages import Words
from kb.writing import Writer

START, README, SCRIPT = "start.html", "README.txt", "assets/offline.js"


class _Copy(Writer):
    """The functions of the templates in one language, with the way to its home page."""

    @property
    def prefix(self) -> str:
        """Where the language begins in the bundle."""
        return "" if self.locale == self.library.settings.default else f"{self.locale}/"

    @property
    def home(self) -> str:
        """Its home page."""
        return f"{self.prefix}index.html"


def archive_name(edition: Edition) -> str:
    """Name of the bundle's archive: with the version, so that two editions can lie side by side."""
    return f"{edition.bundle}-{edition.version}-offline.zip"


def words(library: Library) -> dict[str, Words]:
    """What the copy adds to pages, by language; the default language first."""
    found = {}
    for code in library.settings.languages:
        w = Writer(library, code)
        found[code] = Words(
            w.t("offline.strip").unescape(), w.t("offline.about").unescape(), w.t("offline.external").unescape()
        )
    return found


def own_files(library: Library, edition: Edition) -> dict[str, bytes]:
    """The files that only the copy has, by path."""
    copies = [_Copy(library, code) for code in library.settings.languages]
    day = date.fromisoformat(edition.day)
    dates = {copy.locale: copy.when(day) for copy in copies}
    context: dict[str, Any] = {
        "copies": copies,
        "edition": edition,
        "day": day,
        "archive": f"{edition.bundle}-…-offline.zip",
        "manifest": MANIFEST,
        "url": library.settings.url,
        "data": json.dumps({"version": edition.version, "day": edition.day, "dates": dates}, ensure_ascii=False),
    }
    return {
        START: _fill("start.html", True, context),
        README: _fill("README.txt", False, context),
        SCRIPT: _fill("offline.js", False, context),
    }


def _fill(name: str, markup: bool, context: dict[str, Any]) -> bytes:
    loader = PackageLoader("kb", "templates/offline")
    options: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    text = Environment(loader=loader, autoescape=markup, **options).get_template(f"{name}.jinja").render(**context)
    return (text.strip() + "\n").encode()
