"""Every word of the interface in one language: `content/<language>/labels.yml`.

A label is a text with `{names}` to fill, or, where a number decides, a group of texts by CLDR plural category.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kb.problems import Problem
from kb.reading import EMPTY, Node, Place, bytes_of, read_bytes
from kb.values import is_language

_HOLE = re.compile(r"[a-z_]+")
Texts = dict[str, str | dict[str, str]]
PLURALS = {"zero", "one", "two", "few", "many", "other"}


@dataclass(frozen=True)
class Labels:
    """The labels of a language by dotted key; `places` tells where each stands."""

    locale: str
    shown: str
    region: str
    texts: Texts = field(default_factory=dict)
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
    data = bytes_of(path, shown)
    if isinstance(data, Problem):
        return Labels(locale, shown, locale), [data]
    found, places, wrong = _parsed(data, shown)
    texts, problems = dict(found), list(wrong)
    region = texts.pop("region", locale)
    if not isinstance(region, str) or not is_language(region):
        message = f'region is "{region}". Expected the CLDR locale for dates and numbers, for example ru or en-GB.'
        problems.append(Problem(shown, *places["region"], message, "KB048"))
        region = locale
    return Labels(locale, shown, region, texts, places), problems


@lru_cache(maxsize=8)
def _parsed(data: bytes, shown: str) -> tuple[Texts, dict[str, Place], list[Problem]]:
    """Labels with their places, and what is wrong. They are asked for at every look, and seldom change."""
    node, problems = read_bytes(data, shown)
    texts: Texts = {}
    places: dict[str, Place] = {}
    _collect(node or EMPTY, "", shown, texts, places, problems)
    return texts, places, problems


def _collect(
    node: Node,
    key: str,
    shown: str,
    texts: Texts,
    places: dict[str, Place],
    problems: list[Problem],
) -> None:
    if isinstance(node.value, list):
        problems.append(Problem(shown, *node.place, f"{key} is a list. Expected a text or a group of labels.", "KB041"))
    elif key in places:
        message = f'The label "{key}" stands here a second time, first on line {places[key].line}. Delete one of them.'
        problems.append(Problem(shown, *node.place, message, "KB015"))
    elif isinstance(node.value, str):
        texts[key], places[key] = node.value, node.place
    elif key and node.value and set(node.value) <= PLURALS:
        for form, (_, value) in node.value.items():
            if not isinstance(value.value, str):
                problems.append(Problem(shown, *value.place, f"{key}.{form} is no text. Expected a text.", "KB041"))
        forms = {form: value.value for form, (_, value) in node.value.items() if isinstance(value.value, str)}
        texts[key], places[key] = forms, node.place
    else:
        for name, (_, value) in node.value.items():
            _collect(value, f"{key}.{name}" if key else name, shown, texts, places, problems)


def holes(text: str | dict[str, str]) -> frozenset[str]:
    """The names to be filled in a label; `ValueError` where braces hold anything else."""
    parts = [text] if isinstance(text, str) else list(text.values())
    names = [part for each in parts for part in string.Formatter().parse(each) if part[1] is not None]
    if any(not _HOLE.fullmatch(str(name)) or spec or conversion for _, name, spec, conversion in names):
        raise ValueError("braces hold no plain name")
    return frozenset(str(name) for _, name, _, _ in names)
