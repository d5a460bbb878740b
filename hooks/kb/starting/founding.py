"""A new knowledge base, written file by file into an empty folder."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kb.contributing.formatting import formatted
from kb.library import Library, load
from kb.stamping import stamp_all_missing
from kb.starting.palette import palette
from kb.starting.words import FALLBACK, labels_file

HOME = Path(__file__).resolve().parents[3]
"""The knowledge base whose generator this is."""
FILES = Path(__file__).with_name("files")
COPIED = (
    "hooks/kb", "hooks/mkdocs_events.py", "theme", "requirements", "LICENSE", ".gitignore", ".gitattributes", ".editorconfig",
    "docs/assets/css", "docs/assets/js", "docs/assets/fonts", "docs/assets/icons", "docs/assets/vendor", "docs/assets/favicon.svg",
    "pyproject.toml",
)  # fmt: skip
VIEWS = ("data", "edit", "fields", "licences", "problems", "search", "status")
"""The views that say nothing of a subject, but for what `files/` puts in its place."""
_LAID_OVER = ("hooks", "mkdocs.yml", "Makefile", "README.md", "content/site.yml")
_PAINTED = (
    "theme/partials/head.html", "docs/assets/favicon.svg", "docs/assets/css/*.css", "hooks/kb/templates/handbook/handbook.*",
)  # fmt: skip
_NEVER = shutil.ignore_patterns("__pycache__", "*.egg-info")


@dataclass(frozen=True)
class Plan:
    """What a new knowledge base is to be: its name, the slug of it, languages (the first is the default), colour, first day."""

    name: str
    slug: str
    languages: list[str]
    colour: str | None
    today: date

    def filled(self, text: str) -> str:
        """A text of `files/` with what the plan says in its holes."""
        holes = {"name": self.name, "slug": self.slug, "languages": ", ".join(self.languages), "today": str(self.today)}
        for hole, value in holes.items():
            text = text.replace(f"@{hole}@", value)
        return text


def found(target: Path, plan: Plan) -> None:
    """Write everything but labels and translations."""
    for name in (*COPIED, *(f"hooks/views/{view}" for view in VIEWS)):
        _copy(HOME / name, target / name)
    (target / "hooks/views/__init__.py").write_text('"""Pages across records."""\n', encoding="utf-8")
    for name in _LAID_OVER:
        _lay_over(FILES / name, target / name, plan)
    _name_the_package(target / "pyproject.toml", plan)
    _write_docs(target, plan)
    _write_note(target, plan)
    _paint(target, palette(plan.colour) if plan.colour else {})


def speak(target: Path, plan: Plan) -> None:
    """Write the labels that what stands there needs, and put the records into the form of all."""
    library = _read(target)
    for code in plan.languages:
        _write(target / f"content/{code}/labels.yml", labels_file(library, HOME, FILES, code, plan.name))
    stamp_all_missing(_read(target))
    library = _read(target)
    for record in library.records.values():
        for file in (record.original, *record.translations.values()):
            _write(file.path, formatted(library, file, file.path.read_text(encoding="utf-8")))


def _read(target: Path) -> Library:
    library = load(target)
    assert isinstance(library, Library), library
    return library


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=_NEVER, dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _lay_over(source: Path, target: Path, plan: Plan) -> None:
    """A file, or all files of a folder, with the holes filled."""
    for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
        if path.is_file() and "__pycache__" not in path.parts:
            _write(target / path.relative_to(source), plan.filled(path.read_text(encoding="utf-8")))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _paint(target: Path, colours: dict[str, str]) -> None:
    """Give frame and links their colours; those of kinds of record that are not there go."""
    for path in [path for name in _PAINTED for path in sorted(target.glob(name))]:
        text = path.read_text(encoding="utf-8")
        for old, new in colours.items():
            text = text.replace(old, new)
        lines = [line for line in text.splitlines() if not line.startswith(".k-")]
        _write(path, "\n".join(lines) + "\n")


def _name_the_package(path: Path, plan: Plan) -> None:
    """Name and description of the package, which a quotation mark must not end."""
    title = plan.name.replace("\\", "").replace('"', "'")
    lines = path.read_text(encoding="utf-8").splitlines()
    own = {"name": plan.slug, "description": f"{title}: site and offline bundle from YAML records"}
    made = [f'{key} = "{own[key]}"' if (key := line.partition(" = ")[0]) in own else line for line in lines]
    path.write_text("\n".join(made) + "\n", encoding="utf-8")


def _write_docs(target: Path, plan: Plan) -> None:
    """The pages written by hand, in the languages that have them; in the default one at least those of English."""
    for code in plan.languages:
        source = FILES / "docs" / code
        if not source.is_dir() and code == plan.languages[0]:
            source = FILES / "docs" / FALLBACK
        _lay_over(source, target / "docs" / code, plan) if source.is_dir() else None


def _write_note(target: Path, plan: Plan) -> None:
    """The first record: facts and words in the default language, words in every other one that has them."""
    facts, (first, *others) = FILES / "notes/facts.yml", plan.languages
    words = {code: FILES / f"notes/{code}.yml" for code in (first, *others)}
    original = words[first] if words[first].is_file() else FILES / f"notes/{FALLBACK}.yml"
    text = original.read_text(encoding="utf-8") + facts.read_text(encoding="utf-8")
    _write(target / f"content/{first}/notes/first-note.yml", plan.filled(text))
    for code in others:
        if words[code].is_file():
            text = words[code].read_text(encoding="utf-8") + f"translation_of:\n  language: {first}\n"
            _write(target / f"content/{code}/notes/first-note.yml", text)
