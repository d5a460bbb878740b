"""The canonical form: same values, same comments, one way to write them; and typography that changes no words."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.characters import mixed
from kb.checking import check
from kb.contributing import form as form_of_files
from kb.contributing.canonical import WIDTH, canonical
from kb.contributing.comments import read_comments
from kb.contributing.form import is_in_form
from kb.contributing.formatting import formatted
from kb.contributing.typography import tidy
from kb.library import Library
from kb.reading import Node, Place, read_bytes
from kb.schema import Item, Line, Point, Prose, fact, part, words
from support import Make


class Sample(Item):
    """A schema with a field of each kind."""

    title: Line = words()
    names: list[Line] = words(())
    codes: list[Line] = fact(())
    note: Prose = words()
    points: list[Point] = part(())


def form(text: str) -> str:
    """The canonical form of a file of `Sample`."""
    node, problems = read_bytes(textwrap.dedent(text).encode(), "a.yml")
    assert node is not None, problems
    return canonical(node, Sample, read_comments(textwrap.dedent(text), node))


CASES = {
    "fields in the order of the schema, unknown ones last": (
        "other: x\nnote: n\ntitle: t\n",
        "title: t\nnote: n\nother: x\n",
    ),
    "where it is from stands last": (
        "title: t\npoints:\n- source: a\n  as_of: 2018\n  id: one\n  text: x\n",
        "title: t\npoints:\n  - id: one\n    text: x\n    source: a\n    as_of: 2018\n",
    ),
    "double quotes only where they are needed": (
        "title: 'a'\nnote: 'a: b'\nnames: ['#', '2018', \"it's\"]\n",
        'title: a\nnames:\n  - "#"\n  - "2018"\n  - it\'s\nnote: "a: b"\n',
    ),
    "single quotes around double ones": ('title: "a \\"b\\": c"\n', "title: 'a \"b\": c'\n"),
    "codes in brackets, words item by item": (
        "codes:\n  - a/b\n  - c\nnames: [one word, two]\n",
        "names:\n  - one word\n  - two\ncodes: [a/b, c]\n",
    ),
    "a text with lines of its own keeps them": ("note: |\n  a\n\n  - b\n", "note: |\n  a\n\n  - b\n"),
    "comments move with their fields": (
        "# about the note\nnote: n  # short\n\n# about the title\ntitle: t\n# the end\n",
        "# about the title\ntitle: t\n# about the note\nnote: n  # short\n# the end\n",
    ),
    "a line for the editor stays at the top": (
        "# yaml-language-server: $schema=a.json\nnote: n\ntitle: t\n",
        "# yaml-language-server: $schema=a.json\ntitle: t\nnote: n\n",
    ),
    "an empty line between fields stays": ("title: t\n\n\n# why\nnote: n\n", "title: t\n\n# why\nnote: n\n"),
    "a comment above an item stays above it": (
        "points:\n  # first\n  - source: a  # where\n    id: one\n    # why\n    text: x\n  # last\n  - id: two\n",
        "points:\n  # first\n  - id: one\n    # why\n    text: x\n    source: a  # where\n  # last\n  - id: two\n",
    ),
    "comments inside brackets stand above the field": (
        "codes: [a,\n  # why b\n  b]  # all\n",
        "# why b\ncodes: [a, b]  # all\n",
    ),
    "comments behind items in brackets keep their order": (
        f"codes: [\n{''.join(f'  a{number},  # {number}{chr(10)}' for number in range(12))}  ]\n",
        f"codes: [{', '.join(f'a{number}' for number in range(12))}]  {' '.join(f'# {number}' for number in range(12))}\n",
    ),
    "what looks like a comment in a text is text": (
        "note: >-\n  a #1\n  # b\ntitle: 'x # y'\n",
        'title: "x # y"\nnote: "a #1 # b"\n',
    ),
    "a comment behind the sign of a folded text": (
        "note: >-  # long\n  a\n",
        "note: a  # long\n",
    ),
    "nothing is left nothing": ("title:\nnames: []\npoints:\n  - {}\n", "title:\nnames: []\npoints:\n  - {}\n"),
    "a mapping in braces is written out": ("points: [{id: a, text: b}]\n", "points:\n  - id: a\n    text: b\n"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_form(text: str, expected: str) -> None:
    assert form(text) == expected
    assert form(expected) == expected


def test_a_long_text_is_folded_and_a_long_list_written_item_by_item() -> None:
    long = "word " * 40
    made = form(f"title: {long}\ncodes: [{', '.join('organizations/unece' for _ in range(8))}]\n")
    assert made.startswith("title: >-\n  word word")
    assert max(map(len, made.splitlines())) <= WIDTH
    assert "codes:\n  - organizations/unece\n" in made
    assert form(made) == made


def test_an_address_that_is_too_long_stays_in_one_line() -> None:
    text = f"note: https://example.org/{'a' * 200}\n"
    assert form(text) == text


TEXT = st.text(st.sampled_from("abж -:#,[]{}\"'\\\n|>&*!%@`?~0189.«—"), min_size=1, max_size=200).filter(
    lambda text: bool(text.strip()) and not any(mixed(text))
)


@given(TEXT, st.lists(TEXT, max_size=4), TEXT)
@settings(max_examples=200, deadline=None)
def test_no_value_changes(title: str, names: list[str], note: str) -> None:
    here = Place(1, 1)

    def text(value: str) -> Node:
        return Node(here, value)

    node = Node(
        here,
        {
            "note": (here, text(note)),
            "title": (here, text(title)),
            "names": (here, Node(here, [text(name) for name in names])),
            "codes": (here, Node(here, [text(name) for name in names])),
            "points": (here, Node(here, [Node(here, {"id": (here, text(note)), "text": (here, text(title))})])),
        },
    )
    made = canonical(node, Sample)
    again, problems = read_bytes(made.encode(), "a.yml")
    assert problems == []
    assert again is not None
    assert again.plain() == node.plain()
    assert canonical(again, Sample, read_comments(made, again)) == made


def test_every_comment_of_the_real_records_survives(real: Library) -> None:
    for record in real.records.values():
        text = record.original.path.read_text(encoding="utf-8")
        made = formatted(real, record.original, text)
        assert made.count("#") == text.count("#")


TYPOGRAPHY = {
    'Закон "О защите" и "план"': "Закон «О защите» и «план»",
    'Проект «Охрана "Арала"»': "Проект «Охрана „Арала“»",
    '"Охрана "Арала""': "«Охрана „Арала“»",
    "Один - другой": "Один — другой",
    "Один -- другой": "Один — другой",
    "в 2016-2019 годах": "в 2016–2019 годах",
    "2019-2016, 978-92-1, 2018-09-25, 188-V, ГОСТ 12-2016": "2019-2016, 978-92-1, 2018-09-25, 188-V, ГОСТ 12-2016",
    "5 - 7 и -5": "5 - 7 и -5",
    "Закон № 5 - основа": "Закон № 5 — основа",
    "два  пробела": "два пробела",
    "- пункт\n- другой": "- пункт\n- другой",
    'дюйм 5"': 'дюйм 5"',
    '[план "а"](https://e.org/a-"b"-2016-2019) и https://e.org/2016-2019': '[план «а»](https://e.org/a-"b"-2016-2019) и https://e.org/2016-2019',
    "`a - b`": "`a - b`",
}


@pytest.mark.parametrize(("text", "expected"), TYPOGRAPHY.items())
def test_russian_typography(text: str, expected: str) -> None:
    assert tidy(text, "ru") == expected
    assert tidy(expected, "ru") == expected


def test_other_languages_lose_double_spaces_only() -> None:
    assert tidy('One  "two" - 2016-2019', "en") == 'One "two" - 2016-2019'


def test_facts_stay_letter_by_letter_and_words_are_tidied(make: Make) -> None:
    name = "content/ru/workshops/2019-11-almaty.yml"
    root = make()
    text = (root / name).read_text(encoding="utf-8")
    (root / name).write_text(text + 'venue_name: Зал "Да" - 2016-2019\n', encoding="utf-8")
    library, _ = check(root)
    assert library is not None
    record = library.records["workshops/2019-11-almaty"]
    made = formatted(library, record.original, record.original.path.read_text(encoding="utf-8"))
    assert "venue_name: Зал «Да» — 2016–2019\n" in made
    for source in record.data.sources:
        assert source.title in made


def test_a_file_in_another_form_is_a_warning_at_its_first_line(make: Make) -> None:
    name = "content/en/topics/a.yml"
    head = "title: A\nsummary: B\nsources:\n  - id: a\n    title: T\n    url: https://example.org/a\n    language: en\n"
    good = head + "    accessed: 2026-11-22\n    grade: other\nreviewed: 2026-11-22\nintroduction: C\n"
    library, _ = check(make({name: good.replace("title: T", "title: 'T'")}))
    assert library is not None
    found = list(is_in_form(library, library.records["topics/a"]))
    assert [str(each) for each in found] == [
        f"{name}:5:1: warning: From this line on the file is not in the form that all records have. Run: kb fmt {name} [KB080]"
    ]


def test_the_real_records_are_in_form(real: Library) -> None:
    assert [str(each) for each in form_of_files.problems(real)] == []
