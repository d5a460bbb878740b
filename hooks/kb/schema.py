"""What a collection's schema is made of.

A schema is a pydantic model derived from `Entry` (a record) or `Item` (a part of a record). Every field
declares once what it is:

- `fact(...)`: language-neutral (a date, a count, a link, a reference); stands in the original file only;
- `words(...)`: translated; stands in the original and in each translation;
- `own(...)`: each language's own business (its abbreviation, its grammar); never a translation of the other;
- `part(...)`: an item or a list of items, whose fields declare themselves.

All scalars of a record are text when they arrive here (see `kb.reading`); the types below turn text into values
and say in one sentence what was expected.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from annotated_types import MaxLen
from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Role(StrEnum):
    """Whose business a field is: see the module's docstring."""

    FACT = "fact"
    WORDS = "words"
    OWN = "own"
    PART = "part"


class Markdown:
    """Marks a text that may hold the safe part of Markdown (see `kb.texts`)."""


class SourceIds:
    """Marks the id of one of the record's `sources`."""


def _declare(role: Role, default: Any = ..., *, example: Any = None, **options: Any) -> Any:
    return Field(default, json_schema_extra={"role": role.value, "example": example}, **options)


fact = partial(_declare, Role.FACT)
words = partial(_declare, Role.WORDS)
own = partial(_declare, Role.OWN)
part = partial(_declare, Role.PART)


def wrong(expected: str, **context: Any) -> PydanticCustomError:
    """The error of a value that is not what was expected."""
    return PydanticCustomError("kb_value", "{expected}", {"expected": expected, **context})


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


def _when(value: str) -> str:
    match = _WHEN.fullmatch(value)
    if not match:
        raise wrong("a date as YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise wrong("a date that exists in the calendar") from None
    return value


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise wrong("a day as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise wrong("a day that exists in the calendar") from None


def _integer(value: object) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,15}", value):
        raise wrong("a whole number, digits only")
    return int(value)


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", value):
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


def _language(value: str) -> str:
    try:
        Locale.parse(value, sep="-")
    except (UnknownLocaleError, ValueError):
        raise wrong("a language code such as ru, en or kk") from None
    return value


def _territory(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value) or value not in Locale("en").territories:
        raise wrong("a country code of two capital letters (ISO 3166) such as KZ")
    return value


def _reference(value: str) -> str:
    if not re.fullmatch(rf"[a-z]+/{SLUG.pattern}", value):
        raise wrong("a reference as collection/id, for example organizations/unece")
    return value


def _country(value: str) -> str:
    return _reference(value) if "/" in value else _territory(value)


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


class CountryReference(Reference):
    """A reference where the knowledge base has a record of the country, else its ISO code."""

    def check(self, value: str) -> str:
        return _country(value)


Line = Annotated[str, BeforeValidator(_text), AfterValidator(_line), MaxLen(600)]
"""Plain text in one line: shown as written, Markdown has no meaning in it."""
Prose = Annotated[str, BeforeValidator(_text), MaxLen(20_000), Markdown()]
"""Text in the safe part of Markdown: paragraphs, emphasis, lists, links."""
Day = Annotated[date, BeforeValidator(_day)]
"""A full ISO date."""
When = Annotated[str, BeforeValidator(_text), AfterValidator(_when)]
"""An ISO date as exact as it is known: 2018-09-25, 2018-09 or 2018."""
Integer = Annotated[int, BeforeValidator(_integer)]
Number = Annotated[float, BeforeValidator(_number)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Slug = Annotated[
    str,
    BeforeValidator(_text),
    AfterValidator(partial(_matches, SLUG.pattern, "a slug: small Latin letters, digits and single hyphens")),
]
Link = Annotated[
    str,
    BeforeValidator(_text),
    AfterValidator(
        partial(_matches, r"https?://[^\s<>\"'`]{3,1500}", "an address that begins with https:// or http://")
    ),
]
Language = Annotated[str, BeforeValidator(_text), AfterValidator(_language)]
"""A BCP 47 code that CLDR knows."""
Territory = Annotated[str, BeforeValidator(_text), AfterValidator(_territory)]
"""An ISO 3166-1 alpha-2 code that CLDR knows."""
Country = Annotated[str, CountryReference("countries")]
"""A country: a reference where the knowledge base has a record of it, else its ISO code."""
SourceId = Annotated[
    str,
    BeforeValidator(_text),
    AfterValidator(partial(_matches, SLUG.pattern, "the id of one of the record's sources")),
    SourceIds(),
]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


SourceList = Annotated[list[SourceId], BeforeValidator(_listed)]
"""The ids of one or more of the record's sources; a single one may stand without brackets."""


class Item(BaseModel):
    """A part of a record. In lists, the field named by `key` tells one item from another."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: ClassVar[str] = "id"


class Source(Item):
    """Where a part of the record's content comes from."""

    id: Slug = fact(example="unece-2018")
    title: Line = fact(example="Strengthening cooperation on industrial safety in Central Asia")
    url: Link = fact(
        example="https://unece.org/environment/news/strengthening-cooperation-industrial-safety-central-asia"
    )
    publisher: Annotated[str, Reference("organizations")] | None = fact(None, example="organizations/unece")
    date: When | None = fact(None, example="2018")
    language: Language = fact(example="en")
    accessed: Day = fact(example="2026-11-22")
    grade: Annotated[str, Choice("official", "other", "reference")] = fact(example="official")
    read_in_copy: Flag = fact(False, example="true")


class Sourced(Item):
    """A part that says where it comes from and when it was true."""

    source: SourceList = fact(example="unece-2018")
    as_of: When | None = fact(None, example="2018-10")


class Point(Sourced):
    """One sentence or paragraph with its source: an aim, an outcome, a step."""

    id: Slug = fact(example="accession")
    text: Prose = words(example="All five countries confirmed that they want to join the Convention.")


Value = TypeVar("Value")


class Statement(Sourced, Generic[Value]):
    """A fact that may change or be disputed: never shown without its source and its date."""

    value: Value = fact(example="40")
    at_least: Flag = fact(False, example="true")
    about: Flag = fact(False, example="true")
    note: Line | None = words(None, example="the sources differ")


class Entry(Item):
    """What every record has, whatever its kind."""

    title: Line = words(example="Subregional Workshop on Strengthening Industrial Safety in Central Asia")
    title_status: Annotated[str, Choice("official", "descriptive", "translated")] | None = own(None, example="official")
    summary: Prose = words(example="Authorities of the five countries compared where they stand.")
    sources: list[Source] = part()
    reviewed: Day = fact(example="2026-11-22")
    confidence: Annotated[str, Choice("high", "medium")] | None = fact(None, example="high")
    moved_from: list[Slug] = fact((), example="[2018-09-almaty]")
    accepted_terms: list[Line] = own((), example="[эффекты]")
