"""The only module that MkDocs loads: its events in, our pages out.

The order matters. Pages are announced at priority 0 as plain files that need not exist; static-i18n (-100) then picks those of
the language being built and makes each file anew; at -110 the contents are filled in. static-i18n runs the whole
build once for each language inside the first one, so everything is read, checked and rendered only in the first.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from kb.problems import ProblemsFound
from kb.publication import Publication
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
    """Read, check and render before MkDocs cleans its target: what is wrong stops here and the last good site stays."""
    if not getattr(config.plugins.get("i18n"), "building", False):
        try:
            _now["publication"] = Publication.of(Path(config.config_file_path).parent)
        except (ProblemsFound, TemplateFault) as found:
            raise PluginError(str(found)) from None
        for warning in _publication().warnings:
            log.info(str(warning))
    config.theme.static_templates.discard("sitemap.xml")  # ours has dates and languages
    config.site_url = _publication().library.settings.url
    return config


@event_priority(0)
def _announce(files: Files, config: MkDocsConfig) -> Files:
    for source in _publication().by_source:
        if files.get_file_from_path(source):
            raise PluginError(f"docs/{source} stands where a page of a record is made. Move it, or rename the record.")
        files.append(File(source, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(-110)
def _fill(files: Files, config: MkDocsConfig) -> Files:
    pages = _publication().by_source
    for file in list(files):
        if file.src_uri.startswith((*_UNUSED, *_SOURCES)):
            files.remove(file)
        elif file.src_uri in pages:
            file.content_string = pages[file.src_uri].front_matter()
            file.generated_by = "kb"
    for name, data in _publication().files.items():
        files.append(File.generated(config, name, content=data))
    return files


on_files = CombinedEvent(_announce, _fill)


def _address(page: Page, locale: str) -> str:
    """Address of a page below the root of its language."""
    prefix = f"{locale}/" if locale != _publication().library.settings.default else ""
    return page.url.removeprefix("./").removeprefix(prefix)


def _locale(config: MkDocsConfig) -> str:
    """The language being built, as static-i18n knows it."""
    return str(getattr(config.plugins.get("i18n"), "current_language", None) or _publication().library.settings.default)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """The body of a page is HTML in one block that Markdown would pass through: it goes past it, in a third of the time."""
    made = _publication().by_source.get(page.file.src_uri)
    return made.body if made else _publication().typeset(_locale(config), html)


def on_env(env: Environment, **_: Any) -> Environment:
    """Let the theme escape what it is given; MkDocs does not by itself, and titles hold any sign."""
    env.autoescape = True
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """Give the theme the frame of the page."""
    locale = _locale(config)
    context["kb"] = _publication().frame(
        locale, _address(page, locale), str(page.title or ""), str(page.meta.get("description") or "")
    )
    return context


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give it to the page for addresses that do not exist, too."""
    context["kb"] = _publication().lost()
    return context


def on_post_page(output: str, **_: Any) -> str:
    """Put in the icons that the page uses."""
    return _publication().icons.put(output)


def on_post_template(output_content: str, **_: Any) -> str:
    """Put in the icons of the 404 page, which is the same in every language."""
    return _publication().icons.put(output_content)


@event_priority(-110)
def on_post_build(config: MkDocsConfig) -> None:
    """After the last language: what stands beside the pages."""
    if getattr(config.plugins.get("i18n"), "building", False):
        return
    site = Path(config.site_dir)
    for name, data in _publication().extras(_hand_written(site)).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


def _hand_written(site: Path) -> list[tuple[str, str]]:
    """Language and address of the pages that no record and no view made."""
    publication = _publication()
    found = []
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix().removeprefix(".")
        locale, _, rest = address.partition("/")
        if locale not in publication.library.settings.languages:
            locale, rest = publication.library.settings.default, address
        address = f"{rest}/" if rest else ""
        if (locale, address) not in publication.pages:
            found.append((locale, address))
    return found
