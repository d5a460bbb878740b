"""Citations: one sentence, BibTeX, RIS; with the address that stays, the title, and the day of the review."""

from __future__ import annotations

from datetime import date

from kb.exporting.citations import bibtex, citation, ris
from kb.library import Library
from kb.writing import Writer

REF = "workshops/2018-09-almaty"
URL = f"https://example.org/kb/en/{REF}/"


def _cited(library: Library, locale: str, ref: str = REF):
    writer = Writer(library, locale)
    return citation(writer, writer.get(ref))


def test_the_sentence_says_title_site_version_and_address(library) -> None:
    assert _cited(library, "en").plain == (
        "“Workshop on Industrial Safety”. Industrial Safety Knowledge Base for Central Asia, version of 22 November 2026. "
        f"{URL} (accessed …)."
    )
    assert _cited(library, "ru").plain.startswith("Семинар по промышленной безопасности // База знаний")


def test_bibtex(library) -> None:
    assert _cited(library, "en").bibtex.splitlines() == [
        "@misc{workshops:2018-09-almaty,",
        "title = {{Workshop on Industrial Safety}},",
        "author = {{Industrial Safety Knowledge Base for Central Asia}},",
        "year = {2026},",
        "note = {2026-11-22},",
        "langid = {english},",
        f"url = {{{URL}}}",
        "}",
    ]


def test_ris(library) -> None:
    assert _cited(library, "en").ris.split("\n") == [
        "TY  - ELEC",
        "TI  - Workshop on Industrial Safety",
        "PB  - Industrial Safety Knowledge Base for Central Asia",
        "PY  - 2026",
        "DA  - 2026/11/22",
        "LA  - en",
        f"UR  - {URL}",
        "ER  - ",
    ]


def test_a_text_without_translation_is_cited_where_it_stands(library) -> None:
    cited = _cited(library, "en", "workshops/2019-11-almaty")
    assert "UR  - https://example.org/kb/workshops/2019-11-almaty/\n" in cited.ris
    assert "LA  - ru\n" in cited.ris
    assert "langid = {russian}" in cited.bibtex


def test_signs_of_tex_are_kept_from_it() -> None:
    made = bibtex("a/b", "Oil & gas: 50 % {of} a_b #1 ~ \\x", "Site", "https://example.org/a_b", date(2026, 1, 2), "en")
    assert r"title = {{Oil \& gas: 50 \% of a\_b \#1   x}}" in made
    assert "url = {https://example.org/a_b}" in made


def test_a_title_cannot_end_a_reference() -> None:
    """Titles have one line (`kb.values.Line`), so every line of RIS begins with its tag."""
    lines = ris("A", "S", "https://example.org/", date(2026, 1, 2), "ru").split("\n")
    assert all(line[2:6] == "  - " for line in lines)
