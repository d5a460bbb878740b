"""The whole knowledge base as plain Markdown files that any engine of the MkDocs family builds, without a hook or a plugin of ours.

Pages stand where their addresses are: the default language at the root, every other below its code. Each page brings the icons
it uses; what stands around it (header, menu, search) is the engine's own.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from kb.handwritten import hand_written
from kb.pages import Page
from kb.publication import Publication
from kb.writing import Writer

DOCS = "docs"
# Engines make these themselves.
_OWN = ("sitemap.xml", ".nojekyll", "_redirects")
# Material gives every drawing in a text its natural height, of which our icons have none.
_STYLE, _MENDED = "assets/engine.css", b".kb svg.i { height: 1.15em; }\n"


def tree(publication: Publication, target: Path) -> int:
    """Write pages, files and configurations into the empty folder `target`; returns the number of pages."""
    docs, library = target / DOCS, publication.library
    written = hand_written(library.root, library.settings.languages)
    for locale, address in publication.pages:
        page = publication.filled(locale, address)
        _write(docs / library.settings.prefix(page.locale) / page.file(), _markdown(publication, page).encode())
    for locale in library.settings.languages:
        folder = docs / library.settings.prefix(locale)
        shutil.copytree(library.root / "docs" / locale, folder, dirs_exist_ok=True)
        _style(publication, folder)
    for name, data in (publication.files | publication.extras()).items():
        if name not in _OWN:
            _write(docs / name, data)
    for name, config in configurations(publication).items():
        _write(target / name, yaml.safe_dump(config, allow_unicode=True, sort_keys=False).encode())
    return len(publication.pages) + len(written)


def _markdown(publication: Publication, page: Page) -> str:
    body = publication.icons.put(f"<!--icons-->\n{page.body}")
    return f'{page.front_matter()}\n<div class="kb kb--{page.kind}">\n{body}\n</div>\n'


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _style(publication: Publication, folder: Path) -> None:
    """Style sheet and fonts below each language, so that it can be built by itself."""
    name = publication.names["kb.css"]
    _write(folder / "assets" / name, publication.files[f"assets/{name}"])
    _write(folder / _STYLE, _MENDED)
    shutil.copytree(publication.library.root / "docs/assets/fonts", folder / "assets/fonts", dirs_exist_ok=True)


def configurations(publication: Publication) -> dict[str, dict[str, Any]]:
    """`mkdocs.yml` for the whole, and one for each language by itself for engines that know no other."""
    settings = publication.library.settings
    found = {"mkdocs.yml": _configuration(publication, settings.default, DOCS, "site")}
    for locale in settings.languages:
        folder = settings.prefix(locale).rstrip("/")
        config = _configuration(publication, locale, f"{DOCS}/{folder}".rstrip("/"), f"site/{folder}".rstrip("/"))
        if locale == settings.default:
            config["exclude_docs"] = "".join(f"/{code}/\n" for code in settings.languages if code != locale)
        found[f"mkdocs.{locale}.yml"] = config
    return found


def _configuration(publication: Publication, locale: str, docs: str, site: str) -> dict[str, Any]:
    library = publication.library
    writer = Writer(library, locale)
    sections: list[dict[str, str]] = [
        {writer.t(f"collections.{name}.short").unescape(): f"{name}/index.md"} for name in library.order
    ]
    return {
        "site_name": writer.t("site.name").unescape(),
        "site_description": writer.t("site.lead").unescape(),
        "site_url": library.settings.page_url(locale, ""),
        "docs_dir": docs,
        "site_dir": site,
        "use_directory_urls": True,
        "theme": {"name": "material", "language": locale, "font": False},
        "extra_css": [f"assets/{publication.names['kb.css']}", _STYLE],
        "markdown_extensions": ["attr_list", "tables", "toc"],
        "nav": [{writer.t("page.home").unescape(): "index.md"}, *sections],
        "not_in_nav": "*\n",
    }
