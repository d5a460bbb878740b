"""A filled-in form of the issue tracker -> the draft of a record.

The tracker turns each field of a form into a heading with its label and the answer below it. Which label belongs to which
field is read from the forms themselves, in `.github/ISSUE_TEMPLATE`: the `id` there is the name of the field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kb.contributing.answers import BadAnswer, fault, field_at, needed, parsed
from kb.contributing.comparing.words import hidden, visible
from kb.contributing.scaffolding import scaffold
from kb.fields import FieldDeclaration, declarations
from kb.library import Library
from kb.schema import Choice, Entry, Item, Reference, Source

FOLDER = ".github/ISSUE_TEMPLATE"
EMPTY = "_No response_"
BETWEEN = " · "
_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
_SOURCE = "source-1"


class NoForm(Exception):
    """The text is not what a form makes, or no record can come of it; the message says why."""


@dataclass
class Draft:
    """The text of a new record and in words what of the answers could not be taken over."""

    collection: str
    locale: str
    title: str
    values: dict[str, str | list[str]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def text(self, library: Library) -> str:
        """The file; what could not be taken over stands in comments at its beginning."""
        first, _, rest = scaffold(library, self.collection, self.locale, self.values).partition("\n")
        notes = "".join(f"# {line}\n" for each in self.left for line in visible(each).splitlines() if line.strip())
        return f"{first}\n{notes}{rest}"


def looks_like_one(text: str) -> bool:
    """Whether a text has the headings of a form."""
    return _HEADING.match(text.lstrip()) is not None


def answers(root: Path, text: str) -> dict[str, str]:
    """The answers by the ids of the form to which all headings of the text belong."""
    text = _readable(text).lstrip()
    for path in sorted((root / FOLDER).glob("*.yml")):
        labels = _labels(path)
        found = _sections(text, labels)
        if found:
            return {labels[label]: answer for label, answer in found.items() if answer and answer != EMPTY}
    raise NoForm(f"The text is of no form in {FOLDER}. Copy the whole text of the issue, with its headings.")


def _readable(text: str) -> str:
    """A text without what must not stand in a record: line ends of others, tabs, signs that nobody sees."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    shown = (sign for sign in lines if sign == "\n" or not hidden(sign))
    return unicodedata.normalize("NFC", "".join(shown))


def _labels(path: Path) -> dict[str, str]:
    """The ids of the fields of a form by their labels."""
    form: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    parts = form.get("body", []) if isinstance(form, dict) else []
    return {str(part["attributes"]["label"]): str(part["id"]) for part in parts if "id" in part}


def _sections(text: str, labels: dict[str, str]) -> dict[str, str]:
    """The answers by label; none where a label of the form is missing. A heading inside of an answer belongs to it."""
    places = [match for match in _HEADING.finditer(text) if match[1] in labels]
    if not labels or {match[1] for match in places} != set(labels) or places[0].start():
        return {}
    ends = [match.start() for match in places[1:]] + [len(text)]
    found: dict[str, str] = {}
    for match, end in zip(places, ends, strict=True):
        found.setdefault(match[1], text[match.end() : end].strip())
    return found


def drafted(library: Library, given: dict[str, str], collection: str | None = None, locale: str | None = None) -> Draft:
    """The draft of a record from the answers to a form."""
    name = collection or _collection(library, given)
    schema = library.collections[name].schema
    title = " ".join(given.get("title", "").split())
    draft = Draft(name, locale or _locale(library, title), title)
    for key, answer in given.items():
        _take(library, schema, draft, key, answer)
    if any(path.startswith("sources.") for path in draft.values):
        draft.values |= {"sources.id": _SOURCE, "sources.title": title, "sources.language": draft.locale}
    return draft


def _collection(library: Library, given: dict[str, str]) -> str:
    """The only collection whose records have all these fields."""
    fits = [
        name for name, each in library.collections.items() if set(given) <= {*declarations(each.schema), *_of_source()}
    ]
    if not fits:
        about = "".join(f" It is about {path}." for path in _files(library, given))
        raise NoForm(f"This is a report to be read: no kind of record has the fields {', '.join(given)}.{about}")
    if len(fits) > 1:
        raise NoForm(f"It could be a record of {', '.join(fits)}. Name the collection with --collection.")
    return fits[0]


def _files(library: Library, given: dict[str, str]) -> Iterator[str]:
    """The originals of the records whose pages are named."""
    for answer in given.values():
        address = answer.strip().removeprefix(library.settings.url)
        for code in library.settings.languages:
            ref = "/".join(address.removeprefix(library.settings.prefix(code)).split("/")[:2])
            if ref in library.records:
                yield library.records[ref].original.shown
                break


def _of_source() -> set[str]:
    """The fields of a source that no record has itself."""
    return set(declarations(Source)) - set(declarations(Entry))


def _locale(library: Library, title: str) -> str:
    """The first language that is written in the letters of the title: either only those of ASCII or others, too."""
    languages = library.settings.languages
    names = {code: str(library.labels[code].texts.get("site.language", code)) for code in languages}
    return next((code for code in languages if names[code].isascii() == title.isascii()), languages[0])


def _take(library: Library, schema: type[Item], draft: Draft, key: str, answer: str) -> None:
    path = key if key in declarations(schema) else f"sources.{key}"
    declaration = field_at(schema, path)
    if declaration.model is not None:
        _take_part(draft, path, declaration, answer)
        return
    value = _value(library, declaration, answer, draft.left, path)
    if not value:
        return
    try:
        wrong = fault(library, schema, path, value)
    except BadAnswer as reason:
        wrong = str(reason)
    if wrong:
        draft.left.append(wrong)
    else:
        draft.values[path] = value


def _value(
    library: Library, declaration: FieldDeclaration, answer: str, left: list[str], path: str
) -> str | list[str] | None:
    """An answer as the value of a field: a word of a closed list, references by the names of records, or the text."""
    if choice := declaration.mark(Choice):
        word = answer.rpartition(BETWEEN)[2].strip()
        if word in choice.choices:
            return word
        left.append(f'{path} is "{answer}"; none of the words of the list: {", ".join(choice.choices)}.')
        return None
    if reference := declaration.mark(Reference):
        found = list(_records(library, reference, answer, left, path))
        return found if declaration.many else next(iter(found), None)
    return parsed(declaration, answer if declaration.many else " ".join(answer.split()))


def _records(library: Library, reference: Reference, answer: str, left: list[str], path: str) -> Iterator[str]:
    """The records that an answer names, by their titles, abbreviations or ids."""
    names = _names(library, reference)
    for part in filter(None, (each.strip(" .") for each in re.split(r"[,;\n]", answer))):
        if ref := names.get(part.casefold()):
            yield ref
        else:
            left.append(f'{path} names "{part}", which is no record here. Name the record, or write one.')


def _names(library: Library, reference: Reference) -> dict[str, str]:
    found: dict[str, str] = {}
    for ref, record in library.records.items():
        if reference.collections and record.collection not in reference.collections:
            continue
        for file in (record.original, *record.translations.values()):
            for name in (getattr(file.model, "title", None), getattr(file.model, "abbreviation", None), record.id):
                found.setdefault(str(name).casefold(), ref)
    return found


def _take_part(draft: Draft, path: str, declaration: FieldDeclaration, answer: str) -> None:
    """An answer that tells several things: the text of a first item where items have one, else a note."""
    required = {name for name, _ in needed(declaration.model)} if declaration.model else set()
    if required and required <= {"id", "text", "source"}:
        given = {"id": f"{path}-1", "text": " ".join(answer.split()), "source": _SOURCE}
        draft.values |= {f"{path}.{name}": text for name, text in given.items() if name in required}
        draft.left.append(f'{path} stands in one item "{path}-1". Divide it into one item for each thing that is said.')
    else:
        draft.left.append(f"{path} was answered in free text. Make items of it:\n{answer}")
