"""The glossary for translators: TermBase eXchange and CSV.

TBX is ISO 30042:2019, dialect TBX-Basic in the style DCA (https://www.tbxinfo.net/tbx-dialects/, schema TBXcoreStructV03):
a concept holds a section for each language, that its definition and its terms. A collection whose records are terms says so with
`glossary(library)` in its `sharing.py`, which gives concepts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kb.exporting.data.sheets import BETWEEN, csv_cell
from kb.library import Library
from kb.sharing import hook
from kb.writing import Writer

NAMESPACE = "urn:iso:std:iso:30042:ed:3.0"
PREFERRED, ADMITTED, DEPRECATED = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"
GENDERS = ("masculine", "feminine", "neuter")


@dataclass(frozen=True)
class Term:
    """A word for a concept. `status` is one of the three above, `kind` fullForm, abbreviation or variant."""

    text: str
    status: str
    kind: str
    gender: str = ""
    note: str = ""


@dataclass(frozen=True)
class Words:
    """A concept in one language."""

    locale: str
    terms: list[Term]
    definition: str = ""
    defined_in: str = ""


@dataclass(frozen=True)
class Concept:
    """One entry of the glossary. `subject` is its field in the site's first language, `page` the address of its page."""

    id: str
    subject: str
    page: str
    words: list[Words] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


def concepts(library: Library) -> list[Concept]:
    """The concepts of every collection that is a glossary."""
    found: list[Concept] = []
    for name in library.order:
        tell = hook(library, name, "glossary")
        found += tell(library) if tell else ()
    return found


def tbx(library: Library, entries: Iterable[Concept]) -> bytes:
    """The glossary as TBX."""
    default = Writer(library, library.settings.default)
    root = Element("tbx", {"xmlns": NAMESPACE, "type": "TBX-Basic", "style": "dca", "xml:lang": default.locale})
    about = SubElement(SubElement(root, "tbxHeader"), "fileDesc")
    _text(SubElement(about, "titleStmt"), "title", default.t("site.name").unescape())
    published = SubElement(about, "publicationStmt")
    for line in (default.t("site.licence").unescape(), library.settings.licence):
        if line:
            _text(published, "p", line)
    _text(SubElement(about, "sourceDesc"), "p", f"{library.settings.url} {library.reviewed.isoformat()}")
    body = SubElement(SubElement(root, "text"), "body")
    for entry in entries:
        _entry(body, entry)
    indent(root, " ")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(body: Element, concept: Concept) -> None:
    entry = SubElement(body, "conceptEntry", id=f"c-{concept.id}")  # an XML id begins with a letter
    _text(entry, "descrip", concept.subject, type="subjectField")
    _text(entry, "xref", concept.page, type="externalCrossReference", target=concept.page)
    for source in concept.sources:
        _text(entry, "xref", source, type="externalCrossReference", target=source)
    for words in concept.words:
        section = SubElement(entry, "langSec", {"xml:lang": words.locale})
        if words.definition:
            group = SubElement(section, "descripGrp")
            _text(group, "descrip", words.definition, type="definition")
            if words.defined_in:
                _text(group, "admin", words.defined_in, type="source")
        for term in words.terms:
            _term(section, term)


def _term(section: Element, term: Term) -> None:
    entry = SubElement(section, "termSec")
    _text(entry, "term", term.text)
    _text(entry, "termNote", term.status, type="administrativeStatus")
    _text(entry, "termNote", term.kind, type="termType")
    if term.gender in GENDERS:
        _text(entry, "termNote", term.gender, type="grammaticalGender")
    if term.note:
        _text(entry, "note", term.note)


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def glossary_csv(library: Library, entries: Iterable[Concept]) -> bytes:
    """The glossary as CSV: a row for each concept, columns for each language."""
    names = ("term", "abbreviation", "variants", "avoid", "definition", "defined_in")
    locales = library.settings.languages
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["id", "subject", "page", *(f"{name}_{code}" for code in locales for name in names)])
    for concept in entries:
        by_locale = {words.locale: words for words in concept.words}
        cells = [cell for code in locales for cell in _cells(by_locale.get(code) or Words(code, []))]
        writer.writerow(map(csv_cell, [concept.id, concept.subject, concept.page, *cells]))
    return text.getvalue().encode()


def _cells(words: Words) -> list[str]:
    def joined(kind: str) -> str:
        return BETWEEN.join(term.text for term in words.terms if term.kind == kind and term.status != DEPRECATED)

    avoid = BETWEEN.join(term.text for term in words.terms if term.status == DEPRECATED)
    terms = [joined("fullForm"), joined("abbreviation"), joined("variant"), avoid]
    return [*terms, words.definition, words.defined_in]
