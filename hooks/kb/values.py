"""The kinds of value that a field can hold.

All scalars of a record are text when they arrive here (see `kb.reading`); the types below turn text into values
and say in one sentence what was expected. Their marks (`Shape`, `Choice`, `Reference` ...) tell other programs what a
type allows: editors, forms, the reference for contributors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Annotated, Any

from annotated_types import MaxLen
from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kb.days import WHEN, checked_day, checked_when, wrong
from kb.hosts import host_fault
from kb.names import SLUG, name_fault

# What Markdown has to look for to the end of the text: with thousands of them reading takes for ever.
_MARKS, _MOST_MARKS = "[]*_`<&\\!\n", 1000
INTEGER, NUMBER = r"-?[0-9]{1,15}", r"-?[0-9]{1,15}(\.[0-9]{1,10})?"


@dataclass(frozen=True)
class Shape:
    """Marks what a value looks like. `name` has a label `shapes.<name>`, `pattern` is a regular expression for the whole text."""

    name: str
    pattern: str = ""


class Markdown:
    """Marks a text that may hold the safe part of Markdown (see `kb.texts`)."""


class SourceIds:
    """Marks the id of one of the record's `sources`."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong("a text")
    if not value.strip():
        raise wrong("a text that is not empty")
    return value


def _line(value: str) -> str:
    if "\n" in value.strip():
        raise wrong("one line of text")
    return value.strip()


def _prose(value: str) -> str:
    if sum(map(value.count, _MARKS)) > _MOST_MARKS:
        raise wrong(f"a text with at most {_MOST_MARKS} signs of Markdown and line ends")
    return value


def _integer(value: object) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(INTEGER, value):
        raise wrong("a whole number, digits only")
    return int(value)


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return value
    if not isinstance(value, str) or not re.fullmatch(NUMBER, value):
        raise wrong("a number with a decimal point, digits only")
    return float(value) if "." in value else int(value)


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise wrong("true or false")
    return value == "true"


def _matches(pattern: str, expected: str, value: str) -> str:
    if not re.fullmatch(pattern, value):
        raise wrong(expected)
    return value


def _slug(value: str) -> str:
    if fault := name_fault(_matches(SLUG.pattern, "a slug: small Latin letters, digits and single hyphens", value)):
        raise wrong(fault)
    return value


def _link(value: str) -> str:
    _matches(_LINK.pattern, "an address that begins with https:// or http://", value)
    if fault := host_fault(value):
        raise PydanticCustomError("kb_fault", "{fault}", {"fault": fault})
    return value


def is_language(value: str) -> bool:
    """Whether CLDR knows a language by this code."""
    try:
        Locale.parse(_matches(_LANGUAGE.pattern, "a language code such as ru, en or kk", value), sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _language(value: str) -> str:
    if not is_language(value):
        raise wrong("a language code such as ru, en or kk")
    return value


@cache
def country_codes() -> frozenset[str]:
    """Every ISO 3166-1 alpha-2 code that CLDR knows."""
    return frozenset(code for code in map(str, Locale("en").territories) if re.fullmatch(r"[A-Z]{2}", code))


def _territory(value: str) -> str:
    if value not in country_codes():
        raise wrong("a country code of two capital letters (ISO 3166) such as KZ")
    return value


def _reference(value: str) -> str:
    if not re.fullmatch(rf"[a-z]+/{SLUG.pattern}", value):
        raise wrong("a reference as collection/id")
    return value


def _country(value: str) -> str:
    if "/" in value:
        return _reference(value)
    if value not in country_codes():
        raise wrong("a reference as collection/id, or a country code (ISO 3166) such as RU")
    return value


class _Mark:
    """An annotation that checks a text and can be asked afterwards what it allows."""

    def check(self, value: str) -> str:
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(Annotated[source, BeforeValidator(_text)])
        return core_schema.no_info_after_validator_function(self.check, schema)


class Choice(_Mark):
    """One of these words, in the order in which they are shown."""

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def check(self, value: str) -> str:
        if value not in self.choices:
            raise wrong("one of: " + ", ".join(self.choices), choices=self.choices)
        return value


class Reference(_Mark):
    """`collection/id` of a record, of one of these collections (or of any)."""

    def __init__(self, *collections: str) -> None:
        self.collections = collections

    def check(self, value: str) -> str:
        return _reference(value)


@dataclass(frozen=True)
class SpokenIn:
    """A text in the language that another field of the same item names, and in the script of that language."""

    field: str


class CountryReference(Reference):
    """A reference where the knowledge base has a record of the country, else its ISO code."""

    def check(self, value: str) -> str:
        return _country(value)


_SLUG = Shape("slug", SLUG.pattern)
_LANGUAGE = Shape("language", r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LINK = Shape("link", r"https?://[^\s<>\"'`]{3,1500}")

Line = Annotated[str, BeforeValidator(_text), AfterValidator(_line), MaxLen(600), Shape("line")]
"""Plain text in one line: shown as written, Markdown has no meaning in it."""
Prose = Annotated[str, BeforeValidator(_text), AfterValidator(_prose), MaxLen(20_000), Markdown(), Shape("prose")]
"""Text in the safe part of Markdown: paragraphs, emphasis, lists, links."""
Day = Annotated[date, BeforeValidator(checked_day), Shape("day", r"[0-9]{4}-[0-9]{2}-[0-9]{2}")]
"""A full ISO date."""
When = Annotated[str, BeforeValidator(_text), AfterValidator(checked_when), Shape("when", WHEN.pattern)]
"""An ISO date as exact as it is known: 2018-09-25, 2018-09 or 2018."""
Integer = Annotated[int, BeforeValidator(_integer), Shape("integer")]
Number = Annotated[float, BeforeValidator(_number), Shape("number")]
Flag = Annotated[bool, BeforeValidator(_flag), Shape("flag")]
Slug = Annotated[
    str,
    BeforeValidator(_text),
    AfterValidator(_slug),
    _SLUG,
]
Link = Annotated[
    str,
    BeforeValidator(_text),
    AfterValidator(_link),
    _LINK,
]
Language = Annotated[str, BeforeValidator(_text), AfterValidator(_language), _LANGUAGE]
"""A BCP 47 code that CLDR knows."""
Territory = Annotated[str, BeforeValidator(_text), AfterValidator(_territory), Shape("territory", "[A-Z]{2}")]
"""An ISO 3166-1 alpha-2 code that CLDR knows."""
Country = Annotated[str, CountryReference("countries")]
"""A country: a reference where the knowledge base has a record of it, else its ISO code."""
SourceId = Annotated[
    str,
    BeforeValidator(_text),
    AfterValidator(partial(_matches, _SLUG.pattern, "the id of one of the record's sources")),
    SourceIds(),
    Shape("source", _SLUG.pattern),
]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


SourceList = Annotated[list[SourceId], BeforeValidator(_listed)]
"""The ids of one or more of the record's sources; a single one may stand without brackets."""
