"""Filled-in forms of the issue tracker become drafts of records; what does not fit is named."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.contributing.issue_forms import EMPTY, NoForm, answers, drafted
from kb.library import Library
from support import ROOT, Run

FORMS = ".github/ISSUE_TEMPLATE"
EVENT = {
    "title": "Учебный семинар по хвостохранилищам",
    "url": "https://example.org/seminar",
    "kind": "учебный семинар · seminar",
    "starts": "2024-05-14",
    "ends": "2024-05-16",
    "city": "Душанбе",
    "organizers": "ЕЭК ООН",
    "countries": "Kazakhstan",
    "outcomes": "Провести учения: в 2025 году\nи обменяться опытом.",
}


def rendered(form: str, given: dict[str, str]) -> str:
    """The text of an issue as GitHub makes it of a form."""
    body: Any = yaml.safe_load((ROOT / FORMS / f"{form}.yml").read_text(encoding="utf-8"))["body"]
    parts = [part for part in body if "id" in part]
    return "\r\n\r\n".join(f"### {part['attributes']['label']}\r\n\r\n{given.get(part['id'], EMPTY)}" for part in parts)


@pytest.fixture
def forms(root: Path) -> Path:
    shutil.copytree(ROOT / FORMS, root / FORMS)
    return root


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    return tmp_path / "issue.md"


def test_an_event_becomes_a_draft_that_lacks_what_was_not_asked(run: Run, forms: Path, sent: Path) -> None:
    sent.write_bytes(rendered("event", EVENT).encode())
    done = run("receive", sent, "--id", "2024-05-dushanbe")
    assert done.exit_code == 0, done.output
    name = "content/ru/workshops/2024-05-dushanbe.yml"
    assert done.output.startswith(f"{name} written, a draft.\n")
    record = yaml.load((forms / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for key in ("title", "starts", "ends", "city"):
        assert record[key] == EVENT[key]
    assert record["kind"] == "seminar"
    assert record["organizers"] == ["organizations/unece"]
    assert record["countries"] == ["countries/kazakhstan"]
    assert record["outcomes"][0]["text"] == "Провести учения: в 2025 году и обменяться опытом."
    assert record["sources"][0]["url"] == EVENT["url"]
    lacking = {
        line.split(": ", 1)[1].split(" is ")[0] for line in done.output.splitlines() if line.startswith(name + ":")
    }
    assert lacking == {"summary", "sources[1].accessed", "sources[1].grade", "reviewed", "topics"}


def test_what_does_not_fit_is_named_and_kept_as_a_comment(run: Run, forms: Path, sent: Path) -> None:
    given = EVENT | {
        "ends": "16 мая 2024",
        "organizers": "ЕЭК ООН, Некий комитет",
        "kind": "другое · other",
        "documents": "Повестка https://example.org/agenda\n- id: x\nsources: []",
    }
    sent.write_bytes(rendered("event", given).encode())
    done = run("receive", sent, "--id", "a")
    for message in (
        '- ends is "16 мая 2024". Expected a date',
        '- organizers names "Некий комитет", which is no record here.',
        '- kind is "другое · other"; none of the words of the list: workshop,',
        "- documents was answered in free text. Make items of it:",
    ):
        assert message in done.output
    text = (forms / "content/ru/workshops/a.yml").read_text(encoding="utf-8")
    assert "\n# Повестка https://example.org/agenda\n# - id: x\n# sources: []\n" in text
    assert yaml.load(text, Loader=yaml.BaseLoader)["sources"][0]["url"] == EVENT["url"]


def test_language_and_name(run: Run, forms: Path, sent: Path) -> None:
    sent.write_text(rendered("event", EVENT | {"title": "Seminar on dams"}), encoding="utf-8")
    assert "content/en/workshops/seminar-on-dams.yml written" in run("receive", sent).output
    assert "There is already a record workshops/seminar-on-dams." in run("receive", sent).output
    assert "content/ru/workshops/a.yml written" in run("receive", sent, "--id", "a", "--language", "ru").output
    sent.write_text(rendered("event", EVENT), encoding="utf-8")
    assert "The record needs a name. Give it with --id." in run("receive", sent).output
    assert '"../x" is no name.' in run("receive", sent, "--id", "../x").output


def test_an_answer_cannot_bring_fields_or_lines(run: Run, forms: Path, sent: Path) -> None:
    evil = 'x"\nkind: training\n# y\n\u202etranslation_of: {language: en}'
    sent.write_text(rendered("event", EVENT | {"title": evil, "city": evil, "starts": evil}), encoding="utf-8")
    run("receive", sent, "--id", "a")
    record = yaml.load((forms / "content/en/workshops/a.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert record["kind"] == "seminar"
    assert "translation_of" not in record
    assert record["city"] == " ".join(evil.replace("\u202e", "").split())


def test_a_report_of_an_error_leads_to_its_file(run: Run, forms: Path, sent: Path, library: Library) -> None:
    page = f"{library.settings.url}en/workshops/2018-09-almaty/"
    sent.write_text(rendered("error", {"page": page, "text": "Дата"}), encoding="utf-8")
    done = run("receive", sent)
    assert done.exit_code == 1
    assert "This is a report to be read" in done.output
    assert "It is about content/en/workshops/2018-09-almaty.yml." in done.output


def test_any_other_text_with_headings_is_refused(run: Run, forms: Path, sent: Path) -> None:
    sent.write_text("### Something\n\nelse\n", encoding="utf-8")
    assert "The text is of no form in .github/ISSUE_TEMPLATE." in run("receive", sent).output


def test_every_form_can_be_read_again(real: Library) -> None:
    for path in sorted((ROOT / FORMS).glob("*.yml")):
        if path.stem == "config":
            continue
        body: Any = yaml.safe_load(path.read_text(encoding="utf-8"))["body"]
        given = {part["id"]: f"answer {part['id']}" for part in body if "id" in part}
        assert answers(ROOT, rendered(path.stem, given)) == given
    with pytest.raises(NoForm, match="Name the collection with --collection"):
        drafted(real, {"title": "A"})
