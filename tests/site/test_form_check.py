"""The form finds what `kb check` finds, in the same places: the cases of the check, run in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kb.checking import check
from kb.contributing.form_data import content, form_files
from kb.contributing.formatting import file_schema
from kb.contributing.typography import tidy
from kb.finding import RecordFile
from kb.library import Library, Record, load
from kb.problems import closest
from kb.reading import EMPTY
from kb.translating import digest
from kb.writing import Writer
from support import ROOT, cases, prepare, small_knowledge_base

SCRIPTS = ("form-text.js", "form-file.js", "form-faults.js", "form-check.js")
# What a record itself tells; the rest needs other records, or is a matter of the file that the form writes.
CODES = {
    "KB021", "KB022", "KB023", "KB036", "KB050", "KB051", "KB052", "KB053", "KB054", "KB055", "KB056", "KB057", "KB058",
    "KB060", "KB061", "KB062", "KB063", "KB064",
}  # fmt: skip
Found = set[tuple[str, int, str]]


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """An empty page with the scripts of the form, but not its page."""
    with browser.new_context() as context:
        page = context.new_page()
        library = load(ROOT)
        assert isinstance(library, Library)
        made = form_files(library)
        for data in (made["form-library.js"], made["form-ru.js"]):
            page.add_script_tag(content=data.decode())
        for name in SCRIPTS:
            page.add_script_tag(path=ROOT / "docs/assets/js" / name)
        yield page


def _told_by_the_check(library: Library, problems: list[Any]) -> Found:
    readable = {file.shown for record in library.drafts.values() for file in _files(record) if file.node is not EMPTY}
    return {(each.path, each.line, each.code) for each in problems if each.code in CODES and each.path in readable}


def _files(record: Record) -> list[RecordFile]:
    return [record.original, *record.translations.values()]


def _told_by_the_form(page: Page, library: Library) -> Found:
    data = content(Writer(library, "en")) | {"records": {ref: ref for ref in sorted(library.known)}}
    _give(page, data)
    found: Found = set()
    for record in library.drafts.values():
        for translation in record.translations.values() or [None]:
            found |= _told_of(page, record, translation)
    return found


def _give(page: Page, data: object) -> None:
    """As one text: Playwright would go through every value of it."""
    page.evaluate("text => { globalThis.kbFormData = JSON.parse(text) }", json.dumps(data))


def _told_of(page: Page, record: Record, translation: RecordFile | None) -> Found:
    if record.original.node is EMPTY or (translation and translation.node is EMPTY):
        return set()
    given = {
        "ref": record.ref,
        "collection": record.collection,
        "original": record.original.node.plain(),
        "translation": translation.node.plain() if translation else None,
    }
    problems = page.evaluate("record => kbFormCheck.check(record)", given)
    files = {"original": record.original, "translation": translation}
    return {_place(files[each["file"]], each) for each in problems if each["code"] in CODES}


def _place(file: RecordFile | None, problem: Mapping[str, Any]) -> tuple[str, int, str]:
    """Where a problem of the form stands in the file."""
    assert file is not None
    location = tuple(problem["at"][:-1] if problem.get("missing") else problem["at"])
    words = problem.get("words") if problem["code"] in ("KB050", "KB052") else None
    at = file.node.place_of(location, name=bool(problem.get("atName")))
    place = file.place_of_words(location, words) if words else at
    return file.shown, place.line, problem["code"]


compared: list[str] = []


@pytest.mark.parametrize("case", cases("checking"))
def test_every_case_of_the_check(engine: Page, tmp_path: Path, case: dict[str, Any], request: Any) -> None:
    library, problems = check(prepare(tmp_path / "knowledge", case))
    if library is None or not library.labels["en"].texts:
        pytest.skip("There is no library, or no word to show it in.")
    if any(problem.code == "KB015" for problem in problems):
        pytest.skip("Of a field that stands twice, the form sees one.")
    expected = _told_by_the_check(library, problems)
    assert _told_by_the_form(engine, library) == expected
    if expected:
        compared.append(request.node.callspec.id)


def test_enough_cases_were_compared(request: Any) -> None:
    ran = [item for item in request.session.items if item.name.startswith("test_every_case_of_the_check")]
    if len(ran) < len(list(cases("checking"))):
        pytest.skip("Only some of the cases were run.")
    assert len(compared) >= 25


TEXTS = [
    "см. [a](ftp://x.org)", "[a](mailto:a@b.org)", "[a](https://localhost/)", "[a](https://a:b@c.org)", "[a](//c.org)",
    "[a](https://c.org:99999/)", "[a](https://приме.рф)", "[a](javascript:alert(1))", "<div>\nx\n</div>", "a <br> b", "# a",
    "    code", "```\ncode\n```", "a `b` c", "> a", "---", "![a](https://c.org/a.png)", r"\# a \< b", "* a\n* b\n\n1. c",
    "a **b** *c*", "[a](terms/none)", "a & b < c > d", "&lt;b&gt;", "https://c.org", "<https://c.org>", "a\n===",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_texts_with_what_must_not_stand_in_them(engine: Page, tmp_path: Path, text: str) -> None:
    root = small_knowledge_base(tmp_path / "knowledge")
    path = root / "content/en/topics/tailings-safety.yml"
    lines = "".join(f"  {line}\n" for line in text.split("\n"))
    kept = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("summary:")]
    path.write_text("\n".join(kept) + f"summary: |2-\n{lines}", encoding="utf-8")
    library, problems = check(root)
    assert library is not None
    told = _told_by_the_check(library, problems)
    assert _told_by_the_form(engine, library) == told


def test_every_file_comes_out_as_it_was(engine: Page, real: Library) -> None:
    """The canonical form, the typography and the comments in the browser are those of Python."""
    page_data = content(Writer(real, "ru"))
    _give(engine, page_data)
    from kb.contributing.form_data import file_content

    given = [
        {
            "path": file.shown,
            "text": file.path.read_text(encoding="utf-8"),
            "file": file_content(file),
            "schema": [file.collection, "translation" if file.translation else "original"],
            "locale": file.locale,
        }
        for record in real.records.values()
        for file in _files(record)
    ]
    different = engine.evaluate(
        """files => files.filter(({ text, file, schema: [collection, role], locale }) => {
             const schema = kbFormData.schemas[collection][role], live = kbFormFile.open(file)
             return kbFormFile.text(kbFormFile.typeset(live, schema, schema, locale), schema) !== text
           }).map(({ path }) => path)""",
        given,
    )
    assert different == []
    assert len(given) > 800


def test_comments_move_along(engine: Page, tmp_path: Path) -> None:
    """Comments of every kind come out where they were, also after they went through a draft."""
    from kb.contributing.canonical import canonical
    from kb.contributing.comments import read_comments
    from kb.contributing.form_data import file_content

    root = small_knowledge_base(tmp_path / "knowledge")
    path = root / "content/en/topics/tailings-safety.yml"
    library = load(root)
    assert isinstance(library, Library)
    record = library.records["topics/tailings-safety"]
    schema = file_schema(library, record.original)
    text = "# a head\n" + path.read_text(encoding="utf-8").replace("sources:", "\n# where from\nsources:  # all")
    text = text.replace("  - id:", "  # the first\n  - id:", 1).rstrip("\n") + "\n# the end\n"
    path.write_text(text, encoding="utf-8")
    library = load(root)
    assert isinstance(library, Library)
    record = library.records["topics/tailings-safety"]
    right = canonical(record.original.node, schema, read_comments(text, record.original.node))
    _give(engine, content(Writer(library, "en")))
    made = engine.evaluate(
        """file => { const schema = kbFormData.schemas.topics.original, live = kbFormFile.open(file)
             return [live, kbFormFile.open(kbFormFile.close(live))].map(each => kbFormFile.text(each, schema)) }""",
        file_content(record.original),
    )
    assert made == [right, right]
    assert right.count("#") == text.count("#")


def test_digests_hints_and_typography(engine: Page, real: Library) -> None:
    texts = [leaf for record in real.records.values() for leaf in _texts(record)][:4000]
    assert engine.evaluate("texts => texts.map(kbFormText.digest)", texts) == [digest(text) for text in texts]
    said = [
        'Он сказал: "слово "внутри" тоже" - да',
        "1995-1998",
        "1998-1995",
        'нечёт"',
        "а -- б",
        "- в начале",
        "2018-09",
        "a  b",
    ]
    said += ['[а - б](https://c.org/a-b "x")', "`a - b`"]
    for locale in ("ru", "en"):
        made = engine.evaluate("([texts, locale]) => texts.map(text => kbFormText.tidy(text, locale))", [said, locale])
        assert made == [tidy(text, locale) for text in said]
    known = sorted(real.records)
    words = ["workshops/2018-09-almaty", "terms/tmff", "agreement/industrial-accidents", "xyz", "topics/tailing-safety"]
    made = engine.evaluate("([words, known]) => words.map(word => kbFormText.closest(word, known))", [words, known])
    assert made == [closest(word, known) for word in words]


def _texts(record: Record) -> Iterator[str]:
    from kb.fields import leaves

    yield from (leaf.value for leaf in leaves(record.data) if isinstance(leaf.value, str))
