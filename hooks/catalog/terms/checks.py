"""Words that stand where the official term should stand.

Reported are the words of the `avoid` lists of all terms, in any inflected form, in the texts of every record in that
language. So that ordinary words are left alone, these are not reported:

- an entry with a comment in brackets, such as `focal point (another role)`: the comment says in which other sense the
  word is right, and a program cannot tell senses apart. Only `(calque ...)` is no other sense;
- an entry that differs from an accepted word only by its ending («обмен информации», «обмен информацией») or not at all,
  except exactly as it is written;
- words that are part of a longer accepted term: «industrial safety declaration» holds «safety declaration»;
- words in quotation marks, in a title that is official, and in the record of the term itself;
- what the record names in `accepted_terms`, with the reason in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.terms.words import Finder, Form, Wording, bare, folded, stems
from kb.fields import leaves
from kb.finding import RecordFile, problem
from kb.library import Library, Record
from kb.problems import Problem
from kb.reading import Location
from kb.schema import Role

COLLECTION = "terms"
_OTHER_SENSE = re.compile(r"\((?!calque)")
# Quotations, and where the links of a text lead.
_NOT_OURS = re.compile(r"«[^»]*»|“[^”]*”|„[^“]*“|\"[^\"]*\"|\]\([^)]*\)")


@dataclass(frozen=True)
class Avoided:
    """A word that must not stand for a term: the term's record and its official name."""

    ref: str
    title: str


def check_every(library: Library, record: Record) -> Iterator[Problem]:
    """Every such word in a record, and every accepted word that nobody would have reported."""
    finders = library.remember(("terms to avoid",), lambda: _finders(library))
    for file in (record.original, *record.translations.values()):
        yield from _check(file, finders[file.locale])


def _finders(library: Library) -> dict[str, Finder[Avoided | None]]:
    return {locale: Finder(locale, _wordings(library, locale)) for locale in library.settings.languages}


def _files(library: Library, locale: str) -> Iterator[tuple[str, RecordFile]]:
    """The terms that are there in a language."""
    for record in library.of(COLLECTION):
        file = record.original if locale == record.locale else record.translations.get(locale)
        if file:
            yield record.ref, file


def _wordings(library: Library, locale: str) -> list[Wording[Avoided | None]]:
    """All words to look for in a language: those to avoid, and the accepted ones, which nobody reports."""
    files = list(_files(library, locale))
    accepted = [bare(name) for _, file in files for name in (file.model.title, *(file.model.variants or ()))]
    as_written, by_stems = {folded(name) for name in accepted}, {stems(locale, name) for name in accepted}
    found: list[Wording[Avoided | None]] = [Wording(name, None) for name in accepted]
    for ref, file in files:
        for entry in file.model.avoid or ():
            name = bare(entry)
            if not _OTHER_SENSE.search(entry) and folded(name) not in as_written:
                form = Form.WRITTEN if stems(locale, name) in by_stems else Form.INFLECTED
                found.append(Wording(name, Avoided(ref, file.model.title), form))
    return found


def _check(file: RecordFile, finder: Finder[Avoided | None]) -> Iterator[Problem]:
    accepted = {stems(file.locale, bare(entry)): index for index, entry in enumerate(file.model.accepted_terms or ())}
    used = set()
    for path, location, text in _texts(file):
        for found in finder.find(text):
            avoided, words = found.wording.value, text[found.start : found.end]
            if avoided is None or avoided.ref == file.ref:
                continue
            if (key := stems(file.locale, words)) in accepted:
                used.add(key)
                continue
            message = (
                f'{path}: "{words}" must not stand for "{avoided.title}" ({avoided.ref}). Write the official term; '
                f"where the words are right in another sense, name them in accepted_terms."
            )
            yield problem(file, location, message, "KB070", "warning", words=words)
    for key, index in accepted.items():
        if key not in used:
            message = (
                f'accepted_terms names "{file.model.accepted_terms[index]}", which nothing would report. Delete it.'
            )
            yield problem(file, ("accepted_terms", index), message, "KB071", "warning")


def _texts(file: RecordFile) -> Iterator[tuple[str, Location, str]]:
    """The words of a record's file, what is not our own blotted out: path, location and text of each."""
    for leaf in leaves(file.model):
        official = leaf.path == "title" and file.model.title_status == "official"
        if leaf.declaration.role is not Role.WORDS or official:
            continue
        many = isinstance(leaf.value, list | tuple)
        for index, value in enumerate(leaf.value if many else [leaf.value]):
            location = (*leaf.location, index) if many else leaf.location
            yield leaf.path, location, _NOT_OURS.sub(lambda part: "|" * len(part.group()), value)
