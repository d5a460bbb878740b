"""Wordings found in a text in any inflected form: «хвостохранилищами» is the wording «хвостохранилище».

Words are compared by their stems (Snowball), word by word; a language without a Snowball stemmer compares them as they
are written. ё counts as е, a hyphen between words as a space.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from itertools import pairwise
from typing import Generic, TypeVar

import snowballstemmer  # type: ignore[import-untyped]
from babel import Locale

Value = TypeVar("Value")
Word = re.Match[str]
_WORD = re.compile(r"[^\W_]+|,")
_GAP = re.compile(r"\s*|\s*[-\u2010\u2011]\s*")
_HYPHENS = ("-", "\u2010", "\u2011")
_SENTENCE = re.compile(r"(?:^|[.!?:])\s*$")
_COMMENT = re.compile(r"\s*\(.*?\)")


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """The function that gives the stem of a word of a language (by its code); it remembers what it was asked."""
    name = (Locale.parse(language, sep="-").get_language_name("en") or "").lower()
    stem = snowballstemmer.stemmer(name).stemWord if name in snowballstemmer.algorithms() else str
    return cache(lambda word: str(stem(folded(word))))


def folded(word: str) -> str:
    """A word without the difference of capitals and of ё."""
    return word.casefold().replace("ё", "е")


def bare(text: str) -> str:
    """A wording without what a comment in brackets says of it: `focal point (another role)` -> `focal point`."""
    return _COMMENT.sub("", text).strip()


def stems(language: str, text: str) -> tuple[str, ...]:
    """The stems of the words of a text; a comma counts as a word."""
    stem = stemmer(language)
    return tuple(stem(word.group()) for word in _WORD.finditer(text))


class Form(Enum):
    """In which form a wording is found."""

    INFLECTED = "any"
    """In any form; capitals do not count."""
    CASED = "cased"
    """In any form, but with its capitals: «affected Party» is not «affected party», and «industrial safety» is not in
    the name «Industrial Safety Committee». At the beginning of a sentence a capital says nothing."""
    WRITTEN = "written"
    """Only in the form in which it is written; capitals do not count."""
    EXACT = "exact"
    """Letter by letter, as abbreviations are."""


@dataclass(frozen=True)
class Wording(Generic[Value]):
    """What is looked for, in which form, and what it stands for."""

    text: str
    value: Value
    form: Form = Form.INFLECTED

    @cached_property
    def words(self) -> list[str]:
        """The words of the wording."""
        return _WORD.findall(self.text)


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A wording in a text, from `start` to `end`."""

    wording: Wording[Value]
    start: int
    end: int


class Finder(Generic[Value]):
    """Finds wordings in texts of one language: from left to right, the longest first, none over another.

    Of several of the same length it is the one that stands there most nearly as it is written, then the one given first.
    """

    def __init__(self, language: str, wordings: Iterable[Wording[Value]]) -> None:
        self._stem = stemmer(language)
        # By the first two words: of many terms that begin with the same one, only few go on in the same way.
        self._by_stems: dict[str, dict[str, list[Wording[Value]]]] = defaultdict(lambda: defaultdict(list))
        for wording in wordings:
            if wording.words:
                first, second = (self._stem(word) if word else "" for word in (*wording.words, "")[:2])
                self._by_stems[first][second].append(wording)
        self._beginnings = {stem[:3] for stem in self._by_stems}

    def find(self, text: str) -> Iterator[Found[Value]]:
        """Every wording in a text."""
        words = list(_WORD.finditer(text))
        position = 0
        while position < len(words):
            found = self._at(text, words, position)
            if found:
                yield found
            position += len(found.wording.words) if found else 1

    def _at(self, text: str, words: list[Word], position: int) -> Found[Value] | None:
        first = words[position].group()
        best, rank = None, (0, 0)
        for wording in self._candidates(first, words[position + 1 : position + 2]) if self._may_begin(first) else ():
            those = words[position : position + len(wording.words)]
            if self._fits(wording, text, those) and (mine := (len(those), _alike(wording, those))) > rank:
                best, rank = Found(wording, those[0].start(), those[-1].end()), mine
        return best

    def _candidates(self, first: str, after: list[Word]) -> Iterator[Wording[Value]]:
        """The wordings that begin with a word and, if they have more, with the one after it."""
        found = self._by_stems.get(self._stem(first), {})
        yield from found.get("", ())
        for word in after if found else ():
            yield from found.get(self._stem(word.group()), ())

    def _may_begin(self, word: str) -> bool:
        """Whether a wording may begin with a word: stemming is slow, and it leaves the first three letters as they are."""
        beginning = folded(word)[:3]
        return beginning in self._beginnings or beginning[:2] in self._beginnings

    def _fits(self, wording: Wording[Value], text: str, words: list[Word]) -> bool:
        """Whether these words of a text are the wording, in the form that it wants."""
        if len(words) < len(wording.words):
            return False
        seen: Callable[[str], str] = self._stem
        if wording.form in (Form.WRITTEN, Form.EXACT):
            seen = folded if wording.form is Form.WRITTEN else str
        same = all(seen(word.group()) == seen(own) for word, own in zip(words, wording.words, strict=True))
        return same and _stands_alone(text, words) and _capitals_fit(wording, text, words)


def _alike(wording: Wording[Value], words: list[Word]) -> int:
    """How many words stand there as they are written: «contingency planning» is rather that than «contingency plan»."""
    return sum(folded(word.group()) == folded(own) for word, own in zip(words, wording.words, strict=True))


def _stands_alone(text: str, words: list[Word]) -> bool:
    """Whether the words follow each other, and are not a part of a compound such as `non-Party`."""
    start, end = words[0].start(), words[-1].end()
    gaps = (text[one.end() : after.start()] for one, after in pairwise(words))
    return (
        not text[:start].endswith(_HYPHENS)
        and not (text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].isalnum())
        and all(_GAP.fullmatch(gap) for gap in gaps)
    )


def _capitals_fit(wording: Wording[Value], text: str, words: list[Word]) -> bool:
    """Whether capitals stand where the wording has them, as far as it cares."""
    if wording.form is not Form.CASED:
        return True
    pairs = zip(words, wording.words, strict=True)
    wrong = [word for word, own in pairs if word.group()[0].isupper() != own[0].isupper()]
    at_beginning = wording.words[0][0].islower() and bool(_SENTENCE.search(text[: words[0].start()]))
    return not wrong or (at_beginning and wrong == words[:1])
