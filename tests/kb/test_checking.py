"""What is wrong with a knowledge base, in full sentences and at the right place."""

import re
from pathlib import Path
from typing import Any

import pytest

from kb.checking import check
from support import CASES, ROOT, beside_the_case, cases, collections, prepare, shown

BAD_INPUT = {
    "missing-field", "unknown-field", "wrong-type-list-for-text", "bad-date-not-iso", "end-before-start",
    "reference-to-nothing", "reference-of-wrong-collection", "duplicate-key", "file-name-no-slug", "two-originals",
    "translation-without-original", "fact-in-a-translation", "lists-of-different-length", "source-never-defined",
    "source-never-used", "javascript-link", "raw-html", "empty-file", "binary-file", "byte-order-mark", "crlf",
    "symlink-out-of-content",
}  # fmt: skip


@pytest.mark.parametrize("case", cases("checking"))
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    _, problems = check(prepare(tmp_path / "knowledge", case))
    found = [problem for problem in problems if problem.path == case.get("labels") or not beside_the_case(problem)]
    assert shown(found) == [each.replace("{collections}", collections()) for each in case["problems"]]


def test_every_bad_input_of_the_specification_has_a_case() -> None:
    assert BAD_INPUT - {path.stem for path in (CASES / "checking").glob("*.yml")} == set()


def test_every_code_of_a_problem_has_a_case() -> None:
    used = {code for path in (ROOT / "hooks").rglob("*.py") for code in re.findall(r'"(KB\d{3})"', path.read_text())}
    texts = [path.read_text() for path in [*CASES.rglob("*.yml"), *(ROOT / "tests").rglob("*.py")]]
    assert used - {code for text in texts for code in re.findall(r"KB\d{3}", text)} == set()


def test_no_problem_is_shown_twice_and_all_are_sorted(make) -> None:
    root = make({"content/en/topics/a.yml": "title: x\nsummary: <b>\n", "content/en/topics/b.yml": ""})
    _, problems = check(root)
    assert problems == sorted(set(problems))


MISTAKES = {
    "content/en/workshops/2018-09-almaty.yml": {
        "kind: workshop": "kind: worksop",
        "ends: 2018-09-26": "ends: 2018-09-24",
        "city: Almaty": "ctiy: Almaty",
        "[organizations/unece]": "[organizations/unesco]",
        "They exchanged what they know.": "They <b>exchanged</b> what they know.",
        "accessed: 2026-11-22": "accessed: 31.02.2026",
    },
    "content/ru/workshops/2018-09-almaty.yml": {
        "[Диагностический центр, Алматинский университет]": "[Диагностический центр]",
        "  - id: exchange\n": "  - id: exchnage\n",
        "translation_of:": "starts: 2018-09-25\ntranslation_of:",
    },
    "content/ru/workshops/2019-11-almaty.yml": {
        "(workshops/2018-09-almaty)": "(javascript:alert(1))",
        "country: countries/kazakhstan": "country: organizations/unece",
        "starts: 2019-11": "starts: 2019-13",
        "language: ru": "language: russian",
    },
    "content/en/countries/kazakhstan.yml": {
        "code: KZ\n": "",
        "languages: [kk, ru]": "languages: kk",
        "kind: failure of a dam": "kind: failure of a dam\n    kind: accident",
        "text: A working group was set up.\n    source: a": "text: A working group was set up.\n    source: b",
    },
    "content/en/guidelines/tailings.yml": {
        "year: 2014": "year: about 2014",
        "topics: [topics/tailings-safety]": "topics: [topics/tailings]",
        "summary: What a dam needs.": "summary: What a [dam](https://user:secret@example.org) needs.",
    },
}
PLACES = [
    "content/en/countries/kazakhstan.yml:1:1 KB022",
    "content/en/countries/kazakhstan.yml:4:12 KB023",
    "content/en/countries/kazakhstan.yml:9:5 KB015",
    "content/en/countries/kazakhstan.yml:18:13 KB054",
    "content/en/guidelines/tailings.yml:2:23 KB052",
    "content/en/guidelines/tailings.yml:5:7 KB023",
    "content/en/guidelines/tailings.yml:7:10 KB050",
    "content/en/workshops/2018-09-almaty.yml:3:7 KB023",
    "content/en/workshops/2018-09-almaty.yml:5:7 KB058",
    "content/en/workshops/2018-09-almaty.yml:6:1 KB021",
    "content/en/workshops/2018-09-almaty.yml:8:14 KB050",
    "content/en/workshops/2018-09-almaty.yml:21:16 KB052",
    "content/en/workshops/2018-09-almaty.yml:30:15 KB023",
    "content/ru/workshops/2018-09-almaty.yml:4:1 KB061",
    "content/ru/workshops/2018-09-almaty.yml:8:5 KB062",
    "content/ru/workshops/2018-09-almaty.yml:10:1 KB036",
    "content/ru/workshops/2019-11-almaty.yml:2:43 KB052",
    "content/ru/workshops/2019-11-almaty.yml:4:9 KB023",
    "content/ru/workshops/2019-11-almaty.yml:6:10 KB051",
    "content/ru/workshops/2019-11-almaty.yml:10:78 KB023",
]


def test_twenty_mistakes_in_five_files_are_all_named(tmp_path: Path) -> None:
    assert len(MISTAKES) == 5
    assert sum(len(changes) for changes in MISTAKES.values()) == 20
    _, problems = check(prepare(tmp_path / "knowledge", {"change": MISTAKES}))
    found = [f"{each.path}:{each.line}:{each.column} {each.code}" for each in problems if not beside_the_case(each)]
    assert found == PLACES
