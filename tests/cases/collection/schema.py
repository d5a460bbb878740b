"""Exercises: what was rehearsed, when and where."""

from typing import Annotated

from kb.schema import Choice, Country, Entry, Integer, Line, Point, Reference, When, fact, part, words

LEVELS = ("table-top", "full-scale")


class Exercise(Entry):
    """A rehearsal of what is to be done in an accident."""

    level: Annotated[str, Choice(*LEVELS)] = fact(example="full-scale")
    starts: When | None = fact(None, example="2019-06-12")
    country: Country | None = fact(None, example="countries/kazakhstan")
    crews: Integer | None = fact(None, example="12")
    scenario: Line = words(example="A dam leaks into a river that flows across a border.")
    topics: list[Annotated[str, Reference("topics")]] = fact((), example="[topics/tailings-safety]")
    lessons: list[Point] = part(())


SCHEMA = Exercise
