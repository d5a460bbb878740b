"""Library -> search index; see `docs/assets/js/search.js` for the other side."""

from __future__ import annotations

from kb.library import Library


def search_files(library: Library) -> dict[str, bytes]:
    """Name -> bytes of the index of each language."""
    return {f"search-{locale}.js": b"" for locale in library.settings.languages}
