"""`kb export`: other engines build the same pages from it, without our hook and theme."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from kb.cli import main
from kb.exporting.tree import tree
from kb.publication import Publication

Make = Callable[..., Path]
Facts = tuple[list[tuple[str, str | None, str]], list[str | None], str]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@pytest.fixture
def exported(make: Make, tmp_path: Path) -> tuple[Publication, Path]:
    """The base of the cases and its plain files."""
    publication = Publication.of(make())
    tree(publication, tmp_path / "plain")
    return publication, tmp_path / "plain"


def facts(element: html.HtmlElement) -> Facts:
    """What must be the same everywhere: headings with their anchors, links, text."""
    headings = [(each.tag, each.get("id"), _text(each)) for each in element.iter("h1", "h2", "h3", "h4")]
    return headings, [each.get("href") for each in element.iter("a")], _text(element)


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def build(engine: str, config: Path) -> Path:
    """Let an engine build a configuration; returns its site."""
    command = [sys.executable, "-W", "ignore", "-m", engine, "build", "-f", config.name]
    done = subprocess.run(command, cwd=config.parent, env={**os.environ, **QUIET}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return config.parent / "site"


def compare(publication: Publication, site: Path) -> None:
    """Every page of every language in the site is the page that we made."""
    for locale, address in publication.pages:
        page = publication.filled(locale, address)
        path = site / publication.library.settings.prefix(locale) / address / "index.html"
        (body,) = html.fromstring(path.read_text(encoding="utf-8")).find_class(f"kb--{page.kind}")
        assert facts(body) == facts(html.fromstring(f"<div>{page.body}</div>")), path


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_one_configuration_builds_all_languages(exported: tuple[Publication, Path], engine: str) -> None:
    publication, plain = exported
    compare(publication, build(engine, plain / "mkdocs.yml"))


def test_zensical_builds_each_language_by_itself(exported: tuple[Publication, Path]) -> None:
    publication, plain = exported
    for locale in publication.library.settings.languages:
        build("zensical", plain / f"mkdocs.{locale}.yml")
    compare(publication, plain / "site")


def test_files_stand_where_the_pages_look_for_them(exported: tuple[Publication, Path]) -> None:
    _, plain = exported
    assert (plain / "docs/api/v1/index.json").is_file()
    assert (plain / "docs/en/assets/fonts/onest-latin.woff2").is_file()
    assert "<svg" in (plain / "docs/en/terms/tailings-facility/index.md").read_text(encoding="utf-8")
    assert not (plain / "docs/sitemap.xml").exists()


def test_a_folder_that_is_not_empty_is_left_alone(make: Make, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").touch()
    result = CliRunner().invoke(main, ["export", str(tmp_path / "full"), "--root", str(make())])
    assert (result.exit_code, "is not empty" in result.output) == (1, True)
    assert (tmp_path / "full/mine.txt").is_file()
