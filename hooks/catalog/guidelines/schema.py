"""Guidelines: whom a document helps, with what, and where to read it in one's language."""

from typing import Annotated

from kb.schema import (
    Choice,
    Country,
    Entry,
    Integer,
    Item,
    Language,
    Line,
    Link,
    Point,
    Prose,
    Reference,
    When,
    fact,
    part,
    words,
)

KINDS = (
    "guidelines",
    "checklist",
    "methodology",
    "standard",
    "manual",
    "toolkit",
    "self-assessment",
    "training",
    "compilation",
    "reference",
    "brochure",
    "strategy",
    "framework",
    "legal-instrument",
)
AUDIENCES = ("authorities", "inspectors", "operators", "emergency-services", "public")
PHASES = ("prevention", "preparedness", "response", "recovery")
STAGES = ("siting", "design", "construction", "operation", "modification", "emergency", "closure", "post-closure")


class Edition(Item):
    """The document in one language; `url` is missing where the edition exists but no address was found."""

    key = "language"
    language: Language = fact(example="ru")
    url: Link | None = fact(None, example="https://unece.org/publication")
    note: Line | None = words(None, example="text of 2008")


class Help(Item):
    """What the document gives to one audience."""

    key = "audience"
    audience: Annotated[str, Choice(*AUDIENCES)] = fact(example="inspectors")
    text: Prose = words(example="What to look at while a dam is being built.")


class Guideline(Entry):
    """A guideline, checklist, method or standard."""

    kind: Annotated[str, Choice(*KINDS)] = fact(example="guidelines")
    publishers: list[Annotated[str, Reference("organizations")]] = fact((), example="[organizations/unece]")
    publisher_note: Line | None = words(None, example="Joint Expert Group on Water and Industrial Accidents")
    year: Integer | None = fact(None, example="2014")
    published: When | None = fact(None, example="2014-05")
    edition: Line | None = words(None, example="second edition")
    symbol: Line | None = fact(None, example="ECE/CP.TEIA/26")
    isbn: Line | None = fact(None, example="978-92-1-116978-2")
    url: Link | None = fact(None, example="https://unece.org/publication")
    editions: list[Edition] = part(())
    title_note: Line | None = words(None, example="the Russian title is that of the text of 2008")
    audience: list[Annotated[str, Choice(*AUDIENCES)]] = fact(example="[authorities, operators]")
    topics: list[Annotated[str, Reference("topics")]] = fact(example="[topics/tailings-safety]")
    phases: list[Annotated[str, Choice(*PHASES)]] = fact((), example="[prevention, preparedness]")
    stages: list[Annotated[str, Choice(*STAGES)]] = fact((), example="[siting, design]")
    helps: list[Help] = part(())
    contents: list[Point] = part(())
    structure: list[Line] = words((), example="[Part A: principles]")
    use: list[Point] = part(())
    countries: list[Country] = fact((), example="[countries/kazakhstan]")
    agreements: list[Annotated[str, Reference("agreements")]] = fact((), example="[agreements/industrial-accidents]")
    related: list[Annotated[str, Reference("guidelines")]] = fact((), example="[guidelines/unece-tmf-methodology]")
    reuse_terms: Line | None = words(None, example="may be copied with a reference to the source")
    note: Prose | None = words(None, example="A draft of 2008 is also online.")


SCHEMA = Guideline
