"""Tasks: what a reader has to do, as a short guided path through the records."""

from typing import Annotated

from kb.schema import Choice, Entry, Item, Line, Prose, Reference, Slug, fact, part, words

AUDIENCES = ("authorities", "inspectors", "operators", "emergency-services", "public")


class TaskStep(Item):
    """One step of the path, and the records to open for it."""

    id: Slug = fact(example="identify")
    title: Line = words(example="Find out which activities are hazardous")
    text: Prose = words(example="Compare the amounts of substances with the thresholds of the Convention.")
    see: list[Annotated[str, Reference()]] = fact((), example="[guidelines/unece-location-criteria]")


class Task(Entry):
    """A task; its title is what a reader would say: 'Prepare a self-assessment'."""

    audience: list[Annotated[str, Choice(*AUDIENCES)]] = fact(example="[authorities]")
    steps: list[TaskStep] = part()
    topics: list[Annotated[str, Reference("topics")]] = fact((), example="[topics/tailings-safety]")


SCHEMA = Task
