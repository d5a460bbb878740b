"""Projects and programmes: who supports whom, with what, and what came of it."""

from typing import Annotated

from kb.schema import (
    Choice,
    Country,
    Entry,
    Line,
    Link,
    Point,
    Prose,
    Reference,
    Slug,
    Sourced,
    When,
    fact,
    part,
    words,
)


class Budget(Sourced):
    """Money as a source gives it."""

    id: Slug = fact(example="total")
    text: Line = words(example="about 23 million euros for Mailuu-Suu")


class Project(Entry):
    """A project, programme or standing platform."""

    starts: When | None = fact(None, example="2016")
    ends: When | None = fact(None, example="2019")
    status: Annotated[str, Choice("planned", "ongoing", "completed", "unknown")] = fact(example="completed")
    donors: list[Annotated[str, Reference("organizations")]] = fact((), example="[organizations/foen]")
    donor_states: list[Country] = fact((), example="[RU]")
    implementers: list[Annotated[str, Reference("organizations")]] = fact((), example="[organizations/unece]")
    partners: list[Annotated[str, Reference("organizations")]] = fact((), example="[organizations/cesdrr]")
    also_involved: list[Line] = words((), example="[UNDP in Turkmenistan (national event)]")
    countries: list[Country] = fact(example="[countries/kazakhstan]")
    countries_note: Line | None = words(None, example="all five countries")
    topics: list[Annotated[str, Reference("topics")]] = fact(example="[topics/tailings-safety]")
    agreements: list[Annotated[str, Reference("agreements")]] = fact((), example="[agreements/industrial-accidents]")
    guidelines: list[Annotated[str, Reference("guidelines")]] = fact((), example="[guidelines/unece-tmf-guidelines]")
    follows: Annotated[str, Reference("projects")] | None = fact(None, example="projects/syr-darya-1")
    url: Link | None = fact(None, example="https://unece.org/project")
    aims: list[Point] = part(())
    outputs: list[Point] = part(())
    budget: list[Budget] = part(())
    note: Prose | None = words(None, example="The donor is not named by the source.")


SCHEMA = Project
