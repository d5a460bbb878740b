"""Scripts made from the records of collections: long lists, and what `scripts(library)` of a page.py makes."""

from __future__ import annotations

from functools import partial

from kb.exporting.lists import list_files
from kb.library import Library


def collection_scripts(library: Library) -> dict[str, bytes]:
    """Name -> bytes of each script. `<collection>-<language>.js` is what `docs/assets/js/<collection>.js` loads when needed."""
    pages = {name: collection.page for name, collection in library.collections.items()}
    made = [
        library.remember(("script", name), partial(page.scripts, library))
        for name, page in pages.items()
        if page and hasattr(page, "scripts")
    ]
    made.append(library.remember(("lists",), partial(list_files, library)))
    return {name: data for scripts in made for name, data in scripts.items()}
