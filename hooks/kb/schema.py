"""What a collection's schema is made of.

A schema is a pydantic model derived from `Entry` (a record) or `Item` (a part of a record). Every field
declares once what it is:

- `fact(...)`: language-neutral (a date, a count, a link, a reference); stands in the original file only;
- `words(...)`: translated; stands in the original and in each translation;
- `own(...)`: each language's own business (its abbreviation, its grammar); never a translation of the other;
- `part(...)`: an item or a list of items, whose fields declare themselves.

What a field can hold is one of the types of `kb.values`; they can be imported from here. Its label and its help stand in
`content/<language>/labels.yml` under `fields.<class>.<field>`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kb.days import wrong
from kb.names import SLUG
from kb.values import (
    Choice,
    Country,
    CountryReference,
    Day,
    Flag,
    Integer,
    Language,
    Line,
    Link,
    Markdown,
    Number,
    Prose,
    Reference,
    Shape,
    Slug,
    SourceId,
    SourceIds,
    SourceList,
    SpokenIn,
    Territory,
    When,
)

__all__ = [
    "SLUG", "Choice", "Country", "CountryReference", "Day", "Entry", "Flag", "Integer", "Item", "Language", "Line",
    "Link", "Markdown", "Number", "OfficialTitle", "Point", "Prose", "Reference", "Role", "Shape", "Slug", "Source", "SourceId",
    "SourceIds", "SourceList", "Sourced", "SpokenIn", "Statement", "Territory", "When", "fact", "own", "part", "words", "wrong",
]  # fmt: skip


class Role(StrEnum):
    """Whose business a field is: see the module's docstring."""

    FACT = "fact"
    WORDS = "words"
    OWN = "own"
    PART = "part"


def _declare(role: Role, default: Any = ..., *, example: Any = None, **options: Any) -> Any:
    return Field(default, json_schema_extra={"role": role.value, "example": example}, **options)


fact = partial(_declare, Role.FACT)
words = partial(_declare, Role.WORDS)
own = partial(_declare, Role.OWN)
part = partial(_declare, Role.PART)


class Item(BaseModel):
    """A part of a record.

    In lists, the field named by `key` tells one item from another; `translates` is the schema of which this is the
    translation's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: ClassVar[str] = "id"
    translates: ClassVar[type[BaseModel] | None] = None


class Source(Item):
    """Where a part of the record's content comes from."""

    id: Slug = fact(example="report-2018")
    title: Line = fact(example="Annual report for 2018")
    url: Link = fact(example="https://example.org/reports/2018")
    publisher: Annotated[str, Reference("organizations")] | None = fact(None, example="organizations/example-agency")
    date: When | None = fact(None, example="2018")
    language: Language = fact(example="en")
    title_language: Language | None = fact(None, example="en")
    accessed: Day = fact(example="2026-11-22")
    grade: Annotated[str, Choice("official", "other", "reference")] = fact(example="official")
    read_in_copy: Flag = fact(False, example="true")


class OfficialTitle(Item):
    """A title or a name as a State writes it, in the State's own language; `uz-Cyrl` tells a script that is not the usual one."""

    key = "language"
    text: Annotated[Line, SpokenIn("language")] = fact(example="Loi sur la protection civile")
    language: Language = fact(example="fr")


class Sourced(Item):
    """A part that says where it comes from and when it was true."""

    source: SourceList = fact(example="report-2018")
    as_of: When | None = fact(None, example="2018-10")


class Point(Sourced):
    """One sentence or paragraph with its source: an aim, an outcome, a step."""

    id: Slug = fact(example="first-step")
    text: Prose = words(example="All of them agreed to begin in spring.")


Value = TypeVar("Value")


class Statement(Sourced, Generic[Value]):
    """A fact that may change or be disputed: never shown without its source and its date."""

    value: Value = fact(example="40")
    at_least: Flag = fact(False, example="true")
    about: Flag = fact(False, example="true")
    note: Line | None = words(None, example="the sources differ")


class Entry(Item):
    """What every record has, whatever its kind."""

    title: Line = words(example="A short title")
    title_status: Annotated[str, Choice("official", "descriptive", "translated")] | None = own(None, example="official")
    summary: Prose = words(example="The most important thing in one sentence.")
    sources: list[Source] = part()
    reviewed: Day = fact(example="2026-11-22")
    confidence: Annotated[str, Choice("high", "medium")] | None = fact(None, example="high")
    moved_from: list[Slug] = fact((), example="[former-name]")
    accepted_terms: list[Line] = own((), example="[a word]")
