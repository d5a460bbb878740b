"""The labels of a new knowledge base: those it needs, in each of its languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from kb.label_checks import needed
from kb.labels import Labels, read_labels
from kb.languages import Language
from kb.library import Library

FALLBACK = "en"
"""The language whose words stand in for those of a language that has none yet."""
_HEAD = "# Every word of the interface ({name}). What stands in braces is filled in.\n"
_BORROWED = "# These words are English still: translate them, and give each plural form of the language.\n"
Texts = dict[str, str | dict[str, str]]


def labels_file(library: Library, home: Path, files: Path, code: str, name: str) -> str:
    """The text of `content/<code>/labels.yml` for a new knowledge base: words of the one at `home`, with those of `files`
    in their place."""
    there, _ = read_labels(home, _nearest(home, code))
    ours, _ = read_labels(files, code if _has(files, code) else FALLBACK)
    texts = {key: _named(text, name) for key, text in (there.texts | ours.texts).items()}
    own = Language(code, there.region if there.locale == code else code)
    found: dict[str, Any] = {"region": own.region}
    for key in [key for key in texts if key in needed(library)]:
        _put(found, key.split("."), _forms(texts[key], own))
    if there.locale != code:
        found["site"] |= _own_name(own)
    head = _HEAD.format(name=own.language(code) if there.locale == code else code)
    return head + ("" if there.locale == code else _BORROWED) + _dump(found)


def _nearest(home: Path, code: str) -> str:
    """The language itself where it has labels, else English, else any that has."""
    others = sorted(path.parent.name for path in home.glob("content/*/labels.yml"))
    return next(each for each in (code, FALLBACK, *others) if _has(home, each))


def _has(root: Path, code: str) -> bool:
    return (root / Labels(code, f"content/{code}/labels.yml", code).shown).is_file()


def _named(text: str | dict[str, str], name: str) -> str | dict[str, str]:
    """A text with the name of the knowledge base in its place."""
    return text.replace("@name@", name) if isinstance(text, str) else text


def _forms(text: str | dict[str, str], language: Language) -> str | dict[str, str]:
    """A text in the plural forms that a language has."""
    if isinstance(text, str):
        return text
    forms = sorted({*language.locale.plural_form.tags, "other"})
    return {form: text.get(form, text["other"]) for form in forms}


def _own_name(language: Language) -> dict[str, str]:
    """What a language is called in itself (CLDR), and its short name."""
    return {"language": language.language(language.code).capitalize(), "language_short": language.code.capitalize()}


def _put(tree: dict[str, Any], path: list[str], text: str | dict[str, str]) -> None:
    for name in path[:-1]:
        tree = tree.setdefault(name, {})
    tree[path[-1]] = text


def _dump(found: dict[str, Any]) -> str:
    return str(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=120))
