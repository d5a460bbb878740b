"""`kb export`: other engines build the same pages from it, without our hook and theme."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner
from lxml import html

from kb.cli import main
from kb.exporting.tree import tree
from kb.publication import Publication
from support import ROOT, small_knowledge_base

Make = Callable[..., Path]
Facts = tuple[list[tuple[str, str | None, str]], list[str], str]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


# Everything that the pages written by hand are made of.
BY_HAND = """---
title: Метод & «данные»
description: Как это устроено.
---

Первый абзац со ссылкой на [копию](offline.md), на [записи](terms/index.md) и на [термин](terms/tailings-facility/index.md);
далее – *курсив*, **полужирный**, `код` и адрес <https://example.org/a?b=1&c=2>.

## Источники { #grades }

| пометка | что это |
|---|---|
| официальный | ведомство, [сама организация](about.md#other) |
| другой | новости |

1. Первое:
    - вложенное;
    - ещё одно.
2. Второе.

### Ещё { #other }

> Цитата – из документа.

```sh
kb check   # < и & остаются как есть
```

## Без якоря
"""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Publication, Path]:
    """The base of the cases with labels of a third language and a long page, and its plain files."""
    english = (ROOT / "content/en/labels.yml").read_text(encoding="utf-8")
    files = {"docs/ru/about.md": BY_HAND, "content/kk/labels.yml": english}
    root = small_knowledge_base(tmp_path_factory.mktemp("export") / "knowledge", files)
    publication = Publication.of(root)
    tree(publication, root.parent / "plain")
    return publication, root.parent / "plain"


@pytest.fixture(scope="module")
def ours(exported: tuple[Publication, Path]) -> Path:
    """Our own site of the same records."""
    root = exported[0].library.root
    done = subprocess.run(
        [sys.executable, "-c", "from kb.cli import main; main()", "build"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def facts(element: html.HtmlElement, address: str) -> Facts:
    """What must be the same everywhere: headings with their anchors, where links lead, text."""
    headings = [(each.tag, each.get("id"), _text(each)) for each in element.iter("h1", "h2", "h3", "h4")]
    links = [urljoin(f"https://host/{address}", each.get("href")) for each in element.iter("a") if each.get("href")]
    return headings, links, _text(element)


def _text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


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
        assert facts(body, address) == facts(html.fromstring(f"<div>{page.body}</div>"), address), path


def compare_by_hand(publication: Publication, ours: Path, theirs: Path) -> None:
    """Every page written by hand is the one of our site: title, headings with their anchors, links, text."""
    assert len(publication.written) == 9
    for locale, address in publication.written:
        name = f"{publication.library.settings.prefix(locale)}{address}index.html"
        mine, other = (html.fromstring((site / name).read_text(encoding="utf-8")) for site in (ours, theirs))
        (body,), (article,) = mine.find_class("prose"), other.iter("article")
        assert _text(mine.find(".//h1")) == _text(article.find(".//h1")), name
        for extra in (*article.findall(".//h1"), *article.findall(".//a[@class='headerlink']")):
            extra.drop_tree()
        assert facts(body, name) == facts(article, name), name
        assert _languages(body) == _languages(article), name


def _languages(element: html.HtmlElement) -> list[str]:
    """The languages that parts of a page are marked with."""
    return [each.get("lang") for each in element.iter("div") if each.get("lang")]


def addresses(site: Path) -> set[str]:
    """Every page of a site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != "404.html"}


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_one_configuration_builds_all_languages(exported: tuple[Publication, Path], ours: Path, engine: str) -> None:
    publication, plain = exported
    site = build(engine, plain / "mkdocs.yml")
    compare(publication, site)
    compare_by_hand(publication, ours, site)
    assert addresses(site) == addresses(ours)


def test_zensical_builds_each_language_by_itself(exported: tuple[Publication, Path], ours: Path) -> None:
    publication, plain = exported
    for locale in publication.library.settings.languages:
        build("zensical", plain / f"mkdocs.{locale}.yml")
    compare(publication, plain / "site")
    compare_by_hand(publication, ours, plain / "site")
    assert addresses(plain / "site") == addresses(ours)


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


def test_the_command_writes_beside_nothing_that_is_there(make: Make, tmp_path: Path) -> None:
    root, target = make(), tmp_path / "plain"
    (target / "docs").mkdir(parents=True)
    (target / "docs/mine.md").write_text("mine", encoding="utf-8")
    words = ["export", "--root", str(root), str(target)]
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, "is not empty" in done.output) == (1, True)
    assert (target / "docs/mine.md").exists()
    done = CliRunner().invoke(main, [*words, "--force"])
    assert done.exit_code == 0, done.output
    assert f"pages in {target}/docs. Build them with: mkdocs build -f {target}/mkdocs.yml" in done.output
    assert (target / "mkdocs.yml").is_file()
    assert not (target / "docs/mine.md").exists()


def test_the_command_says_what_is_wrong_with_the_records(make: Make, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["export", "--root", str(make({"content/en/topics/a.yml": ""})), str(tmp_path / "a")]
    )
    assert done.exit_code == 1
    assert "content/en/topics/a.yml:1:1: " in done.output
    assert not (tmp_path / "a").exists()
