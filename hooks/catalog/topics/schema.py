"""Topics: what a subject is, why it matters here, what to read first."""

from typing import Annotated

from kb.schema import Entry, Point, Prose, Reference, fact, part, words


class Topic(Entry):
    """A subject that runs through the collections."""

    introduction: Prose = words(example="Tailings are what is left of ore after the metal is taken out.")
    why_here: list[Point] = part(())
    read_first: list[Annotated[str, Reference()]] = fact((), example="[guidelines/unece-tmf-guidelines]")
    terms: list[Annotated[str, Reference("terms")]] = fact((), example="[terms/tmf]")
    agreements: list[Annotated[str, Reference("agreements")]] = fact((), example="[agreements/industrial-accidents]")
    related: list[Annotated[str, Reference("topics")]] = fact((), example="[topics/natech]")


SCHEMA = Topic
