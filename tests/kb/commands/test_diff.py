"""`kb diff`: what a change does, in words that cannot do anything themselves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from kb.contributing.comparing.as_markdown import as_markdown, code, escaped
from support import Run, change

WORKSHOP, TRANSLATION = "content/en/workshops/2018-09-almaty.yml", "content/ru/workshops/2018-09-almaty.yml"
UNECE = "content/en/organizations/unece.yml"
TOPIC = "content/en/topics/tailings-safety.yml"


@pytest.fixture
def committed(root: Path, git: Callable[..., None]) -> Path:
    """The base, all of it in a first commit."""
    git("add", "-A")
    git("commit", "--quiet", "-m", "a")
    return root


def found(run: Run, *words: str) -> Any:
    done = run("diff", *(words or ("HEAD",)), "--format", "json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_without_a_change_there_is_nothing_to_tell(run: Run, committed: Path) -> None:
    assert run("diff", "HEAD", "--language", "en").output.splitlines()[-1] == "No record changes."
    assert "Записи не меняются." in run("diff", "HEAD", "--format", "markdown").output


def test_a_fact_and_a_text_in_both_languages(run: Run, committed: Path) -> None:
    change(committed / WORKSHOP, {"starts: 2018-09-25": "starts: 2018-09-24", "city: Almaty": "city: Old Almaty"})
    change(committed / TRANSLATION, {"city: Алматы": "city: Старый Алматы"})
    (record,) = found(run)["records"]
    assert (record["ref"], record["kind"]) == ("workshops/2018-09-almaty", "changed")
    assert [(each["path"], each["locale"], each["old"], each["new"]) for each in record["fields"]] == [
        ("starts", "", "2018-09-25", "2018-09-24"),
        ("city", "en", "Almaty", "Old Almaty"),
        ("city", "ru", "Алматы", "Старый Алматы"),
    ]
    text = run("diff", "HEAD", "--language", "en").output
    assert "    First day, starts: [-2018-09-25-] → {+2018-09-24+}\n" in text
    assert "    City (English), city\n      {+Old +}Almaty\n" in text
    assert "    City (Русский), city\n      {+Старый +}Алматы\n" in text
    assert (
        "Первый день · First day, `starts`: `2018-09-25` → `2018-09-24`"
        in run("diff", "HEAD", "--format", "markdown").output
    )


def test_translations_become_stale_and_complete(run: Run, committed: Path, git: Callable[..., None]) -> None:
    change(committed / UNECE, {"seat: Geneva": "seat: Bonn\nnote: New."})
    told = found(run)
    assert told["stale"] == [{"ref": "organizations/unece", "locale": "ru", "paths": ["seat"]}]
    assert told["incomplete"] == [{"ref": "organizations/unece", "locale": "ru", "paths": ["note"]}]
    git("commit", "--quiet", "-am", "b")
    russian = committed / "content/ru/organizations/unece.yml"
    change(russian, {"seat: Женева": "seat: Бонн\nnote: Новое."})
    run("stamp", "organizations/unece")
    told = found(run)
    assert told["completed"] == [{"ref": "organizations/unece", "locale": "ru", "paths": []}]
    assert (told["stale"], told["incomplete"]) == ([], [])


def test_records_that_come_go_and_move(run: Run, committed: Path) -> None:
    text = (committed / TOPIC).read_text(encoding="utf-8")
    (committed / "content/en/topics/dams.yml").write_text(text, encoding="utf-8")
    (committed / "content/ru/workshops/2019-11-almaty.yml").unlink()
    for language in ("en", "ru"):
        folder = committed / "content" / language / "organizations"
        (folder / "unece.yml").rename(folder / "ece.yml")
    ece = committed / "content/en/organizations/ece.yml"
    change(ece, {"reviewed:": "moved_from: [unece]\nreviewed:"})
    told = found(run)
    kinds = {each["ref"]: (each["kind"], each["former"]) for each in told["records"]}
    assert kinds == {
        "organizations/ece": ("moved", "organizations/unece"),
        "topics/dams": ("added", ""),
        "workshops/2019-11-almaty": ("removed", ""),
    }
    assert ["/topics/dams/", "/en/topics/dams/"] in told["pages"]
    assert ["/organizations/unece/", "/en/organizations/unece/"] in told["pages"]
    assert any(each["code"] == "KB050" for each in told["problems_new"])


def test_pages_reached_in_both_languages(run: Run, committed: Path) -> None:
    change(committed / TOPIC, {"title: ": "title: On "})
    told = found(run)
    assert told["pages"] == [[f"/topics/{a}", f"/en/topics/{a}"] for a in ("", "tailings-safety/")]
    assert ["/workshops/2018-09-almaty/", "/en/workshops/2018-09-almaty/"] in told["pages_near"]


def test_only_form_and_another_order(run: Run, committed: Path) -> None:
    change(committed / TOPIC, {"title:": "# a comment\ntitle:"})
    assert "only form, comments or the notes" in run("diff", "HEAD", "--language", "en").output
    assert found(run)["records"][0]["fields"] == []


def test_a_link_that_the_check_refuses_is_shown_in_ascii_all_the_same(run: Run, committed: Path) -> None:
    change(committed / TOPIC, {"summary: ": "summary: See [there](https://unece.оrg/abоut). "})  # Cyrillic о, twice
    (link,) = found(run)["links"]
    assert link["url"] == "https://unece.xn--rg-emc/ab%D0%BEut"
    assert (link["new_host"], link["disguised"]) == (True, True)


def test_links_are_shown_in_ascii_and_look_alikes_are_marked(run: Run, committed: Path) -> None:
    old = "https://unece.org/about"
    assert old in (committed / UNECE).read_text(encoding="utf-8")
    change(committed / UNECE, {old: "https://xn--e1aybc.xn--p1ai/abоut"})  # Cyrillic о in the path
    (link,) = found(run)["links"]
    assert link["url"] == "https://xn--e1aybc.xn--p1ai/ab%D0%BEut"
    assert (link["new_host"], link["disguised"]) == (True, True)
    change(committed / UNECE, {"https://xn--e1aybc.xn--p1ai/abоut": "https://unecee.org/about"})
    (link,) = found(run)["links"]
    assert (link["url"], link["disguised"], link["like"]) == ("https://unecee.org/about", False, "unece.org")
    assert (
        "`https://unecee.org/about` – осторожно, похоже на · caution, it looks like `unece.org`"
        in run("diff", "HEAD", "--format", "markdown").output
    )


def test_problems_new_and_gone_whatever_their_line(run: Run, committed: Path, git: Callable[..., None]) -> None:
    change(committed / WORKSHOP, {"kind: workshop": "kind: worksop"})
    told = found(run)
    assert [each["code"] for each in told["problems_new"]] == ["KB023"]
    assert told["unread_new"] == [WORKSHOP]
    git("commit", "--quiet", "-am", "b")
    change(committed / WORKSHOP, {"title:": "# one line more\ntitle:"})
    assert found(run)["problems_new"] == []
    change(committed / WORKSHOP, {"kind: worksop": "kind: workshop"})
    told = found(run)
    assert [each["code"] for each in told["problems_gone"]] == ["KB023"]
    assert told["unread_old"] == [WORKSHOP]
    assert told["records"][0]["fields"][0]["path"] == "kind"


def test_old_files_that_are_no_yaml_do_not_stop_it(run: Run, committed: Path, git: Callable[..., None]) -> None:
    right = (committed / TOPIC).read_bytes()
    (committed / TOPIC).write_bytes(b"title: [\n\xff")
    git("commit", "--quiet", "-am", "b")
    (committed / TOPIC).write_bytes(right)
    told = found(run)
    assert told["unread_old"] == [TOPIC]
    assert "could not be read, or only in part, before" in run("diff", "HEAD", "--language", "en").output


def test_two_revisions_leave_the_files_alone(run: Run, committed: Path, git: Callable[..., None]) -> None:
    change(committed / UNECE, {"seat: Geneva": "seat: Bonn"})
    git("commit", "--quiet", "-am", "b")
    change(committed / UNECE, {"seat: Bonn": "seat: Rome"})
    for words in (("HEAD~1..HEAD",), ("HEAD~1...HEAD",), ("HEAD~1", "--to", "HEAD")):
        (record,) = found(run, *words)["records"]
        assert record["fields"][0]["new"] == "Bonn"
    assert "seat: Rome" in (committed / UNECE).read_text(encoding="utf-8")


def test_files_beside_the_records_are_named(run: Run, committed: Path) -> None:
    (committed / ".github").mkdir()
    (committed / ".github/a.yml").write_text("a: b\n", encoding="utf-8")
    assert found(run)["others"] == [".github/a.yml"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], 'There is no revision "nowhere".'),
        (["--", "--output=x"], 'There is no revision "--output=x".'),
        (["HEAD..HEAD", "--to", "HEAD"], "Name the second revision once"),
        (["HEAD", "--language", "kk"], '"kk" is no language'),
        (["HEAD", "--sizes", "content", "content"], "has no site/. Run: kb build"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(
    run: Run, committed: Path, words: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(committed)
    done = run("diff", *words)
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert message in done.output


def test_sizes_before_and_after(run: Run, committed: Path, tmp_path: Path) -> None:
    for folder, text in (("site", "x" * 1500), ("dist", "y" * 10)):
        (committed / folder).mkdir()
        name = "index.html" if folder == "site" else "a-offline.zip"
        (committed / folder / name).write_text(text, encoding="utf-8")
    stored = run("sizes").output
    assert json.loads(stored) == {"pages": 1, "site": 1500, "bundle": 10}
    (tmp_path / "before.json").write_text(stored.replace("1500", "500"), encoding="utf-8")
    text = run("diff", "HEAD", "--language", "en", "--sizes", tmp_path / "before.json", committed).output
    assert "  site: 500 → 1\u202f500 (+1\u202f000)\n" in text
    assert "  bundle: 10 → 10 (0)\n" in text
    (tmp_path / "before.json").write_text("[]", encoding="utf-8")
    done = run("diff", "HEAD", "--sizes", tmp_path / "before.json", committed)
    assert "holds no sizes" in done.output


# --- Markdown that others write into

EVIL = "@all #1 <img src=x onerror=a> [x](https://e.org) ![x](https://e.org/i) www.e.org `` ` `` https://e.org \u202e **b** | ~~c~~"


def test_no_text_of_a_record_does_anything_in_markdown(run: Run, committed: Path) -> None:
    change(committed / WORKSHOP, {"city: Almaty": f'city: "{EVIL.replace(chr(0x202E), "")}"'})
    change(committed / UNECE, {"title: ": "title: '</details>@all ``` <b>' #"})
    text = run("diff", "HEAD", "--format", "markdown").output
    inert(text)
    assert "[-Almaty-]{+@all #1 <img" in text


def inert(text: str) -> None:
    """Outside of code no mention, link, image, emphasis or HTML but our own folding."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    flat = [each for token in tokens for each in (token, *(token.children or ()))]
    kinds = {token.type for token in flat}
    assert not kinds & {"link_open", "image", "html_inline", "strong_open", "em_open", "s_open", "table_open"}
    for token in flat:
        if token.type == "html_block":
            assert token.content.startswith(("<details><summary>", "</details>"))
        elif token.type == "text":
            assert not set("@#") & set(token.content.replace("@\u200b", "").replace("#\u200b", ""))
            assert "www.e" not in token.content
            assert "://" not in token.content


@pytest.mark.parametrize("text", [EVIL, "```\n</details>\n# x", "`", "", "a\nb", "\x1b[31m\u200b"])
def test_code_and_words_are_inert(text: str) -> None:
    inert(f"- {code(text)}\n")
    inert(f"- {escaped(text)}\n")
    assert "\x1b" not in code(text)
    assert "\u202e" not in code(text) + escaped(text)


def test_labels_of_the_proposal_are_inert_too(run: Run, committed: Path) -> None:
    change(committed / "content/en/labels.yml", {"\n  changed: Records changed": f"\n  changed: '{EVIL[:-30]}'"})
    change(committed / UNECE, {"seat: Geneva": "seat: Bonn"})
    inert(run("diff", "HEAD", "--format", "markdown").output)


def test_a_long_report_is_cut_between_entries_and_says_so() -> None:
    from kb.contributing.comparing.report import Entry, Section, raw

    class Long:
        def t(self, key: str) -> str:
            return key

        def title(self) -> str:
            return "title"

        def sections(self) -> list[Section]:
            return [Section("a", [Entry([raw("x" * 90)])] * 30, True), Section("b", [Entry([raw("y")])])]

    text = as_markdown(Long(), 2000)  # type: ignore[arg-type]
    assert len(text) < 2000
    assert text.endswith("</details>\n\ndiff.cut\n")
    assert "`y`" in as_markdown(Long())  # type: ignore[arg-type]
