"""The glossary for translators: valid TBX, and the same words in the table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from lxml import etree

from kb.exporting.data import glossary_files
from kb.library import Library

TBX = {"t": "urn:iso:std:iso:30042:ed:3.0"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_tbx_is_valid(files: dict[str, bytes], real: Library) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("tbx_basic.rng")))
    schema.assertValid(etree.fromstring(files[glossary_files(real)[0]]))


def test_tbx_holds_every_term_in_every_language_in_which_it_is_there(files: dict[str, bytes], real: Library) -> None:
    root = etree.fromstring(files[glossary_files(real)[0]])
    found = {
        (entry.get("id"), section.get(LANG)): section.findtext("t:termSec/t:term", namespaces=TBX)
        for entry in root.iterfind(".//t:conceptEntry", TBX)
        for section in entry.iterfind("t:langSec", TBX)
    }
    files_of = [(record, [record.original, *record.translations.values()]) for record in real.of("terms")]
    assert found == {(f"c-{record.id}", file.locale): file.model.title for record, all_ in files_of for file in all_}


def test_words_to_avoid_are_marked_and_the_reason_stands_apart(files: dict[str, bytes], real: Library) -> None:
    root = etree.fromstring(files[glossary_files(real)[0]])
    section = root.find(
        ".//t:conceptEntry[@id='c-industrial-safety']/t:langSec[@xml:lang='ru']", {**TBX, "xml": LANG[1:37]}
    )
    avoided = {
        term.findtext("t:term", namespaces=TBX): term.findtext("t:note", namespaces=TBX)
        for term in section.iterfind("t:termSec", TBX)
        if "deprecatedTerm-admn-sts" in term.xpath("t:termNote/text()", namespaces=TBX)
    }
    assert avoided["охрана труда"] == "другая область"


def test_the_table_has_a_row_for_each_term(files: dict[str, bytes], real: Library) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(files[glossary_files(real)[1]].decode(), newline=""))}
    assert rows.keys() == {record.id for record in real.of("terms")}
    assert (rows["tmf"]["term_ru"], rows["tmf"]["abbreviation_en"]) == ("хвостохранилище", "TMF")
