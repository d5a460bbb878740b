"""Scripts that collections make from their records: `scripts(library)` of their page.py."""

from __future__ import annotations

from functools import partial

from kb.library import Library


def collection_scripts(library: Library) -> dict[str, bytes]:
    """Name -> bytes of each script. `<collection>-<language>.js` is what `docs/assets/js/<collection>.js` loads when needed."""
    pages = {name: collection.page for name, collection in library.collections.items()}
    made = [
        library.remember(("script", name), partial(page.scripts, library))
        for name, page in pages.items()
        if page and hasattr(page, "scripts")
    ]
    return {name: data for scripts in made for name, data in scripts.items()}
