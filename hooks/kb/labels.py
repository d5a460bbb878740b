"""Every word of the interface in one language: `content/<language>/labels.yml`.

A label is a text with `{names}` to fill, or, where a number decides, a group of texts by CLDR plural category.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from pathlib import Path

from kb.problems import Problem
from kb.reading import EMPTY, Node, Place, read_file

PLURALS = {"zero", "one", "two", "few", "many", "other"}


@dataclass(frozen=True)
class Labels:
    """The labels of a language by dotted key; `places` tells where each stands."""

    locale: str
    shown: str
    region: str
    texts: dict[str, str | dict[str, str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


def read_labels(root: Path, locale: str) -> tuple[Labels, list[Problem]]:
    """Read the labels of a language, and what is wrong with them."""
    shown = f"content/{locale}/labels.yml"
    path = root / shown
    if not path.is_file():
        message = (
            f'The labels of the language "{locale}" are missing. Copy those of another language and translate them.'
        )
        return Labels(locale, shown, locale), [Problem(shown, 1, 1, message, "KB040")]
    node, problems = read_file(path, shown)
    texts: dict[str, str | dict[str, str]] = {}
    places: dict[str, Place] = {}
    _collect(node or EMPTY, "", shown, texts, places, problems)
    region = texts.pop("region", locale)
    return Labels(locale, shown, region if isinstance(region, str) else locale, texts, places), problems


def _collect(
    node: Node,
    key: str,
    shown: str,
    texts: dict[str, str | dict[str, str]],
    places: dict[str, Place],
    problems: list[Problem],
) -> None:
    if isinstance(node.value, list):
        problems.append(Problem(shown, *node.place, f"{key} is a list. Expected a text or a group of labels.", "KB041"))
    elif isinstance(node.value, str):
        texts[key], places[key] = node.value, node.place
    elif key and set(node.value) <= PLURALS:
        texts[key], places[key] = node.plain(), node.place
    else:
        for name, (_, value) in node.value.items():
            _collect(value, f"{key}.{name}" if key else name, shown, texts, places, problems)


def holes(text: str | dict[str, str]) -> frozenset[str]:
    """The names to be filled in a label."""
    parts = [text] if isinstance(text, str) else list(text.values())
    return frozenset(name for part in parts for _, name, _, _ in string.Formatter().parse(part) if name)
