"""`kb new`, `kb translate`, `kb status`: the way of a record, as somebody new to it would go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support import Run, change

NAME = "2026-05-bishkek-dams"
ORIGINAL, TRANSLATION = f"content/ru/workshops/{NAME}.yml", f"content/en/workshops/{NAME}.yml"
FLAGS = (
    "title=Семинар о дамбах",
    "summary=О чём договорились.",
    "sources.id=source-1",
    "sources.title=Семинар",
    "sources.url=https://example.org/a",
    "sources.language=ru",
    "sources.accessed=2026-05-20",
    "sources.grade=official",
    "reviewed=2026-05-20",
    "kind=workshop",
    "topics=topics/tailings-safety",
)


def flags(*values: str) -> list[str]:
    """Values as the command takes them."""
    return [word for value in values for word in ("--set", value)]


def test_new_from_flags_is_a_sound_record(run: Run, root: Path) -> None:
    done = run("new", "workshops", "--id", NAME, *flags(*FLAGS))
    assert done.output == f"{ORIGINAL} written. Fill it in; kb check tells what is still missing.\n"
    text = (root / ORIGINAL).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../schemas/workshops.json\n# Название (одна строка")
    assert "\nkind: workshop\n" in text
    assert "\n# starts: 2018-09-25\n" in text
    assert "\n# outcomes:\n#   - id: first-step\n" in text
    assert run("check").output == "10 records, no problems.\n"
    assert run("fmt").output == "0 files formatted.\n"


def test_what_is_left_out_is_named_by_the_check(run: Run) -> None:
    assert run("new", "topics", "--id", "dams", "--language", "en").exit_code == 0
    done = run("check")
    assert done.exit_code == 1
    for name in ("title", "summary", "sources[1].url", "reviewed", "introduction"):
        assert f" {name} is" in done.output or f'"{name}"' in done.output


def test_new_asks_again_until_the_answer_fits(run: Run, root: Path) -> None:
    answers = [
        "Dams",
        "What they are.",
        "Source 1",
        "source-1",
        "Title",
        "example.org",
        "https://example.org/a",
        "",
        "",
        "official",
    ]
    typed = "\n".join([*answers, "20.05.2026", "2026-05-20", "Text.", "", ""])
    done = run("new", "topics", "--language", "en", "--ask", typed=typed)
    assert done.exit_code == 0, done.output
    assert "Expected a slug" in done.output
    assert "Expected an address that begins with https://" in done.output
    assert "Expected a day as YYYY-MM-DD" in done.output
    text = (root / "content/en/topics/dams.yml").read_text(encoding="utf-8")
    assert "\nreviewed: 2026-05-20\n" in text
    assert run("check").output == "10 records, no problems.\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["workshop"], '"workshop" is no collection. Did you mean "workshops"?'),
        (["topics", "--id", "A b"], '"A b" is no name.'),
        (["topics"], "The record needs a name. Give it with --id."),
        (["topics", "--id", "tailings-safety"], "There is already a record topics/tailings-safety."),
        (["topics", "--id", "a", "--language", "kk"], '"kk" is no language of this knowledge base. Known are: ru, en.'),
        (["topics", "--id", "a", "--set", "titel=x"], 'There is no field "titel". Did you mean "title"?'),
        (["topics", "--id", "a", "--set", "title=a\tb"], "title: A tab stands here. Use spaces."),
        (["topics", "--id", "a", "--set", "title=a\u202eb"], "title: An invisible character U+202E stands here."),
        (["topics", "--id", "a", "--set", "title"], '"title" is no value. Write FIELD=VALUE'),
        (["topics", "--id", "a", "--set", "sources=x"], '"sources" is a group of fields.'),
        (["topics", "--id", "a", "--set", "reviewed=soon"], 'reviewed is "soon". Expected a day'),
        (["topics", "--id", "a", "--set", "related=topics/tailing-safety"], 'Did you mean "topics/tailings-safety"?'),
    ],
)
def test_new_refuses_in_a_sentence(run: Run, words: list[str], message: str) -> None:
    done = run("new", *words)
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert message in done.output


def test_translate_writes_every_text_and_the_ledger(run: Run, root: Path) -> None:
    (root / "content/ru/workshops/2018-09-almaty.yml").unlink()
    done = run("translate", "workshops/2018-09-almaty")
    assert "content/ru/workshops/2018-09-almaty.yml written: " in done.output
    text = (root / "content/ru/workshops/2018-09-almaty.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../schemas/workshops.translation.json\n# EN: ")
    assert "\ncity:\n" in text
    assert "starts" not in text
    assert '\n    city: "' in text
    assert run("fmt").output == "0 files formatted.\n"
    assert "title is empty. Expected a text that is not empty" in run("check").output


def test_translate_names_official_terms(run: Run, root: Path) -> None:
    term = "content/ru/terms/tailings-facility.yml"
    (root / term).parent.mkdir()
    (root / term).write_text(
        "title: хвостохранилище\nsummary: Сооружение.\nverdict: official\ntranslation_of:\n  language: en\n",
        encoding="utf-8",
    )
    title = next(
        line.removeprefix("title: ")
        for line in (root / "content/en/terms/tailings-facility.yml").read_text().splitlines()
        if line.startswith("title: ")
    )
    change(root / "content/en/organizations/unece.yml", {"seat: Geneva": f"seat: Geneva\nnote: Every {title} counts."})
    assert run("translate", "organizations/unece").output.endswith(
        "1 texts to translate. Delete the line of a text that you leave untranslated.\n"
    )
    text = (root / "content/ru/organizations/unece.yml").read_text(encoding="utf-8")
    assert f"#   {title} = хвостохранилище\nnote:\n" in text


def test_translate_adds_only_what_is_missing(run: Run, root: Path) -> None:
    path = root / "content/ru/organizations/unece.yml"
    assert run("translate", "organizations/unece").output == "content/ru/organizations/unece.yml lacks nothing.\n"
    change(path, {"title:": "# mine\ntitle:"})
    change(root / "content/en/organizations/unece.yml", {"seat: Geneva": "seat: Bonn\nnote: New."})
    before = path.read_text(encoding="utf-8")
    run("translate", "organizations/unece")
    after = path.read_text(encoding="utf-8")
    assert set(before.splitlines()) <= set(after.splitlines())
    assert "# EN: New.\nnote:\n" in after
    assert "ru: stale: seat" in run("status", "organizations/unece").output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["topics/tailing-safety"],
            'There is no readable record "topics/tailing-safety". Did you mean "topics/tailings-safety"?',
        ),
        (
            ["topics/tailings-safety", "--language", "en"],
            "topics/tailings-safety is written in en; name another language.",
        ),
    ],
)
def test_translate_refuses_in_a_sentence(run: Run, words: list[str], message: str) -> None:
    done = run("translate", *words)
    assert (done.exit_code, done.output) == (1, f"Error: {message}\n")


def test_the_whole_way_with_five_mistakes_mended_from_their_messages(run: Run, root: Path) -> None:
    assert run("new", "workshops", "--id", NAME, *flags(*FLAGS)).exit_code == 0
    assert run("translate", f"workshops/{NAME}").exit_code == 0
    change(
        root / TRANSLATION,
        {"\ntitle:\n": "\ntitle: Workshop on dams\n", "\nsummary:\n": "\nsummary: What was agreed.\n"},
    )
    assert run("check").output == "10 records, no problems.\n"
    for mistake, place, message, mend in (
        (
            {"kind: workshop": "kind: worksop"},
            ORIGINAL,
            'Did you mean "workshop"?',
            {"kind: worksop": "kind: workshop"},
        ),
        ({"topics: [": "topics: [topics/dams, "}, ORIGINAL, "there is no such record", {"topics/dams, ": ""}),
        ({"reviewed: 2026-05-20": "reviewed: 31.02.2026"}, ORIGINAL, "YYYY-MM-DD", {"31.02.2026": "2026-05-20"}),
        ({"summary: What": "sumary: What"}, TRANSLATION, 'Did you mean "summary"?', {"sumary": "summary"}),
        (
            {"translation_of": "starts: 2026-05-20\ntranslation_of"},
            TRANSLATION,
            "Facts stand in the original",
            {"starts: 2026-05-20\n": ""},
        ),
    ):
        change(root / place, mistake)
        done = run("check")
        assert done.exit_code == 1
        assert place in done.output
        assert message in done.output
        change(root / place, mend)
        assert run("check").output == "10 records, no problems.\n"


def test_status_shows_what_changed_since_the_translation(run: Run, root: Path, git: Callable[..., None]) -> None:
    path = root / "content/en/organizations/unece.yml"
    git("add", "content")
    git("commit", "--quiet", "-m", "a")
    change(path, {"seat: Geneva": "seat: Palais des Nations, Geneva"})
    git("commit", "--quiet", "-am", "b")
    assert run("status", "organizations/unece").output == ("ru: stale: seat\n    {+Palais des Nations, +}Geneva\n")


def test_status_says_where_the_history_is_not_there(run: Run, root: Path, git: Callable[..., None]) -> None:
    change(root / "content/en/organizations/unece.yml", {"seat: Geneva": "seat: Bonn"})
    git("add", "content")
    git("commit", "--quiet", "-m", "a")
    assert run("status", "organizations/unece").output == (
        "ru: stale: seat\n    What changed is not known: the text that was translated is not in the history here.\n"
    )
