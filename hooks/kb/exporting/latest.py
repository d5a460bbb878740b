"""One small script for each language that names the files that change with the records.

Their names hold digests, so that a browser can keep them for ever. Were they named in the pages, every page would be
another after each change of a record, and would have to be made, sent and fetched again.
"""

from __future__ import annotations

import json

from kb.exporting.form import PARTS
from kb.library import Library


def latest_name(locale: str) -> str:
    """The name of the script below the assets; it has no digest itself."""
    return f"latest-{locale}.js"


def latest_files(library: Library, names: dict[str, str]) -> dict[str, bytes]:
    """Name below the assets -> bytes; `names` are those with digests by those without."""
    return {latest_name(locale): _script(library, locale, names) for locale in library.settings.languages}


def _script(library: Library, locale: str, names: dict[str, str]) -> bytes:
    others = [code for code in library.settings.languages if code != locale]
    wanted = {
        "search": [*(f"search-{part}" for part in ("library", "words", "engine")), *_search(locale)],
        **{f"search-{code}": _search(code) for code in others},
        **{
            f"list-{name}": [f"list-{name}-{locale}"]
            for name in library.collections
            if f"list-{name}-{locale}.js" in names
        },
        "form": [f"form-{part}" for part in ("library", locale, *PARTS)] + ["form"],
        **{name: [f"{name}-{locale}"] for name in library.collections if f"{name}-{locale}.js" in names},
    }
    wanted["search"].insert(4, "search")
    found = {what: [f"assets/{names[f'{name}.js']}" for name in files] for what, files in wanted.items()}
    return f"globalThis.kbFiles={json.dumps(found, separators=(',', ':'))}\n".encode()


def _search(locale: str) -> list[str]:
    """The entries of a language, and its texts, which are heaviest."""
    return [f"search-{locale}", f"search-{locale}-texts"]
