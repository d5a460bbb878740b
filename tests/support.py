"""Small knowledge bases in temporary folders, and cases kept as data."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from kb.problems import Problem

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
BASE = CASES / "base"
LANGUAGES = ("ru", "en")
NBSP = "\u00a0"
SUBJECT = re.compile(
    r"central.?asia|центральн\w* ази|kazakh|казах|қазақ|kyrgyz|кыргыз|киргиз|tajik|таджик|turkmen|туркмен|almaty|алмат"
    r"|tailing|хвостохран|unece|еэк\b|industrial.?safety|industrial accident|промышленн\w* (?:безопасност|авари)|natech"
    r"|syr.?darya|сырдар",
    re.IGNORECASE,
)
"""Words of this knowledge base: neither the generator nor another knowledge base says them."""
Make = Callable[..., Path]
Run = Callable[..., Result]


def write_tree(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files, given by their path below `root`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def small_knowledge_base(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """The base of the cases at `root`, with the real catalog, theme and labels; `files` are put over it."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    for name in ("hooks", "theme", "docs/assets"):
        if not (root / name).exists():
            (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for language in LANGUAGES:
        shutil.copy(ROOT / "content" / language / "labels.yml", root / "content" / language)
    return write_tree(root, files or {})


def change(path: Path, changes: Mapping[str, str]) -> None:
    """Put other words in the place of some that must be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"{path} does not hold {old!r}"
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def cases(folder: str) -> Iterator[Any]:
    """The cases of a folder as parameters of a test, named by their files."""
    for path in sorted((CASES / folder).glob("*.yml")):
        yield pytest.param(yaml.safe_load(path.read_text(encoding="utf-8")), id=path.stem)


def prepare(root: Path, case: Mapping[str, Any]) -> Path:
    """The knowledge base of a case: the base, with its files written, changed, deleted and linked."""
    small_knowledge_base(root, case.get("files"))
    write_tree(root, {name: text.encode("latin-1") for name, text in case.get("bytes", {}).items()})
    for name, changes in case.get("change", {}).items():
        change(root / name, changes)
    for name in case.get("delete", ()):
        (root / name).unlink()
    for name, target in case.get("links", {}).items():
        if (root / name).is_dir():
            shutil.rmtree(root / name)
        (root / name).symlink_to(target)
    return root


def shown(problems: list[Problem]) -> list[str]:
    """Problems as a person reads them."""
    return [str(problem) for problem in problems]


def collections() -> str:
    """The names of all collections, as problems list them."""
    return ", ".join(sorted(path.parent.name for path in (ROOT / "hooks" / "catalog").glob("*/schema.py")))


def beside_the_case(problem: Problem) -> bool:
    """Whether a problem has nothing to do with a case: the labels are borrowed, and the form of a file is for `kb fmt`."""
    return problem.path.endswith("labels.yml") or problem.code == "KB080"


def spaces(text: str) -> str:
    """A text with plain spaces where its language forbids a line to break, or wants a narrow one."""
    return text.translate(dict.fromkeys(map(ord, f"{NBSP}\u2009\u202f"), " "))
