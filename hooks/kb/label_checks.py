"""Labels that are missing, unused or not alike in all languages.

What is needed follows from the schemas (names of collections, label and help of each field, words of closed lists) and from the code and
templates, where labels are named literally: `t("...")`, `n("...", count)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel

from kb.fields import declarations
from kb.labels import Labels, holes
from kb.library import Library
from kb.problems import Problem, codes, did_you_mean
from kb.schema import Choice, Entry, Role, Source
from kb.translating import translation_schema

_CALL = re.compile(r"\b(?:\w+\.)*[tn]\(\s*[\"']([a-z0-9_.-]+[a-z0-9])[\"']")
_VIEW = re.compile(r"\"(views\.[a-z0-9_.-]+)\"")
_SUFFIXES = (".jinja", ".html", ".py")
_OF_OTHERS = {"starting"}  # what a new knowledge base has of its own (`kb init`)


# What a field can hold, and how it is said of it.
SHAPES = (
    "line", "prose", "day", "when", "integer", "number", "flag", "slug", "link", "language", "territory", "source", "digests",
    "reference", "any_reference", "country", "choice", "list", "part", "parts", "required",
)  # fmt: skip
# Fields that every record has: their words are the same in all collections.
_COMMON = {name for model in (Entry, Source) for name, each in declarations(model).items() if each.mark(Choice)}


def choice_key(collection: str, field: str, value: str) -> str:
    """The label of a word of a closed list."""
    return f"choices.{'record' if field in _COMMON else collection}.{field}.{value}"


@lru_cache(maxsize=16)
def _named(folders: tuple[Path, ...]) -> frozenset[str]:
    """Labels named in code and templates."""
    found: set[str] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _SUFFIXES and not _OF_OTHERS & set(path.parts):
                text = path.read_text(encoding="utf-8")
                found |= {*_CALL.findall(text), *_VIEW.findall(text)}
    return frozenset(found)


def needed(library: Library) -> set[str]:
    """Every label that must be there."""
    hooks, theme = ((library.root / name).resolve() for name in ("hooks", "theme"))
    found = set(_named((hooks, theme)))
    found |= {f"title.{status}" for status in ("translated", "descriptive")}
    found |= {"site.language", "site.language_short", "roles.original", "roles.translation"}
    found |= {f"shapes.{name}" for name in SHAPES}
    found |= {f"problems.{code}.{part}" for code in codes(hooks) for part in ("what", "mend")}
    found |= {f"roles.{role}.{part}" for role in Role for part in ("label", "help")}
    for name, collection in library.collections.items():
        found |= {f"collections.{name}.{part}" for part in ("one", "many", "lead", "count", "short")}
        found |= set(_choices(name, collection.schema))
        found |= set(_fields(collection.schema)) | set(_fields(translation_schema(collection.schema)))
    return found


def _fields(model: type[BaseModel]) -> Iterator[str]:
    """Label and help of every field of a schema and of its parts."""
    for declaration in declarations(model).values():
        yield f"{declaration.label}.label"
        yield f"{declaration.label}.help"
        if declaration.model is not None:
            yield from _fields(declaration.model)


def _choices(collection: str, model: type[BaseModel]) -> Iterator[str]:
    for name, declaration in declarations(model).items():
        if declaration.model is not None:
            yield from _choices(collection, declaration.model)
        elif choice := declaration.mark(Choice):
            for value in choice.choices:
                yield choice_key(collection, name, value)


def check_labels(library: Library) -> Iterator[Problem]:
    """Problems of all labels of all languages."""
    wanted = needed(library)
    for labels in library.labels.values():
        yield from _check(labels, wanted, library)


def _check(labels: Labels, wanted: set[str], library: Library) -> Iterator[Problem]:
    if not labels.texts:
        return
    for key in sorted(wanted - set(labels.texts)):
        others = [other for other in library.labels.values() if key in other.texts]
        hint = _elsewhere(others[0], key) if others else did_you_mean(key, set(labels.texts) - wanted)
        yield Problem(labels.shown, 1, 1, f'The label "{key}" is missing.{hint} Add it.', "KB042")
    for key in sorted(set(labels.texts) - wanted):
        yield Problem(labels.shown, *labels.places[key], f'The label "{key}" is not used anywhere. Delete it.', "KB043")
    for key in sorted(set(labels.texts) & wanted):
        yield from _alike(labels, key, library)


def _elsewhere(labels: Labels, key: str) -> str:
    """What a label says in another language."""
    text = labels.texts[key]
    return f' It is "{text if isinstance(text, str) else text.get("other", "")}" in {labels.locale}.'


def _alike(labels: Labels, key: str, library: Library) -> Iterator[Problem]:
    """Whether a label is written well, and in the same way as in the default language."""
    text, place = labels.texts[key], labels.places[key]
    reference = library.labels[library.settings.default].texts.get(key)
    wanted = _holes(reference)
    if not text:
        yield Problem(labels.shown, *place, f'The label "{key}" is empty. Write its text.', "KB042")
    elif (there := _holes(text)) is None:
        message = f'The label "{key}" has braces that hold no name. Write names such as {{n}}, and no other braces.'
        yield Problem(labels.shown, *place, message, "KB047")
    elif reference and isinstance(reference, dict) != isinstance(text, dict):
        shape = "one text" if isinstance(reference, str) else "a group of plural forms"
        message = f'The label "{key}" is {shape} in {library.settings.default}. Write it in the same way.'
        yield Problem(labels.shown, *place, message, "KB046")
    elif reference and wanted is not None and wanted != there:
        names = ", ".join(sorted(wanted)) or "none"
        yield Problem(labels.shown, *place, f'The label "{key}" must hold these names in braces: {names}.', "KB044")
    if isinstance(text, dict):
        categories = set(library.languages[labels.locale].locale.plural_form.tags) | {"other"}
        if missing := sorted(categories - set(text)):
            forms = ", ".join(missing)
            yield Problem(labels.shown, *place, f'The label "{key}" lacks the plural forms: {forms}.', "KB045")


def _holes(text: str | dict[str, str] | None) -> frozenset[str] | None:
    """The names in braces; None where the braces are not well written."""
    try:
        return holes(text or "")
    except ValueError:
        return None
