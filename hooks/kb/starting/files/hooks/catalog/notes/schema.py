"""Notes: the example of a collection; a text with its sources, and the notes it leads to."""

from __future__ import annotations

from typing import Annotated

from kb.schema import Choice, Entry, Prose, Reference, fact, words


class Note(Entry):
    """A note: what is known of one thing."""

    kind: Annotated[str, Choice("fact", "how-to")] = fact(example="fact")
    text: Prose = words(example="What is known, in a few sentences.")
    see: list[Annotated[str, Reference("notes")]] = fact((), example="[notes/first-note]")


SCHEMA = Note
