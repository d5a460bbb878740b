"""Agreements: conventions, protocols, regional and bilateral instruments, and who is bound by them."""

from typing import Annotated

from kb.schema import (
    Choice,
    Country,
    Entry,
    Integer,
    Line,
    Link,
    Point,
    Prose,
    Reference,
    Sourced,
    Statement,
    When,
    fact,
    own,
    part,
    words,
)

KINDS = (
    "convention",
    "protocol",
    "amendment",
    "framework",
    "regional-agreement",
    "bilateral-agreement",
    "national-policy",
)
STATUSES = ("party", "not-party", "signatory", "ratified", "joined", "interest", "member")


class Participation(Sourced):
    """One country's standing, as of a date. What no source says has no entry."""

    key = "country"
    country: Country = fact(example="countries/kazakhstan")
    status: Annotated[str, Choice(*STATUSES)] = fact(example="party")
    signed: When | None = fact(None, example="1998-06-25")
    joined: When | None = fact(None, example="2001-01-11")
    in_force: When | None = fact(None, example="2001-04-11")
    national_act: Line | None = words(None, example="Law of 23 October 2000 No. 91-II")
    note: Line | None = words(None, example="no accession in the registry copy of July 2022")


class Agreement(Entry):
    """A treaty or another instrument."""

    kind: Annotated[str, Choice(*KINDS)] = fact(example="convention")
    short_title: Line = words(example="Industrial Accidents Convention")
    abbreviation: Line | None = own(None, example="TEIA")
    adopted: When | None = fact(None, example="1992-03-17")
    adopted_at: Line | None = words(None, example="Helsinki")
    in_force: When | None = fact(None, example="2000-04-19")
    depositary: Line | None = words(None, example="Secretary-General of the United Nations")
    secretariat: list[Annotated[str, Reference("organizations")]] = fact((), example="[organizations/unece]")
    registration: Line | None = fact(None, example="UNTS 2105, p. 457, No. 36605")
    url: Link | None = fact(None, example="https://unece.org/environment-policy/industrial-accidents")
    treaty_list: Link | None = fact(None, example="https://treaties.un.org/")
    parties: Statement[Integer] | None = part(None)
    participation: list[Participation] = part(())
    provisions: list[Point] = part(())
    history: list[Point] = part(())
    topics: list[Annotated[str, Reference("topics")]] = fact((), example="[topics/accession-and-implementation]")
    related: list[Annotated[str, Reference("agreements")]] = fact((), example="[agreements/water-convention]")
    note: Prose | None = words(None, example="The status of 2026 was not found.")


SCHEMA = Agreement
