"""The terms as entries of a glossary for translators (TBX, CSV)."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.terms.words import bare
from kb.exporting.data.glossary import ADMITTED, DEPRECATED, PREFERRED, Concept, Term, Words
from kb.library import Library, Record
from kb.translating import Localized
from kb.writing import Writer


def glossary(library: Library) -> list[Concept]:
    """Every term with its words in each language in which it is there."""
    writer = Writer(library, library.settings.default)
    return [_concept(writer, record) for record in library.of("terms")]


def _concept(writer: Writer, record: Record) -> Concept:
    library = writer.library
    there = [code for code in library.settings.languages if record.has(code)]
    wanted = record.data.defined_by or ()
    return Concept(
        id=record.id,
        subject=writer.choice("terms", "theme", record.data.theme).unescape(),
        page=library.settings.page_url(there[0], f"{record.ref}/"),
        words=[_words(writer, record.localized(code), code) for code in there],
        sources=[str(source.url) for source in record.data.sources if source.id in wanted],
    )


def _words(writer: Writer, record: Localized, locale: str) -> Words:
    defined_in = "" if record.defined_in is None or record.defined_in.foreign else writer.plain(record.defined_in)
    return Words(locale, list(_terms(writer, record)), writer.plain(record.summary), defined_in)


def _terms(writer: Writer, record: Localized) -> Iterator[Term]:
    """The term itself, its abbreviation, its other forms, and the words that must not stand for it with the reason."""
    status = ADMITTED if record.verdict == "disputed" else PREFERRED
    gender = record.grammar.gender if record.grammar else None
    yield Term(writer.plain(record.title), status, "fullForm", gender or "")
    if record.abbreviation:
        yield Term(record.abbreviation, ADMITTED, "abbreviation")
    for variant in record.variants:
        yield Term(variant, ADMITTED, "variant")
    for avoided in record.avoid:
        word = bare(avoided)
        yield Term(word, DEPRECATED, "variant", note=avoided.removeprefix(word).strip(" ()"))
