"""Typography of the texts of a language: what a formatter may change without changing what is said."""

from __future__ import annotations

import re
from collections.abc import Callable

# What stays as it is: targets of Markdown links, addresses, code.
_KEPT = re.compile(r"(\]\([^)\s]*\)|https?://[^\s)>\]]+|`[^`]*`)")
_STAND_IN = "\ue000"
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_YEARS = re.compile(r"(?<![\w.,/-])((?:1[89]|20)\d\d)-((?:1[89]|20)\d\d)(?![\w/-])")
_HYPHEN_AS_DASH = re.compile(r"(?<=[^\s\d]) --? (?=\S)|(?<=\S) --? (?=[^\s\d])")
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[«„—–/-])$")


def tidy(text: str, locale: str) -> str:
    """A text with the typography of its language; single spaces between words in every language."""
    rules = _RULES.get(locale)
    text = _SPACES.sub(" ", text)
    return rules(text) if rules else text


def _russian(text: str) -> str:
    """« » with „ “ inside, a dash between spaces, an en dash between years."""
    kept = iter(_KEPT.findall(text))
    made = _KEPT.sub(_STAND_IN, text)
    made = _HYPHEN_AS_DASH.sub(" — ", _YEARS.sub(_years, made))
    return re.sub(_STAND_IN, lambda _: next(kept), _quotes(made))


def _years(match: re.Match[str]) -> str:
    first, last = match.groups()
    return f"{first}–{last}" if first < last else match.group()


def _quotes(text: str) -> str:
    """Straight quotes in pairs become « »; an odd one could be anything, so then all stay."""
    if text.count('"') % 2:
        return text
    made, depth = "", 0
    for part in re.split(r'([«»"])', text):
        if part == '"':
            opening = bool(_BEFORE_OPENING.search(made[-1:]))
            if opening:
                part = "„" if depth else "«"
                depth += 1
            else:
                depth = max(depth - 1, 0)
                part = "“" if depth else "»"
        elif part in ("«", "»"):
            depth = depth + 1 if part == "«" else max(depth - 1, 0)
        made += part
    return made


_RULES: dict[str, Callable[[str], str]] = {"ru": _russian}
