"""Characters that have no place in a record: whoever reviews it cannot see them, or takes them for others."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

# Controls, zero-width and filling characters, directions, variation selectors, tags, private use and noncharacters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U00040000-\U0010ffff]"
)
_ESCAPED = re.compile(rf"[\t\r]|{HIDDEN.pattern}")
_ACCENTS = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
# No language puts more than three on a letter; sorting thousands of them takes Unicode's normal forms for ever.
STACKED = re.compile(f"[{_ACCENTS}]{{4}}")
_LATIN, _CYRILLIC, _GREEK = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f", "\u0400-\u052f", "\u0370-\u03ff"
_SCRIPTS = (_LATIN, _CYRILLIC, _GREEK)
_MIXED = re.compile("|".join(f"[{one}][{other}]" for one in _SCRIPTS for other in _SCRIPTS if one != other))
_IMITATION = re.compile("[\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]")
_WORD_END = re.compile(r"[^\W\d_]+")
# Symbols of units and quantities: ohm and micro are Greek letters, whatever language they stand in.
_UNITS = re.compile("μ[A-Za-zА-Яа-я]{1,3}|[кМГм]?Ω|[kMGm]?Ω|Δ[A-Za-zА-Яа-я]")


class Found(NamedTuple):
    """A fault of a text, by the index of the character where it stands."""

    at: int
    message: str
    code: str


def unclean(text: str) -> Iterator[Found]:
    """What must not stand anywhere in a file; at most one fault of a kind."""
    if "\r" in text:
        yield Found(text.index("\r"), "Lines end with CR or CRLF. Save the file with LF line ends.", "KB005")
    if "\t" in text:
        yield Found(text.index("\t"), "A tab stands here. Use spaces.", "KB006")
    if hidden := HIDDEN.search(text):
        yield Found(hidden.start(), f"An invisible character {_code(hidden)} stands here. Delete it.", "KB007")
    if stacked := STACKED.search(text):
        message = "More than three accents stand on one letter. Leave those that belong there."
        yield Found(stacked.start(), message, "KB019")
    elif not unicodedata.is_normalized("NFC", text):
        message = "A letter is written as letter plus separate accent. Save the text in Unicode form NFC."
        yield Found(_first_unnormalized(text), message, "KB008")


def unclean_value(value: str) -> Iterator[Found]:
    """What must not stand in a single value: what `unclean` finds, also where the file writes it as an escape; and words
    whose letters are of two scripts."""
    if value.isascii() and value.isprintable():  # most values: none of what follows is among these signs
        return
    if hidden := _ESCAPED.search(value):
        message = f"The escaped character {_code(hidden)} of this text is invisible. Delete it."
        yield Found(hidden.start(), message, "KB007")
    else:
        yield from unclean(value)
    yield from mixed(value)


def mixed(value: str) -> Iterator[Found]:
    """Words that hold letters of two scripts, or letters that only imitate others; each once."""
    end = 0
    for match in sorted([*_MIXED.finditer(value), *_IMITATION.finditer(value)], key=lambda match: match.start()):
        if match.start() < end:
            continue
        start, end = _around(value, match.start())
        if not _UNITS.fullmatch(word := value[start:end]):
            yield Found(start, _mixture(word), "KB009")


def _mixture(word: str) -> str:
    signs = {unicodedata.name(sign, "?").split(" LETTER ")[0].split()[0].title(): sign for sign in word}
    named = " and ".join(f'{script} "{sign}"' for script, sign in signs.items())
    return f'The word "{word[:60]}" mixes letters that look alike: {named}. Type it anew in one alphabet.'


def _around(value: str, index: int) -> tuple[int, int]:
    """Begin and end of the word that holds a character."""
    start = index
    while start and value[start - 1].isalpha():
        start -= 1
    match = _WORD_END.match(value, index)
    return start, match.end() if match else index + 1


def _first_unnormalized(text: str) -> int:
    return bisect_left(range(len(text)), True, key=lambda i: not unicodedata.is_normalized("NFC", text[: i + 1]))


def _code(match: re.Match[str]) -> str:
    return f"U+{ord(match.group()):04X}"
