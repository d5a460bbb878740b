"""What a knowledge base says of itself: `content/site.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from pydantic import AfterValidator, Field

from kb.finding import CONTENT, LABELS_FILE, SITE_NAME
from kb.problems import Problem, did_you_mean
from kb.reading import read_file
from kb.schema import Integer, Item, Language, Line, Link, Slug, wrong
from kb.validating import validate
from kb.values import is_language

SITE_FILE = f"{CONTENT}/{SITE_NAME}"
_PLAIN_IN_QUERIES = "/:,;@?!$()*~"


def _directory(value: str) -> str:
    return value if value.endswith("/") else f"{value}/"


def _branch(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}", value) or ".." in value:
        raise wrong("the name of a branch such as main")
    return value


def _online_only(value: list[str]) -> list[str]:
    if any(name.startswith("/") or ".." in name for name in value):
        raise wrong("names of files below the site")
    return value


def _languages(value: list[str]) -> list[str]:
    if not value or len(set(value)) != len(value):
        raise wrong("at least one language, each of them once")
    return value


def _positive(value: int) -> int:
    if value < 1:
        raise wrong("a whole number from 1 on")
    return value


class Settings(Item):
    """Languages (the first is the default and stands at '/'; those not named follow), public address, repository and branch, name of the
    offline bundle, address of the licence of the texts, the collections in the order of the navigation (those not
    named follow), how many entries a page of a list holds before there is a second one (a page of 100 stays under
    120 kB), and which files the offline bundle leaves to the site (`data/*.sqlite`)."""

    languages: Annotated[list[Language], AfterValidator(_languages)]
    url: Annotated[Link, AfterValidator(_directory)]
    repository: Annotated[Link, AfterValidator(_directory)]
    branch: Annotated[str, AfterValidator(_branch)] = "main"
    bundle: Slug
    licence: Link | None = None
    sections: list[Slug] = Field(default_factory=list)
    online_only: Annotated[list[Line], AfterValidator(_online_only)] = Field(default_factory=list)
    list_size: Annotated[Integer, AfterValidator(_positive)] = 100

    @property
    def default(self) -> str:
        """Code of the language at '/'."""
        return self.languages[0]

    def prefix(self, locale: str) -> str:
        """Where a language begins below the root of the site."""
        return "" if locale == self.default else f"{locale}/"

    def page_url(self, locale: str, address: str) -> str:
        """The full address of a page."""
        return f"{self.url}{self.prefix(locale)}{address}"

    def edit_url(self, path: str) -> str:
        """Where a file of the repository is edited in the browser."""
        return f"{self.repository}edit/{self.branch}/{path}"

    def new_url(self, path: str, text: str = "") -> str:
        """Where a file of that path is made in the browser, with some text in it to begin with."""
        value = f"&value={quote(text, _PLAIN_IN_QUERIES)}" if text else ""
        return f"{self.repository}new/{self.branch}?filename={path}{value}"


def read_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings of the knowledge base at `root`, and what is wrong with them."""
    path = root / SITE_FILE
    if not path.is_file():
        message = "There is no knowledge base here: the file is missing. Give its folder with --root, or begin one."
        return None, [Problem(SITE_FILE, 1, 1, message, "KB020")]
    node, problems = read_file(path, SITE_FILE)
    if node is None or problems:
        return None, problems
    settings, problems = validate(Settings, node, SITE_FILE)
    return settings and settings.model_copy(update={"languages": _all(root, settings.languages)}), problems


def _all(root: Path, named: list[str]) -> list[str]:
    """The languages in their order: those that the settings name, then every other folder that has labels."""
    folders = sorted(path.parent for path in (root / CONTENT).glob(f"*/{LABELS_FILE}"))
    found = [folder.name for folder in folders if is_language(folder.name) and not folder.is_symlink()]
    return [*named, *(code for code in found if code not in named)]


def check_sections(root: Path, settings: Settings, collections: Iterable[str]) -> Iterator[Problem]:
    """Every section of the navigation is a collection."""
    known = sorted(collections)
    node, _ = read_file(root / SITE_FILE, SITE_FILE)
    for index, name in enumerate(settings.sections if node else ()):
        if node and name not in known:
            hint = did_you_mean(name, known) or f" Known are: {', '.join(known)}."
            place = node.place_of(("sections", index))
            yield Problem(SITE_FILE, *place, f'sections names "{name}", which is no collection.{hint}', "KB024")
