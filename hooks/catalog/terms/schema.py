"""Terms: the official word in each language, its definition and where it is defined."""

from typing import Annotated

from kb.schema import Choice, Entry, Flag, Item, Line, Prose, Reference, SourceList, fact, own, part, words

THEMES = (
    "convention",
    "prevention-preparedness-response",
    "notification",
    "implementation",
    "tailings-and-facilities",
    "ilo-eu",
    "liability-and-disaster-risk",
    "national-law",
)


class Grammar(Item):
    """Forms of a Russian term that a writer needs."""

    gender: Annotated[str, Choice("masculine", "feminine", "neuter", "plural")] | None = own(None, example="neuter")
    genitive: Line | None = own(None, example="хвостохранилища")
    plural: Line | None = own(None, example="хвостохранилища")


class Term(Entry):
    """A term; its title is the term itself, its summary the definition.

    `avoid` lists words that must not stand for the term; `kb check` reports them. A comment in brackets says in which
    other sense such a word is right; it is then shown, but not reported. `tooltip` is false where the word is so common that
    it is not to be linked in texts.
    """

    theme: Annotated[str, Choice(*THEMES)] = fact(example="convention")
    tooltip: Flag = fact(True, example="false")
    abbreviation: Line | None = own(None, example="TMF")
    variants: list[Line] = own((), example="[tailings storage facility]")
    avoid: list[Line] = own((), example="[tailings pond]")
    defined_in: Line | None = words(None, example="Convention, Article 1 (a)")
    defined_by: SourceList | None = fact(None, example="convention-ru")
    verdict: Annotated[str, Choice("official", "established", "national-law", "disputed")] = own(example="official")
    grammar: Grammar | None = part(None)
    note: Prose | None = words(None, example="The treaty has no plural of this word.")
    agreements: list[Annotated[str, Reference("agreements")]] = fact((), example="[agreements/industrial-accidents]")
    topics: list[Annotated[str, Reference("topics")]] = fact((), example="[topics/tailings-safety]")
    related: list[Annotated[str, Reference("terms")]] = fact((), example="[terms/tailings]")


SCHEMA = Term
