"""What people would use instead: each builds the Markdown tree that `kb export` writes, as it is meant to be built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from support import ROOT

_LOCK = ROOT / "requirements" / "bench.txt"
_VENV = ROOT / ".cache" / "bench" / "venv"
_NEEDED = {".md", ".css", ".woff2"}
_QUIET = {"PYTHONPATH": "", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_HUGO = """
baseURL = "{url}"
defaultContentLanguage = "{default}"
disableKinds = ["taxonomy", "term", "rss"]
[markup.goldmark.renderer]
unsafe = true
"""
_BARE = """<!doctype html>
<html lang="{{ .Site.Language.Lang }}">
<head><meta charset="utf-8"><title>{{ .Title }}</title><meta name="description" content="{{ .Description }}"></head>
<body><main>{{ .Content }}</main></body>
</html>
"""


@dataclass(frozen=True)
class Peer:
    """Another generator: how the tree is put before it, and the commands that build a site from it into `site/`."""

    name: str
    prepare: Callable[[Path, Path], None]
    commands: Callable[[Path], list[list[object]]]


def install() -> None:
    """An environment with all of them, from a lock file of its own."""
    stamp = _VENV / hashlib.sha256(_LOCK.read_bytes()).hexdigest()
    if stamp.exists():
        return
    shutil.rmtree(_VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", _VENV], check=True)
    pip = [_program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", _LOCK], check=True)
    stamp.touch()


def _program(name: str) -> Path:
    return _VENV / "bin" / name


def versions() -> dict[str, str]:
    """The version of each package that was installed by name."""
    lines = (ROOT / "requirements" / "bench.in").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


def _by_language(tree: Path, docs: Path, locales: list[str]) -> None:
    """The pages in a folder for each language; in the tree the default language stands at the root."""
    default, *others = locales
    shutil.copytree(
        tree / "docs", docs / default, ignore=lambda folder, _: others if folder == str(tree / "docs") else []
    )
    for locale in others:
        shutil.copytree(tree / "docs" / locale, docs / locale)


def _locales(tree: Path) -> list[str]:
    """The languages, the default one first: its configuration leaves the others out."""
    names = [path.name.split(".")[1] for path in sorted(tree.glob("mkdocs.*.yml"))]
    return sorted(names, key=lambda name: "exclude_docs" not in _config(tree / f"mkdocs.{name}.yml"))


def _config(path: Path) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _plain_stack(tree: Path, folder: Path) -> None:
    locales = _locales(tree)
    _by_language(tree, folder / "docs", locales)
    languages = [{"locale": code, "name": code, "build": True, "default": code == locales[0]} for code in locales]
    i18n = {"docs_structure": "folder", "fallback_to_default": False, "languages": languages}
    plugins = [{"search": {"lang": locales}}, {"i18n": i18n}]
    config = {**_config(tree / "mkdocs.yml"), "plugins": plugins, "nav": ["index.md"], "not_in_nav": "*\n!/index.md\n"}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")


def _whole_tree(tree: Path, folder: Path) -> None:
    shutil.copytree(tree, folder, dirs_exist_ok=True)


def _hugo(tree: Path, folder: Path) -> None:
    locales = _locales(tree)
    _by_language(tree, folder / "content", locales)
    for path in sorted((folder / "content").rglob("index.md")):
        path.rename(path.with_name("_index.md"))  # otherwise what lies below is no page
    tables = [
        f'[languages.{code}]\ncontentDir = "content/{code}"\nweight = {n + 1}\n' for n, code in enumerate(locales)
    ]
    url = _config(tree / "mkdocs.yml")["site_url"]
    config = _HUGO.format(url=url, default=locales[0]) + "".join(tables)
    (folder / "hugo.toml").write_text(config, encoding="utf-8")
    for name in ("list", "single", "home"):
        place = folder / "layouts" / "_default" / f"{name}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_BARE, encoding="utf-8")


PEERS = (
    Peer("plain stack", _plain_stack, lambda _: [[_program("mkdocs"), "build", "--quiet"]]),
    Peer("ProperDocs", _whole_tree, lambda _: [[_program("properdocs"), "build", "--quiet", "-f", "mkdocs.yml"]]),
    Peer(
        "Zensical",
        _whole_tree,
        lambda folder: [
            [_program("zensical"), "build", "--clean", "-f", f"mkdocs.{code}.yml"] for code in _locales(folder)
        ],
    ),
    Peer("Hugo", _hugo, lambda _: [[_program("hugo"), "build", "--quiet", "--destination", "site"]]),
)


def pages_only(tree: Path) -> None:
    """Leave pages, style and fonts: search index and open data of ours are no work of the others."""
    for path in sorted((tree / "docs").rglob("*")):
        if path.is_file() and path.suffix not in _NEEDED:
            path.unlink()


def clear(folder: Path) -> None:
    """Take away what an earlier run has made, so that each begins cold."""
    for name in ("site", ".cache", "resources", "public"):
        shutil.rmtree(folder / name, ignore_errors=True)


def environment() -> dict[str, str]:
    """What the programs are told by the environment; they find each other first."""
    return {**_QUIET, "PATH": f"{_program('')}{os.pathsep}{os.environ['PATH']}"}
