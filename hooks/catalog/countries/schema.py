"""Country profiles: where a country stands and whom to turn to."""

from typing import Annotated

from kb.schema import (
    Choice,
    Entry,
    Flag,
    Integer,
    Item,
    Language,
    Line,
    Link,
    Number,
    OfficialTitle,
    Point,
    Prose,
    Reference,
    Slug,
    Sourced,
    Statement,
    Territory,
    When,
    fact,
    part,
    words,
)
from kb.schema import (
    Country as CountryCode,
)

AREAS = ("identification", "notification", "prevention", "preparedness", "response", "information")
HAZARDS = ("tailings", "uranium-legacy", "oil-and-gas", "pipelines", "chemicals", "mining", "dams", "waste", "other")


class Authority(Sourced):
    """An institution of the country and what it is responsible for."""

    id: Slug = fact(example="emergencies")
    organization: Annotated[str, Reference("organizations")] = fact(example="organizations/kz-mes")
    role: Line = words(example="emergencies, civil protection, industrial safety")
    note: Line | None = words(None, example="re-established by decree of 9 September 2020")


class Law(Sourced):
    """A law or another act in force or of record."""

    id: Slug = fact(example="civil-protection")
    title: Line = words(example="Law on Civil Protection")
    title_translated: Flag = fact(False, example="true")
    official: list[OfficialTitle] = part(())
    number: Line | None = fact(None, example="188-V ЗРК")
    date: When | None = fact(None, example="2014-04-11")
    amended: When | None = fact(None, example="2023-03-27")
    url: Link | None = fact(None, example="https://adilet.zan.kz/rus/docs/Z1400000188")
    scope: Prose | None = words(None, example="emergencies and hazardous production facilities in one law")


class Figure(Sourced):
    """A number with its unit; several figures with the same label are versions that differ between sources."""

    id: Slug = fact(example="facilities")
    label: Line = words(example="tailings facilities")
    value: Number = fact(example="92")
    upper: Number | None = fact(None, example="95")
    unit: Line | None = words(None, example="million cubic metres")
    at_least: Flag = fact(False, example="true")
    about: Flag = fact(False, example="true")
    note: Line | None = words(None, example="on the books of the Ministry of Emergency Situations")


class Hazard(Sourced):
    """A hazard or a group of hazardous activities."""

    id: Slug = fact(example="mailuu-suu")
    kind: Annotated[str, Choice(*HAZARDS)] = fact(example="tailings")
    title: Line = words(example="Mailuu-Suu")
    text: Prose | None = words(None, example="Tailings above a river that flows to the Fergana valley.")
    figures: list[Figure] = part(())


class River(Sourced):
    """A shared river or lake."""

    id: Slug = fact(example="syr-darya")
    name: Line = words(example="Syr Darya")
    text: Line | None = words(None, example="downstream of Kyrgyzstan, Tajikistan and Uzbekistan")
    countries: list[CountryCode] = fact((), example="[countries/uzbekistan]")


class Version(Sourced):
    """One of several accounts of the same thing."""

    id: Slug = fact(example="most-cited")
    text: Prose = words(example="600,000 cubic metres")


class Accident(Sourced):
    """What happened, what followed, what was learnt."""

    id: Slug = fact(example="mailuu-suu-1958")
    title: Line = words(example="Failure of a uranium tailings dam at Mailuu-Suu")
    starts: When | None = fact(None, example="1958-04-16")
    ends: When | None = fact(None, example="1958-04-16")
    place: Line | None = words(None, example="Mailuu-Suu")
    kind: Line = words(example="failure of a uranium tailings dam")
    what: Prose | None = words(None, example="About half of the contents went into the river.")
    cause: Prose | None = words(None, example="Poor design, heavy rain.")
    consequences: Prose | None = words(None, example="Deaths are reported, their number is not known.")
    versions: list[Version] = part(())
    transboundary: Annotated[str, Choice("yes", "no", "air-only", "unknown")] = fact("unknown", example="yes")
    outside_convention: Flag = fact(False, example="true")
    scope_note: Line | None = words(None, example="a military depot, outside the scope of the Convention")
    lessons: list[Point] = part(())
    topics: list[Annotated[str, Reference("topics")]] = fact((), example="[topics/tailings-safety]")
    guidelines: list[Annotated[str, Reference("guidelines")]] = fact((), example="[guidelines/unece-tmf-guidelines]")


class Progress(Sourced):
    """What a source says about one of the six areas of work."""

    key = "area"
    area: Annotated[str, Choice(*AREAS)] = fact(example="preparedness")
    text: Prose = words(example="A working group on tailings safety meets since January 2022.")


class Step(Sourced):
    """Something that was done."""

    id: Slug = fact(example="working-group")
    starts: When | None = fact(None, example="2022-01")
    ends: When | None = fact(None, example="2022-12")
    text: Prose = words(example="An inter-agency working group on tailings safety was set up.")
    event: Annotated[str, Reference("workshops")] | None = fact(None, example="workshops/2024-08-kz-iiwg-3")
    project: Annotated[str, Reference("projects")] | None = fact(None, example="projects/tailings-kazakhstan")


class Need(Sourced):
    """What the country says it needs, and what answers it."""

    id: Slug = fact(example="tailings-training")
    text: Prose = words(example="Training of tailings operators and inspectors.")
    topics: list[Annotated[str, Reference("topics")]] = fact((), example="[topics/tailings-safety]")
    answered_by: list[Annotated[str, Reference("guidelines", "projects", "organizations")]] = fact(
        (), example="[guidelines/unece-tmf-guidelines]"
    )


class Question(Item):
    """Where the sources end or disagree."""

    id: Slug = fact(example="accession")
    text: Prose = words(example="Has the country joined the Convention since November 2024?")


class CountryProfile(Entry):
    """One of the countries of the knowledge base."""

    code: Territory = fact(example="KZ")
    capital: Line = words(example="Astana")
    languages: list[Language] = fact(example="[kk, ru]")
    area: list[Figure] = part(())
    population: Statement[Integer] | None = part(None)
    borders: list[CountryCode] = fact((), example="[RU, countries/uzbekistan]")
    borders_note: Line | None = words(None, example="also the Caspian Sea coast")
    authorities: list[Authority] = part(())
    point_of_contact: Prose | None = words(None, example="The list of points of contact is not public.")
    legislation: list[Law] = part(())
    hazards: list[Hazard] = part(())
    rivers: list[River] = part(())
    accidents: list[Accident] = part(())
    progress_note: Prose | None = words(None, example="Self-assessments were prepared; the documents were not found.")
    progress: list[Progress] = part(())
    steps: list[Step] = part(())
    needs: list[Need] = part(())
    questions: list[Question] = part(())


SCHEMA = CountryProfile
