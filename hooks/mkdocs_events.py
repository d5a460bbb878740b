"""The only module that MkDocs loads: its events in, our pages out.

The order matters. Pages are announced at priority 0 as plain files that need not exist; static-i18n (-100) then picks those of
the language being built and makes each file anew; at -110 they get a template that draws nothing, since the document
comes ready from the publication. static-i18n runs the whole build once for each language inside the first one, so
everything is read and checked only in the first.

`mkdocs build` makes every page here. `kb build` calls MkDocs for the hand-written pages alone.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from kb.building import ANNOUNCED, taken, write
from kb.problems import ProblemsFound
from kb.publication import HandWritten, Publication
from kb.rendering import TemplateFault

log = logging.getLogger("mkdocs.plugins.kb")
_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "assets/_mkdocstrings.css")
_SOURCES = (
    "assets/css/",
    "assets/js/",
    "assets/icons/lucide.svg",
    "assets/map/",
    "assets/screenshots/",
    "assets/vendor/",
)
_now: dict[str, Publication] = {}


def _publication() -> Publication:
    return _now["publication"]


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check before MkDocs cleans its target: what is wrong stops here and the last good site stays."""
    if not getattr(config.plugins.get("i18n"), "building", False):
        try:
            _now["publication"] = _kind().of(Path(config.config_file_path).parent)
        except ProblemsFound as found:
            raise PluginError(str(found)) from None
        for warning in _publication().warnings:
            log.info(str(warning))
        _speak(config)
    config.theme.static_templates.discard("sitemap.xml")  # ours has dates and languages
    config.site_url = _publication().library.settings.url
    return config


def _kind() -> type[Publication]:
    """All pages, or those alone that are written by hand, when `kb build` makes the others at the same time."""
    return HandWritten if ANNOUNCED in os.environ else Publication


def _made() -> Collection[str]:
    """The sources of the pages that are not written by hand; of all, or of those that links of hand-written ones need."""
    return json.loads(os.environ[ANNOUNCED]) if ANNOUNCED in os.environ else _publication().by_source


def _speak(config: MkDocsConfig) -> None:
    """Tell static-i18n the languages, which are the folders of `content/`. It looks at its list at -100, after us."""
    plugin, library = config.plugins["i18n"], _publication().library
    languages = [
        {"locale": code, "name": labels.texts["site.language"], "default": code == library.settings.default}
        for code, labels in library.labels.items()
    ]
    failed, _ = plugin.load_config({**plugin.config, "languages": languages})
    if failed:
        raise PluginError("; ".join(f"{name}: {error}" for name, error in failed))


@event_priority(0)
def _announce(files: Files, config: MkDocsConfig) -> Files:
    for source in [*_made(), *_publication().borrowed]:
        if files.get_file_from_path(source):
            raise PluginError(taken(source))
        files.append(File(source, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(-110)
def _fill(files: Files, config: MkDocsConfig) -> Files:
    made, borrowed = frozenset(_made()), _publication().borrowed
    expected = made.union(f"{page.locale}/{page.name}" for page in _publication().written.values())
    for file in list(files):
        if file.src_uri.startswith((*_UNUSED, *_SOURCES)) or _late(file, expected):
            files.remove(file)
        elif file.src_uri in made:
            file.content_string = "---\ntemplate: made.html\n---\n"
            file.generated_by = "kb"
        elif file.src_uri in borrowed:
            file.content_string = borrowed[file.src_uri].text(Path(config.docs_dir))
            file.generated_by = "kb-borrowed"
    if ANNOUNCED not in os.environ:
        for name, data in _publication().files.items():
            files.append(File.generated(config, name, content=data))
    return files


def _late(file: File, expected: Collection[str]) -> bool:
    """Whether somebody wrote the page when the first language was made already: the next build has it, in all of them."""
    ours = file.src_uri.partition("/")[0] in _publication().library.settings.languages
    return ours and file.is_documentation_page() and file.src_uri not in expected


on_files = CombinedEvent(_announce, _fill)


def _address(page: Page, locale: str) -> str:
    """Address of a page below the root of its language."""
    prefix = f"{locale}/" if locale != _publication().library.settings.default else ""
    return page.url.removeprefix("./").removeprefix(prefix)


def _locale(config: MkDocsConfig) -> str:
    """The language being built, as static-i18n knows it."""
    return str(getattr(config.plugins.get("i18n"), "current_language", None) or _publication().library.settings.default)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """A hand-written page with the language's non-breaking spaces, and a notice where its text is in another language."""
    locale = _locale(config)
    return _publication().finished(locale, _address(page, locale), html)


def on_env(env: Environment, **_: Any) -> Environment:
    """Let the theme escape what it is given; MkDocs does not by itself, and titles hold any sign. It also fills shared parts once."""
    env.autoescape = True
    return _publication().prepared(env)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """Give the theme the frame of a hand-written page."""
    locale, meta = _locale(config), page.meta
    if page.file.generated_by != "kb":
        context["kb"] = _publication().frame(
            locale, _address(page, locale), str(page.title or ""), str(meta.get("description") or "")
        )
    return context


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give it to the page for addresses that do not exist, too."""
    context["kb"] = _publication().lost()
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """The document of a page of a record or a view; for a hand-written one the icons that it uses."""
    if page.file.generated_by != "kb":
        return _publication().icons.put(output)
    locale = _locale(config)
    try:
        return "" if ANNOUNCED in os.environ else _publication().document(locale, _address(page, locale))
    except TemplateFault as found:
        raise PluginError(str(found)) from None


def on_post_template(output_content: str, **_: Any) -> str:
    """Put in the icons of the 404 page, which is the same in every language."""
    return _publication().icons.put(output_content)


@event_priority(-110)
def on_post_build(config: MkDocsConfig) -> None:
    """After the last language: what stands beside the pages."""
    site = Path(config.site_dir)
    if getattr(config.plugins.get("i18n"), "building", False):
        return
    for name in ("sitemap.xml", "sitemap.xml.gz"):  # the theme's own
        (site / name).unlink(missing_ok=True)
    for name, data in _publication().extras().items() if ANNOUNCED not in os.environ else ():
        write(site / name, data)
