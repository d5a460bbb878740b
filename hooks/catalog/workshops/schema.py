"""Workshops and other events: what was decided, by whom, when and where."""

from typing import Annotated

from kb.schema import (
    Choice,
    Country,
    Entry,
    Flag,
    Integer,
    Item,
    Language,
    Line,
    Link,
    Point,
    Prose,
    Reference,
    Slug,
    Sourced,
    Statement,
    When,
    fact,
    part,
    words,
)

KINDS = (
    "workshop",
    "seminar",
    "training",
    "exercise",
    "meeting",
    "working-group",
    "expert-meeting",
    "technical-meeting",
    "council-session",
    "conference",
    "policy-dialogue",
    "round-table",
    "consultation",
    "study-tour",
    "ceremony",
)


class Category(Item):
    """A group of participants; `count` where a source gives one."""

    id: Slug = fact(example="operators")
    text: Line = words(example="operators")
    count: Integer | None = fact(None, example="12")


class Participants(Item):
    """Who took part: in total and by category."""

    total: Statement[Integer] | None = part(None)
    categories: list[Category] = part(())
    source: Slug | None = fact(None, example="unece-2018")
    note: Line | None = words(None, example="among them members of the Convention's bodies")


class Done(Sourced):
    """What a later source shows of a commitment."""

    text: Prose = words(example="A second workshop was held in November 2019.")


class Commitment(Sourced):
    """Who promised what, and by when."""

    id: Slug = fact(example="support")
    by: list[Annotated[str, Reference("countries", "organizations")]] = fact((), example="[organizations/unece]")
    who: Line | None = words(None, example="UNECE and its partners")
    text: Prose = words(example="Keep supporting countries with economies in transition.")
    due: When | None = fact(None, example="2019-12")
    done: Done | None = part(None)


class Document(Item):
    """A document of the event: its title stands as printed, in its own language."""

    id: Slug = fact(example="agenda")
    title: Line = fact(example="Agenda")
    url: Link | None = fact(None, example="https://unece.org/agenda.pdf")
    language: Language = fact(example="en")
    symbol: Line | None = fact(None, example="ECE/CP.TEIA/38")
    source: Slug | None = fact(None, example="unece-2018")


class Workshop(Entry):
    """An event: workshop, training, exercise, meeting ..."""

    kind: Annotated[str, Choice(*KINDS)] = fact(example="workshop")
    starts: When | None = fact(None, example="2018-09-25")
    ends: When | None = fact(None, example="2018-09-26")
    date_note: Line | None = words(None, example="the day is not given by the source")
    mode: Annotated[str, Choice("in-person", "online", "hybrid")] | None = fact(None, example="in-person")
    venue: Annotated[str, Reference("organizations")] | None = fact(None, example="organizations/cesdrr")
    venue_name: Line | None = words(None, example="Center for Emergency Situations and Disaster Risk Reduction")
    city: Line | None = words(None, example="Almaty")
    country: Country | None = fact(None, example="countries/kazakhstan")
    organizers: list[Annotated[str, Reference("organizations")]] = fact((), example="[organizations/unece]")
    partners: list[Annotated[str, Reference("organizations")]] = fact((), example="[organizations/cesdrr]")
    also_involved: list[Line] = words((), example="[the Diagnostic Centre of Gosvodkhoznadzor of Uzbekistan]")
    project: Annotated[str, Reference("projects")] | None = fact(
        None, example="projects/strengthening-industrial-safety"
    )
    countries: list[Country] = fact((), example="[countries/kazakhstan, RU]")
    countries_note: Line | None = words(None, example="participation of Uzbekistan is not confirmed")
    participants: Participants | None = part(None)
    topics: list[Annotated[str, Reference("topics")]] = fact(example="[topics/tailings-safety]")
    agreements: list[Annotated[str, Reference("agreements")]] = fact((), example="[agreements/industrial-accidents]")
    guidelines: list[Annotated[str, Reference("guidelines")]] = fact((), example="[guidelines/unece-benchmarks]")
    languages: list[Language] = fact((), example="[ru, en]")
    background: list[Point] = part(())
    aims: list[Point] = part(())
    agenda: list[Point] = part(())
    outcomes: list[Point] = part(())
    commitments: list[Commitment] = part(())
    documents: list[Document] = part(())
    note: Prose | None = words(None, example="Only the opening of the source was read.")
    cancelled: Flag = fact(False, example="true")


SCHEMA = Workshop
