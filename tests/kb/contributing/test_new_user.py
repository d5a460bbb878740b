"""Somebody new, with nothing but README and CONTRIBUTING: a workshop is added, translated, broken and mended.

The real commands in a clone of the repository. Each mistake is mended with what its message says and nothing else.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support import ROOT, change

pytestmark = pytest.mark.random_order(disabled=True)  # one story, told in its order
NAME = "2026-05-bishkek-dams"
ORIGINAL, TRANSLATION = f"content/ru/workshops/{NAME}.yml", f"content/en/workshops/{NAME}.yml"
PLACE = re.compile(r"(\S+?):(\d+):(\d+): (.+) \[KB\d{3}\]\n")
# What is typed when `kb new` asks, with the slips of somebody who tries it for the first time.
ANSWERS = (
    ("title", "Семинар по безопасности дамб"),
    ("summary", "В Бишкеке обсудили, как следить за дамбами."),
    ("sources.id", "источник", "source-1"),
    ("sources.title", "Семинар по дамбам"),
    ("sources.url", "example.org/dams", "https://example.org/dams"),
    ("sources.language", ""),
    ("sources.accessed", "25 мая 2026", "2026-05-25"),
    ("sources.grade", "хороший", "official"),
    ("reviewed", "2026-05-26"),
    ("kind", "семинар", "workshop"),
    ("topics", "topics/dams", "topics/dam-safety"),
)
FLAGS = {path: given[-1] for path, *given in ANSWERS} | {"sources.language": "ru"}


class User:
    """A clone of the repository and a terminal in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
        self.env["PYTHONPATH"] = str(folder / "hooks")

    def kb(self, *words: str, typed: str = "") -> tuple[int, str]:
        """Run the command as it is written in README."""
        command = [Path(sys.executable).with_name("kb"), *words]
        done = subprocess.run(
            command, cwd=self.folder, env=self.env, input=typed, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done.returncode, done.stdout + done.stderr

    def sound(self) -> bool:
        """Whether the check finds nothing."""
        code, said = self.kb("check")
        return code == 0 and said.endswith(" records, no problems.\n")


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> User:
    """Somebody who has just cloned; files that are not committed yet are there, too."""
    folder = tmp_path_factory.mktemp("new") / "clone"
    listed = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return User(folder)


def test_add_with_questions_or_flags_and_translate(user: User) -> None:
    typed = "".join(f"{answer}\n" for _, *given in ANSWERS for answer in given)
    code, said = user.kb("new", "workshops", "--ask", "--id", NAME, typed=typed)
    assert code == 0, said
    assert f"{ORIGINAL} written." in said
    for slip in (
        "Expected a slug",
        "begins with https://",
        "Expected a day as",
        "one of: official",
        "topics/dam-safety",
    ):
        assert slip in said
    asked = (user.folder / ORIGINAL).read_text(encoding="utf-8")
    (user.folder / ORIGINAL).unlink()
    flags = [word for path, value in FLAGS.items() for word in ("--set", f"{path}={value}")]
    assert user.kb("new", "workshops", "--id", NAME, *flags)[0] == 0
    assert (user.folder / ORIGINAL).read_text(encoding="utf-8") == asked
    assert user.sound()

    code, said = user.kb("translate", f"workshops/{NAME}")
    assert (code, said.partition(" written: ")[0]) == (0, TRANSLATION)
    change(
        user.folder / TRANSLATION,
        {
            "\ntitle:\n": "\ntitle: Workshop on the safety of dams\n",
            "\nsummary:\n": "\nsummary: How to watch over dams was discussed in Bishkek.\n",
        },
    )
    assert user.sound()
    assert user.kb("status", f"workshops/{NAME}")[1] == "en: complete\n"
    assert user.kb("fmt", "--check")[0] == 0


# --- mends: a line, the column in it, what the message says -> the line as it should be

Mend = Callable[[str, int, str], str]


def example(line: str, column: int, message: str) -> str:
    """Put the example of the message in the place of the value."""
    found = re.search(r"for example: (\S+)\.$", message)
    assert found
    return f"{line[: column - 1]}{found[1]}"


def meant(line: str, column: int, message: str) -> str:
    """Put what the message thinks is meant in the place of what is there."""
    was, better = re.search(r'"([^"]+)"', message), re.search(r'Did you mean "([^"]+)"\?', message)
    assert was
    assert better
    return line.replace(was[1], better[1], 1)


def spaces(line: str, column: int, message: str) -> str:
    """Use spaces where a tab stands."""
    assert "Use spaces" in message
    return line.replace("\t", "  ")


def as_deep_as_its_item(line: str, column: int, message: str) -> str:
    """Indent a field as far as the message says."""
    found = re.search(r"(\d+) before its fields", message)
    assert found
    return " " * int(found[1]) + line.lstrip()


def without(line: str, column: int, message: str) -> str:
    """Take out the tags that the message shows."""
    found = re.search(r'\("(<\w+>)"\)', message)
    assert found
    return line.replace(found[1], "").replace(found[1].replace("<", "</"), "")


def first_word(line: str, column: int, message: str) -> str:
    """Take a word of the list that the message shows."""
    found = re.search(r"one of: ([\w-]+)", message)
    assert found
    return f"{line[: column - 1]}{found[1]}"


def quoted(line: str, column: int, message: str) -> str:
    """Put a text in quotes."""
    assert "Put a text that holds a colon in quotes" in message
    name, _, text = line.partition(": ")
    return f'{name}: "{text}"'


MISTAKES: dict[str, tuple[str, dict[str, str], Mend]] = {
    "wrong date": (ORIGINAL, {"# starts: 2018-09-25": "starts: 25.05.2026"}, example),
    "unknown reference": (ORIGINAL, {"topics/dam-safety": "topics/dams-safety"}, meant),
    "tab": (ORIGINAL, {"  - id: source-1": "\t- id: source-1"}, spaces),
    "indentation": (ORIGINAL, {"    title: Семинар": "   title: Семинар"}, as_deep_as_its_item),
    "HTML": (ORIGINAL, {"обсудили,": "<b>обсудили</b>,"}, without),
    "wrong word": (ORIGINAL, {"kind: workshop": "kind: семинар"}, first_word),
    "colon": (ORIGINAL, {"title: Семинар по": "title: Семинар: по"}, quoted),
    "field": (TRANSLATION, {"summary: How": "sumary: How"}, meant),
}


def test_each_mistake_is_mended_from_its_message(user: User) -> None:
    """One after the other: the check that finds the next one would find what is left of the last one, too."""
    for mistake, (name, changes, mend) in MISTAKES.items():
        path = user.folder / name
        change(path, changes)
        code, said = user.kb("check")
        assert (mistake, code, said.splitlines()[1:]) == (mistake, 1, ["1 problem found."]), said
        match = PLACE.match(said)
        assert match, said
        assert match[1] == name
        lines = path.read_text(encoding="utf-8").split("\n")
        number = int(match[2]) - 1
        lines[number] = mend(lines[number], int(match[3]), match[4])
        path.write_text("\n".join(lines), encoding="utf-8")


def test_a_source_that_is_missing_is_added_with_what_the_message_asks_for(user: User) -> None:
    path = user.folder / ORIGINAL
    before = path.read_text(encoding="utf-8")
    start, end = before.index("\nsources:\n"), before.index("\nreviewed:")
    path.write_text(before[:start] + before[end:], encoding="utf-8")
    code, said = user.kb("check")
    found = re.search(r'"sources" is missing\. Add it with (.+?)\. \[', said)
    assert (code, said.splitlines()[1:]) == (1, ["1 problem found."]), said
    assert found, said
    fields = found[1].replace(" and ", ", ").split(", ")
    assert fields == ["id", "title", "url", "language", "accessed", "grade"]
    item = "\n    ".join(f"{name}: {FLAGS[f'sources.{name}']}" for name in fields)
    path.write_text(before[:start] + f"\nsources:\n  - {item}" + before[end:], encoding="utf-8")
    assert user.sound()
