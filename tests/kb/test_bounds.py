"""What is larger than anybody needs is refused before it costs much."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import finding
from kb.checking import check
from kb.previewing.session import Session
from kb.reading import MAX_NAME, MAX_NODES, MAX_TEXT, read_bytes
from support import Make, Run, beside_the_case, shown

TOPIC = "content/en/topics/tailings-safety.yml"


@pytest.mark.parametrize(
    ("fits", "does_not"),
    [
        (f"a: {'x' * MAX_TEXT}", f"a: {'x' * (MAX_TEXT + 1)}"),
        (f"{'x' * MAX_NAME}: a", f"{'x' * (MAX_NAME + 1)}: a"),
        (f"a: [{'x,' * (MAX_NODES - 3)}]", f"a: [{'x,' * (MAX_NODES - 2)}]"),
    ],
)
def test_bounds_of_a_file(fits: str, does_not: str) -> None:
    assert read_bytes(fits.encode(), "a.yml")[1] == []
    assert [each.code for each in read_bytes(does_not.encode(), "a.yml")[1]] == ["KB018"]


def test_a_hundred_unknown_fields_are_told_and_no_more(make: Make) -> None:
    root = make()
    with (root / TOPIC).open("a") as file:
        file.write("".join(f"x{number}: y\n" for number in range(5000)))
    found = [each for each in check(root)[1] if not beside_the_case(each)]
    assert [each.code for each in found].count("KB021") == 100
    assert [each.code for each in found].count("KB016") == 1
    assert {each.path for each in found if each.code in ("KB016", "KB021")} == {TOPIC}


def test_a_hundred_faults_of_texts_are_told_and_no_more(make: Make) -> None:
    root = make()
    text = (root / TOPIC).read_text()
    (root / TOPIC).write_text(
        text.replace("summary: What", f"summary: |-\n  {' '.join(f'[a](b:{number})' for number in range(200))} What")
    )
    codes = [each.code for each in check(root)[1] if not beside_the_case(each)]
    assert (codes.count("KB052"), codes.count("KB016")) == (100, 1)


def test_files_beyond_a_number_are_not_read(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_FILES", 2)
    codes = [str(each) for each in check(make())[1] if each.code == "KB016"]
    assert codes == [
        f"content/{code}:1:1: More than 2 files stand in this language. The rest is not read. [KB016]"
        for code in ("en", "ru")
    ]


def test_a_label_twice_in_two_spellings(make: Make) -> None:
    root = make()
    with (root / "content/en/labels.yml").open("a") as file:
        file.write("site.name: x\n")
    found = [str(each) for each in check(root)[1] if each.code == "KB015"]
    assert len(found) == 1
    assert 'The label "site.name" stands here a second time, first on line ' in found[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("branch: ../main", "the name of a branch"),
        ("branch: main?x", "the name of a branch"),
        ("online_only: [../x]", "names of files below the site"),
        ("online_only: [/etc/passwd]", "names of files below the site"),
        ("url: https://user@example.org/", "no plain host name"),
    ],
)
def test_settings_lead_nowhere_else(make: Make, line: str, told: str) -> None:
    root = make()
    path, name = root / "content/site.yml", line.partition(":")[0]
    kept = [each for each in path.read_text().splitlines() if not each.startswith(f"{name}:")]
    path.write_text("\n".join([*kept, line]) + "\n")
    assert told in "\n".join(shown(check(root)[1]))


def test_a_feed_has_one_record(make: Make) -> None:
    root = make()
    text = (root / "content/en/workshops/2018-09-almaty.yml").read_text()
    for name in ("kazakhstan", "all"):
        (root / f"content/en/workshops/{name}.yml").write_text(text)
    found = [str(each).partition(": ")[2] for each in check(root)[1] if each.code == "KB066"]
    assert sorted(found) == [
        'The feed or calendar of countries/kazakhstan has the name "kazakhstan", too. Give the record another one. [KB066]',
        'The feed or calendar of the whole has the name "all", too. Give the record another one. [KB066]',
        'The feed or calendar of workshops/kazakhstan has the name "kazakhstan", too. Give the record another one. [KB066]',
    ]


def test_a_sent_file_that_breaks_another_is_put_back(run: Run, root: Path, tmp_path: Path) -> None:
    sent, target = tmp_path / "sent.yml", root / "content/ru/topics/tailings-safety.yml"
    sent.write_bytes((root / TOPIC).read_bytes())
    done = run("receive", sent, "--as", "content/ru/topics/tailings-safety.yml")
    assert "There are two originals" in done.output
    assert done.exit_code == 1
    assert not target.exists()


def test_a_sent_file_is_put_back_when_the_check_itself_fails(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, sent, look = (root / TOPIC).read_bytes(), tmp_path / "sent.yml", Session.look

    def broken(session: Session) -> None:
        if (root / TOPIC).read_bytes() != before:
            raise KeyboardInterrupt
        look(session)

    sent.write_bytes(before + b"# x\n")
    monkeypatch.setattr(Session, "look", broken)
    run("receive", sent, "--as", TOPIC)
    assert (root / TOPIC).read_bytes() == before


def test_a_sent_file_goes_through_no_link(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "content/ru/topics").symlink_to(tmp_path / "elsewhere")
    sent = tmp_path / "sent.yml"
    sent.write_bytes((root / TOPIC).read_bytes())
    assert "is no place of a record" in run("receive", sent, "--as", "content/ru/topics/a.yml").output
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_sent_file_has_a_bound(run: Run, tmp_path: Path) -> None:
    sent = tmp_path / "sent.yml"
    sent.write_bytes(b"# content/en/topics/a.yml\n" + b"x" * 10_000_000)
    assert "larger than 256 KiB" in run("receive", sent).output
