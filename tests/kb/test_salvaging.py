"""Drafts of records that are not valid: what is right in them is kept, at its place."""

import random

from kb import checking
from kb.reading import read_bytes
from kb.salvaging import salvage
from kb.schema import Entry, Line, Point, fact, part, words
from support import beside_the_case

VALUES = (
    "", "[]", "{}", "[a]", "{a: b}", "x", '"x', "- a", "[[a]]", "2018-13-45", "null", "organizations/unece", "<b>", "|", "true", "-1",
    "9" * 20, "[{}]", "[{id: a}]", "{id: []}", "*", "&a", "!t", "a: b", "~", "topics/", "@",
)  # fmt: skip


class Note(Entry):
    """A kind of record for these tests."""

    tags: list[Line] = fact((), example="[a]")
    place: Line | None = words(None, example="here")
    points: list[Point] = part(())


def _draft(text: str) -> Entry:
    node, problems = read_bytes(text.encode(), "note.yml")
    assert node is not None
    assert problems == []
    return salvage(Note, node)


def test_wrong_values_are_left_out_and_the_others_stay() -> None:
    draft = _draft("title: [a]\nsummary: S\nreviewed: soon\nplace: P\nextra: x\n")
    assert (draft.title, draft.summary, draft.reviewed, draft.place) == (None, "S", None, "P")


def test_items_keep_their_positions() -> None:
    draft = _draft("points:\n  - just text\n  - {id: a, text: [x], source: s}\n  - {id: b, text: T, source: s}\n")
    assert [(point.id, point.text) for point in draft.points] == [(None, None), ("a", None), ("b", "T")]


def test_of_a_list_of_plain_values_all_goes_when_one_is_wrong() -> None:
    assert _draft("tags: [a, {b: c}]\nplace: P\n").tags == ()
    assert _draft("tags: [a, b]\n").tags == ["a", "b"]


def test_nothing_right_is_an_empty_draft() -> None:
    draft = _draft("points: text\nsources: text\n")
    assert (draft.points, draft.sources, draft.title) == ((), (), None)


def _mutated(rng: random.Random, text: str) -> str:
    """The text with a few lines as a tired person might leave them."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 4)):
        here, there = rng.randrange(len(lines)), rng.randrange(len(lines))
        name, colon, value = lines[here].partition(":")
        lines[here] = rng.choice(
            [
                f"{name}{colon} {rng.choice(VALUES)}",
                f"{name[:-1]}{colon}{value}",
                f"{name}{colon}\n  {rng.choice(VALUES)}",
                " " * rng.randint(0, 6) + lines[here].lstrip(),
                f"{lines[here]}\n{lines[there]}",
                "",
            ]
        )
    return "\n".join(lines)


def test_whatever_is_written_is_a_problem_and_never_a_crash(make, monkeypatch) -> None:
    monkeypatch.setattr(checking, "check_labels", lambda _: [])
    root = make()
    files = [path for path in sorted((root / "content").rglob("*.yml")) if path.name != "labels.yml"]
    texts = {path: path.read_text() for path in files}
    named = 0
    for seed in range(25):
        rng = random.Random(seed)
        for path in rng.sample(files, 2):
            path.write_text(_mutated(rng, texts[path]))
        _, problems = checking.check(root)
        named += any(not beside_the_case(problem) for problem in problems)
        assert [each for each in problems if "validation" in each.message or "Input should" in each.message] == []
        for path, text in texts.items():
            path.write_text(text)
    assert named > 20
