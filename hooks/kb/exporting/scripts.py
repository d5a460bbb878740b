"""Scripts that collections make from their records: `scripts(library)` of their page.py."""

from __future__ import annotations

from kb.library import Library


def collection_scripts(library: Library) -> dict[str, bytes]:
    """Name -> bytes of each script. `<collection>-<language>.js` is what `docs/assets/js/<collection>.js` loads when needed."""
    pages = [collection.page for collection in library.collections.values()]
    made = [page.scripts(library) for page in pages if page and hasattr(page, "scripts")]
    return {name: data for scripts in made for name, data in scripts.items()}
