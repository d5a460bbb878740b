"""Terms in texts: found in any inflected form, linked once on a page; words that must not stand for a term are reported."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup

from catalog.terms.checks import check_every
from catalog.terms.linking import scripts
from catalog.terms.words import Finder, Form, Wording, bare, stems
from kb.checking import check
from kb.library import Library
from kb.rendering import Renderer
from kb.translating import Phrase
from kb.writing import Writer
from support import shown, small_knowledge_base, write_tree

Make = Callable[..., Path]
SOURCES = (
    "sources:\n  - {id: a, title: A, url: 'https://example.org/a', language: en, accessed: 2026-11-22, grade: other}\n"
)
ORIGINAL = f"{SOURCES}reviewed: 2026-11-22\ntheme: convention\nverdict: official\n"
TRANSLATION = "translation_of:\n  language: en\n"


def term(name: str, english: str, russian: str, facts: str = "") -> dict[str, str]:
    """The two files of a term: its fields in English, in Russian, and its facts."""
    return {
        f"content/en/terms/{name}.yml": f"{english}summary: What it is.\n{ORIGINAL}{facts}",
        f"content/ru/terms/{name}.yml": f"{russian}summary: Что это *такое*.\n{TRANSLATION}",
    }


TERMS = {
    **term("tmf", "title: tailings management facility\nabbreviation: TMF\nvariants: [tailings facility]\navoid: [tailing pond]\n", "title: хвостохранилище\navoid: [шламонакопитель]\n"),
    **term("tailings-safety", "title: tailings safety\navoid: [tail safety]\n", "title: безопасность хвостохранилищ\n"),
    **term("tailings", "title: tailings\navoid: [tails]\n", "title: хвосты\navoid: [тейлинги, отвалы (пустой породы)]\n"),
    **term("party", "title: Party\n", "title: Сторона\n", "tooltip: false\n"),
    **term("affected-party", "title: affected Party\navoid: [victim country]\n", "title: затрагиваемая Сторона\n"),
    **term("natech", "title: natural-hazard-triggered technological accident\nabbreviation: Natech\n", "title: техногенная авария, вызванная стихийным бедствием\nabbreviation: ТАСБ\n"),
    **term("planning", "title: contingency planning\n", "title: разработка планов\n"),
    **term("plan", "title: contingency plan\navoid: [reserve plan]\n", "title: план действий\navoid: [план акций]\n"),
    **term("exchange", "title: exchange of information\n", "title: обмен информацией\navoid: [обмен информации]\n"),
    **term("report", "title: safety report\n", "title: отчет о мерах безопасности\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A small knowledge base with a glossary."""
    root = small_knowledge_base(tmp_path_factory.mktemp("glossary"), TERMS)
    (root / "content/en/terms/tailings-facility.yml").unlink()
    library, _ = check(root)
    assert library is not None
    return library


def linked(library: Library, locale: str, *texts: str, address: str = "workshops/a/") -> list[tuple[str, str]]:
    """(term, words) of the links in the texts of one page."""
    writer = Writer(library, locale)
    writer.begin(address)
    html = "".join(writer.prose(Phrase(text, locale, markdown=True)) for text in texts)
    return re.findall(r'class="term-link" href="[^"]*?([^/"]*)/">(.*?)</a>', html)


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        # any inflected form
        ("ru", "Работа с хвостохранилищами и хвостами.", [("tmf", "хвостохранилищами"), ("tailings", "хвостами")]),
        ("ru", "Под затрагиваемыми Сторонами понимаются соседи.", [("affected-party", "затрагиваемыми Сторонами")]),
        ("en", "Two tailings facilities stand there.", [("tmf", "tailings facilities")]),
        ("en", "Contingency plans of affected Parties.", [("plan", "Contingency plans"), ("affected-party", "affected Parties")]),
        # a comma is a part of the term, ё is е, a hyphen is a space
        ("ru", "О техногенных авариях, вызванных стихийными бедствиями.", [("natech", "техногенных авариях, вызванных стихийными бедствиями")]),
        ("ru", "О техногенных авариях. Вызванных нет.", []),
        ("ru", "Отчёты о мерах безопасности.", [("report", "Отчёты о мерах безопасности")]),
        ("en", "A natural hazard triggered technological accident.", [("natech", "natural hazard triggered technological accident")]),
        # the longest, then the one that is written so
        ("ru", "Безопасность хвостохранилищ.", [("tailings-safety", "Безопасность хвостохранилищ")]),
        ("en", "On tailings safety.", [("tailings-safety", "tailings safety")]),
        ("en", "On contingency planning.", [("planning", "contingency planning")]),
        # capitals: names are left alone, a term keeps its own, the beginning of a sentence does not count
        ("en", "The Tailings Safety Committee met.", []),
        ("en", "It is the affected party.", []),
        ("en", "They met. Tailings safety was the subject.", [("tailings-safety", "Tailings safety")]),
        # abbreviations only letter by letter
        ("en", "A TMF, not a tmf.", [("tmf", "TMF")]),
        ("en", "A tmf, a natech, NATECH.", []),
        ("ru", "ТАСБ и тасб.", [("natech", "ТАСБ")]),
        # too general, part of a compound, across a sentence or a link
        ("en", "Kazakhstan is a Party.", []),
        ("en", "A pre-tailings age.", []),
        ("en", "We speak of contingency. Plans follow.", []),
        # not in links, not in quotations
        ("en", "See [tailings](https://example.org/tailings) here.", []),
        ("ru", "Проект «Безопасность хвостохранилищ в регионе».", []),
        ("en", 'The project "Tailings safety".', []),
        ("en", "See [these facilities](terms/tmf), and a tailings facility.", [("tmf", "these facilities")]),
    ],
)  # fmt: skip
def test_terms_in_a_text(glossary: Library, locale: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert linked(glossary, locale, text) == expected


def test_only_the_first_occurrence_on_a_page_is_linked(glossary: Library) -> None:
    texts = ("Хвостохранилища. О хвостохранилищах.", "Хвостохранилище и хвосты.")
    assert linked(glossary, "ru", *texts) == [("tmf", "Хвостохранилища"), ("tailings", "хвосты")]


def test_a_new_page_begins_anew_and_knows_whether_it_needs_the_script(glossary: Library) -> None:
    writer, text = Writer(glossary, "ru"), Phrase("О хвостохранилищах.", "ru", markdown=True)
    for _ in range(2):
        writer.begin("workshops/a/")
        assert writer.annotated_by == ()
        assert writer.line(text) == ('О <a class="term-link" href="../../terms/tmf/">хвостохранилищах</a>.')
        assert writer.annotated_by == ("terms",)


def test_the_page_of_a_term_does_not_link_itself_and_the_glossary_links_nothing(glossary: Library) -> None:
    assert linked(glossary, "ru", "Хвостохранилища, хвосты.", address="terms/tmf/") == [("tailings", "хвосты")]
    assert linked(glossary, "ru", "Хвостохранилища, хвосты.", address="terms/") == []


def test_plain_texts_and_texts_in_another_language_are_left_alone(glossary: Library) -> None:
    writer = Writer(glossary, "ru")
    assert writer.line(Phrase("хвосты", "ru")) == "хвосты"
    assert writer.line(Phrase("tailings", "en", markdown=True)) == '<span lang="en">tailings</span>'
    assert writer.plain(Phrase("*хвосты*", "ru", markdown=True)) == "хвосты"


def test_escaped_signs_stay_as_they_are(glossary: Library) -> None:
    html = Writer(glossary, "en").line(Phrase("A <b & tailings > B", "en", markdown=True))
    assert html == Markup('A &lt;b &amp; <a class="term-link" href="./terms/tailings/">tailings</a> &gt; B')


def test_the_script_holds_definitions_and_the_term_in_the_other_language(glossary: Library) -> None:
    made = scripts(glossary)
    assert list(made) == ["terms-ru.js", "terms-en.js"]
    found = json.loads(made["terms-ru.js"].decode().partition('["ru"]=')[2])
    assert found["tmf"] == [["ru", "Что это такое."], ["en", "tailings management facility (TMF)"]]


def test_a_language_without_stemmer_finds_words_as_they_are_written() -> None:
    finder = Finder("kk", [Wording("қалдық қоймасы", 1)])
    assert [found.start for found in finder.find("Қалдық қоймасы, қалдық қоймалары")] == [0]


def test_forms_of_wordings() -> None:
    finder = Finder("en", [Wording("tails", "written", Form.WRITTEN), Wording("tailings", "any")])
    assert [found.wording.value for found in finder.find("Tails, tailings, tail")] == ["written", "any", "any"]
    assert bare("focal point (another role)") == "focal point"
    assert stems("ru", "Отчёты") == stems("ru", "отчета")


def problems(root: Path, summary: str, more: str = "", *, locale: str = "en", title: str = "x") -> list[str]:
    """The problems of terminology where a topic has this summary in a language."""
    (root / "content/en/terms/tailings-facility.yml").unlink(missing_ok=True)
    words = f"title: {title}\nsummary: {summary}\n{more}"
    facts = f"introduction: y\n{SOURCES}reviewed: 2026-11-22\n"
    files = {f"content/{locale}/topics/a.yml": words + facts}
    if locale != "en":
        files = {
            "content/en/topics/a.yml": f"title: x\nsummary: y\n{facts}",
            f"content/{locale}/topics/a.yml": words + TRANSLATION,
        }
    write_tree(root, files)
    return [text for text in shown(check(root)[1]) if "[KB07" in text]


HOW = "Write the official term; where the words are right in another sense, name them in accepted_terms. [KB070]"


@pytest.mark.parametrize(
    ("locale", "summary", "expected"),
    [
        ("en", "A tailing pond.", '2:12: warning: summary: "tailing pond" must not stand for "tailings management facility" (terms/tmf).'),
        ("en", "All Reserve plans.", '2:14: warning: summary: "Reserve plans" must not stand for "contingency plan" (terms/plan).'),
        ("ru", "Планы акций.", '2:10: warning: summary: "Планы акций" must not stand for "план действий" (terms/plan).'),
        ("ru", "Это шламонакопители.", '2:14: warning: summary: "шламонакопители" must not stand for "хвостохранилище" (terms/tmf).'),
        # beside an accepted word of the same stem: only as it is written
        ("ru", "Обмен информации.", '2:10: warning: summary: "Обмен информации" must not stand for "обмен информацией" (terms/exchange).'),
        ("en", "Red tails.", '2:14: warning: summary: "tails" must not stand for "tailings" (terms/tailings).'),
    ],
)  # fmt: skip
def test_a_word_to_avoid_is_reported(make: Make, locale: str, summary: str, expected: str) -> None:
    assert problems(make(TERMS), summary, locale=locale) == [f"content/{locale}/topics/a.yml:{expected} {HOW}"]


@pytest.mark.parametrize(
    ("locale", "summary"),
    [
        ("ru", "Обмена информацией, обменами информацией."),  # only the ending differs
        ("ru", "Горные отвалы."),  # right in another sense, as the comment says
        ("ru", "Книга «План акций»."),  # quoted
        ("en", "Of tailings safety."),  # an accepted term of the same stems as the one to avoid
        ("en", "[Here](https://example.org/tailing-pond)."),  # an address
        ("ru", "A reserve plan."),  # another language
    ],
)
def test_other_words_are_not_reported(make: Make, locale: str, summary: str) -> None:
    assert problems(make(TERMS), json.dumps(summary, ensure_ascii=False), locale=locale) == []


def test_an_accepted_word_is_not_reported_and_one_too_many_is(make: Make) -> None:
    root = make(TERMS)
    assert problems(root, "Reserve plans.", "accepted_terms: [reserve plan (of the army)]\n") == []
    assert problems(root, "Plans.", "accepted_terms: [reserve plan (of the army)]\n") == [
        'content/en/topics/a.yml:3:18: warning: accepted_terms names "reserve plan (of the army)", '
        "which nothing would report. Delete it. [KB071]"
    ]


def test_an_official_title_is_left_alone(make: Make) -> None:
    root = make(TERMS)
    assert len(problems(root, "y", "title_status: translated\n", title="Reserve plans")) == 1
    assert problems(root, "y", "title_status: official\n", title="Reserve plans") == []


def test_the_record_of_a_term_may_name_what_is_to_be_avoided(make: Make) -> None:
    root = make(TERMS)
    path = root / "content/en/terms/plan.yml"
    path.write_text(path.read_text().replace("What it is.", "It is no reserve plan and no tailing pond."))
    assert problems(root, "y") == [
        'content/en/terms/plan.yml:3:39: warning: summary: "tailing pond" must not stand for '
        f'"tailings management facility" (terms/tmf). {HOW}'
    ]


def test_the_real_knowledge_base_uses_official_terms(real: Library) -> None:
    assert shown([each for record in real.drafts.values() for each in check_every(real, record)]) == []


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_real_pages_link_no_term_twice_nor_in_a_heading_or_a_link(real: Library, locale: str) -> None:
    renderer = Renderer(real, locale)
    for record in [*real.of("countries"), *real.of("agreements")]:
        body = renderer.record(record).body
        found = re.findall(r'class="term-link" href="[^"]*?([^/"]*)/"', body)
        assert len(found) == len(set(found))
        assert not re.search(r"<(h[1-6]|a)\b(?:(?!</\1>).)*<a class=\"term-link\"", body, re.DOTALL)
