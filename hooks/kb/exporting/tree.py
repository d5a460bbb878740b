"""The whole knowledge base as plain Markdown files that any engine of the MkDocs family builds, without a hook or a plugin of ours.

Pages stand where their addresses are: the default language at the root, every other below its code. Each page brings the icons
it uses; what stands around it (header, menu, search) is the engine's own.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from kb.borrowing import notice
from kb.handwritten import DOCS, Written, split
from kb.pages import Page
from kb.publication import Publication
from kb.writing import Writer

# Engines make these themselves.
_OWN = ("sitemap.xml", ".nojekyll", "_redirects")
# Material gives every drawing in a text its natural height, of which our icons have none.
_STYLE, _MENDED = "assets/engine.css", b".kb svg.i { height: 1.15em; }\n"


def tree(publication: Publication, target: Path) -> int:
    """Write pages, files and configurations into the empty folder `target`; returns the number of pages."""
    docs, library = target / DOCS, publication.library
    for locale, address in publication.pages:
        made = publication.filled(locale, address)
        _write(docs / library.settings.prefix(made.locale) / made.file(), _markdown(publication, made).encode())
    for locale in library.settings.languages:
        folder = docs / library.settings.prefix(locale)
        if (library.root / DOCS / locale).is_dir():
            shutil.copytree(library.root / DOCS / locale, folder, dirs_exist_ok=True)
        _style(publication, folder)
    for page in publication.borrowed.values():
        _write(docs / library.settings.prefix(page.locale) / page.name, _borrowed(publication, page).encode())
    for name, data in (publication.files | publication.extras()).items():
        if name not in _OWN:
            _write(docs / name, data)
    for name, config in configurations(publication).items():
        _write(target / name, yaml.safe_dump(config, allow_unicode=True, sort_keys=False).encode())
    return len(publication.pages) + len(publication.written)


def _markdown(publication: Publication, page: Page) -> str:
    body = publication.icons.put(f"<!--icons-->\n{page.body}")
    return f'{page.front_matter()}\n<div class="kb kb--{page.kind}" lang="{page.locale}">\n{body}\n</div>\n'


def _borrowed(publication: Publication, page: Written) -> str:
    """A hand-written page that the language lacks: the text in another one, with the notice after its front matter."""
    library = publication.library
    writer = Writer(library, page.locale)
    writer.begin(page.address)
    head, text = split(page.text(library.root / DOCS))
    above = publication.icons.put(f"<div><!--icons-->\n{notice(writer, page)}</div>")
    return f'{head}\n{above}\n\n<div lang="{page.text_locale}" markdown="1">\n\n{text}\n\n</div>\n'


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _style(publication: Publication, folder: Path) -> None:
    """Style sheet and fonts below each language, so that it can be built by itself."""
    name = publication.names["kb.css"]
    _write(folder / "assets" / name, publication.files[f"assets/{name}"])
    _write(folder / _STYLE, _MENDED)
    fonts = publication.library.root / DOCS / "assets/fonts"
    shutil.copytree(fonts, folder / "assets/fonts", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.md"))


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


def _spoken_by_the_theme(locale: str) -> str:
    """The language of what stands around a page: English where the theme has no words of the page's own."""
    there = find_spec("material")
    words = Path(there.origin or "").parent / "templates/partials/languages" if there else Path()
    return locale if (words / f"{locale}.html").is_file() else "en"


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
        "theme": {"name": "material", "language": _spoken_by_the_theme(locale), "font": False},
        "extra_css": [f"assets/{publication.names['kb.css']}", _STYLE],
        "markdown_extensions": ["attr_list", "md_in_html", "tables", "toc"],
        "nav": [{writer.t("page.home").unescape(): "index.md"}, *sections],
        "not_in_nav": "*\n",
    }
