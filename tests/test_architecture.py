"""The boundaries of the code, found by walking its imports; and that files and functions stay short."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import ROOT, SUBJECT

HOOKS = ROOT / "hooks"
MODULES = sorted(HOOKS.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 250, 40
# What a kind of record or a view takes from another one; everything else goes through the library.
NEEDS = {
    "countries": {"agreements.page", "workshops.page", "workshops.places"},
    "views": {
        "agreements.page",
        "countries.map",
        "countries.marks",
        "countries.page",
        "workshops.page",
        "workshops.places",
    },
}


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top or inside of functions, with what `from` takes out of packages."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _name(path: Path) -> str:
    return path.relative_to(HOOKS).as_posix()


def _importers(package: str) -> set[str]:
    return {_name(path) for path in MODULES if any(f"{name}.".startswith(f"{package}.") for name in _imports(path))}


def test_there_is_something_to_walk() -> None:
    assert len(MODULES) > 30
    assert "kb.reading" in set(_imports(HOOKS / "kb" / "finding.py"))


def test_only_the_module_of_events_imports_mkdocs() -> None:
    assert _importers("mkdocs") == {"mkdocs_events.py"}


@pytest.mark.parametrize("package", ["catalog", "views", "mkdocs_events"])
def test_the_generator_names_no_collection_and_no_view(package: str) -> None:
    assert {name for name in _importers(package) if name.startswith("kb/")} == set()


@pytest.mark.parametrize("package", ["material", "mkdocs_static_i18n", "pymdownx", "markdown"])
def test_the_engine_and_its_plugins_stay_outside(package: str) -> None:
    assert _importers(package) == set()


def test_the_module_of_events_hands_over_to_the_publication_only() -> None:
    ours = {
        name for name in _imports(HOOKS / "mkdocs_events.py") if name.partition(".")[0] in ("kb", "catalog", "views")
    }
    assert {name.split(".")[1] for name in ours} <= {"building", "problems", "publication", "rendering"}


def test_the_generator_says_no_word_of_its_subject_in_names() -> None:
    subject = {path.parent.name for path in (HOOKS / "catalog").glob("*/schema.py")}
    names = {part for path in (HOOKS / "kb").rglob("*.py") for part in path.with_suffix("").parts}
    assert names & subject == set()


@pytest.mark.parametrize(
    "folder", ["hooks/kb", "hooks/mkdocs_events.py", "theme", "docs/assets/js", "docs/assets/vendor"]
)
def test_the_generator_says_no_word_of_its_subject(folder: str) -> None:
    """Not as an example either: `kb init` gives these files to knowledge bases on other subjects."""
    there = ROOT / folder
    files = [path for path in [there, *there.rglob("*")] if path.is_file() and "__pycache__" not in path.parts]
    said = {str(path.relative_to(ROOT)): SUBJECT.findall(path.read_text(encoding="utf-8")) for path in files}
    assert {name: words for name, words in said.items() if words} == {}


def test_no_module_hides_one_of_the_standard_library() -> None:
    """The folder of hooks comes first on the import path while MkDocs loads the hook."""
    assert {path.stem for path in HOOKS.iterdir()} & set(sys.stdlib_module_names) == set()


def _foreign(path: Path, room: str) -> set[str]:
    """The modules of other collections that a module imports."""
    found = {
        ".".join(name.split(".")[1:3]) for name in _imports(path) if name.startswith("catalog.") and name.count(".") > 1
    }
    return {name for name in found if name.partition(".")[0] != room}


@pytest.mark.parametrize(
    "path", [path for path in MODULES if _name(path).startswith(("catalog/", "views/"))], ids=_name
)
def test_kinds_of_record_take_from_one_another_only_what_is_declared(path: Path) -> None:
    room = path.relative_to(HOOKS).parts[1]
    allowed = NEEDS["views"] if _name(path).startswith("views/") else NEEDS.get(room, set())
    assert _foreign(path, room) - allowed == set()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def _lengths(path: Path) -> dict[str, int]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, functions)]
    return {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in nodes}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_functions_are_short(path: Path) -> None:
    assert {name: length for name, length in _lengths(path).items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_files_of_tests_have_names_of_their_own() -> None:
    """Python knows a file of tests by its name alone: of two with the same name, only one can be run."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
