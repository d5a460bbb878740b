"""The generator knows no subject: another knowledge base, with kinds of its own, is a folder away."""

import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT, write_tree

SCHEMA = '''
from kb.schema import Entry, Line, words, fact, Integer

class Recipe(Entry):
    """A dish."""
    origin: Line = words(example="Samarkand")
    minutes: Integer = fact(example="90")

SCHEMA = Recipe
'''
RECIPE = """\
title: Plov
summary: Rice with carrots.
origin: Samarkand
minutes: 90
sources:
  - {id: book, title: Book, url: "https://example.org/book", language: en, accessed: 2026-11-22, grade: other}
reviewed: 2026-11-22
"""
TREE = {
    "content/site.yml": "languages: [en, fr]\nurl: https://example.org/\nrepository: https://example.org/r\nbundle: food\n",
    "content/en/labels.yml": "site: {name: Food}\ncollections: {recipes: {one: Recipe, lead: Dishes}}\n",
    "content/fr/labels.yml": "site: {name: Cuisine}\ncollections: {recipes: {one: Recette, lead: Plats}}\n",
    "content/en/recipes/plov.yml": RECIPE,
    "content/fr/recipes/plov.yml": "title: Plov\norigin: Samarcande\nsummary: Du riz aux carottes.\ntranslation_of: {language: en}\n",
    "hooks/catalog/__init__.py": "",
    "hooks/catalog/recipes/__init__.py": "",
    "hooks/catalog/recipes/schema.py": SCHEMA,
    "hooks/catalog/recipes/page.md.jinja": "<h1>{{ record.title }}</h1><p>{{ record.origin }}, {{ number(record.minutes) }}</p>",
    "hooks/catalog/recipes/index.md.jinja": "<ul>{% for r in records %}<li>{{ link(r.ref) }}</li>{% endfor %}</ul>",
}
RENDER = """
from pathlib import Path
from kb.library import load
from kb.rendering import Renderer
library = load(Path("."))
for locale in library.settings.languages:
    print(Renderer(library, locale).record(library.records["recipes/plov"]).body)
"""


def _python(root: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={"PYTHONPATH": str(ROOT / "hooks"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def food(tmp_path: Path) -> Path:
    return write_tree(tmp_path, TREE)


def test_kinds_of_record_are_found_by_their_folders(food: Path) -> None:
    code = "from kb import discovery; from pathlib import Path; print(list(discovery.collections(Path('.'))))"
    assert _python(food, code) == "['recipes']\n"


def test_another_subject_in_other_languages_is_rendered(food: Path) -> None:
    assert _python(food, RENDER).splitlines() == [
        "<h1>Plov</h1><p>Samarkand, 90</p>",
        "<h1>Plov</h1><p>Samarcande, 90</p>",
    ]


def test_its_mistakes_are_named(food: Path) -> None:
    path = food / "content/en/recipes/plov.yml"
    path.write_text(RECIPE.replace("minutes: 90", "minutes: long"))
    code = "from kb.checking import check; from pathlib import Path; print(*check(Path('.'))[1], sep='\\n')"
    message = 'minutes is "long". Expected a whole number, digits only, for example: 90. [KB023]'
    assert f"content/en/recipes/plov.yml:4:10: {message}" in _python(food, code)


def test_a_new_kind_of_record_needs_no_other_file(food: Path) -> None:
    write_tree(
        food,
        {
            "hooks/catalog/markets/__init__.py": "",
            "hooks/catalog/markets/schema.py": SCHEMA.replace("Recipe", "Market"),
            "content/en/markets/osh.yml": RECIPE.replace("Plov", "Osh bazaar"),
        },
    )
    code = "from kb.library import load; from pathlib import Path; print(sorted(load(Path('.')).records))"
    assert _python(food, code) == "['markets/osh', 'recipes/plov']\n"
