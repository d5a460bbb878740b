"""Organizations: authorities, international bodies, donors, centres; institutions only, no persons."""

from typing import Annotated

from kb.schema import Choice, Country, Entry, Line, Link, OfficialTitle, Point, Prose, Reference, fact, own, part, words

KINDS = (
    "authority",
    "un-body",
    "intergovernmental",
    "treaty-body",
    "bank",
    "development-agency",
    "centre",
    "association",
    "company",
    "ngo",
)


class Organization(Entry):
    """An institution."""

    kind: Annotated[str, Choice(*KINDS)] = fact(example="un-body")
    abbreviation: Line | None = own(None, example="UNECE")
    other_names: list[Line] = own((), example="[ECE]")
    official: list[OfficialTitle] = part(())
    country: Country | None = fact(None, example="CH")
    seat: Line | None = words(None, example="Geneva")
    url: Link | None = fact(None, example="https://unece.org")
    part_of: Annotated[str, Reference("organizations")] | None = fact(None, example="organizations/unece")
    topics: list[Annotated[str, Reference("topics")]] = fact((), example="[topics/tailings-safety]")
    agreements: list[Annotated[str, Reference("agreements")]] = fact((), example="[agreements/industrial-accidents]")
    roles: list[Point] = part(())
    name_note: Line | None = words(None, example="the name of 2026 was not seen in a source")
    note: Prose | None = words(None, example="Earlier: State Committee of Industrial Safety.")


SCHEMA = Organization
