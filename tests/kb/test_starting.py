"""What `kb init` makes of a colour and of labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.labels import read_labels
from kb.library import Library
from kb.starting.founding import FILES
from kb.starting.palette import FRAME, LINK, contrast, palette, parsed
from kb.starting.words import labels_file
from support import ROOT, write_tree


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#7a1f5c", "#ffb937", "#35c9b8", "#1b4f9c"])
def test_any_colour_gives_one_that_can_be_read(colour: str) -> None:
    found = palette(colour)
    assert contrast(parsed(found[FRAME]), parsed("#bfdce0")) >= 7
    assert contrast(parsed(found[LINK]), parsed("#e6f0f1")) >= 4.5


def test_a_dark_colour_stays_what_it_is() -> None:
    assert palette("#1b1f5c")[FRAME] == "#1b1f5c"


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast(parsed("#ffffff"), parsed("#000000")), 1) == 21.0
    assert round(contrast(parsed("#ffffff"), parsed("#767676")), 2) == 4.54


@pytest.mark.parametrize("text", ["red", "#fff", "#12345g", "7a1f5c", "#7a1f5c;"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        parsed(text)


def labels(library: Library, code: str, home: Path, tmp_path: Path) -> dict[str, str | dict[str, str]]:
    """The labels that a new knowledge base of that language would get."""
    text = labels_file(library, home, FILES, code, "Food")
    found, problems = read_labels(write_tree(tmp_path, {f"content/{code}/labels.yml": text}), code)
    assert problems == []
    return found.texts


def test_words_come_from_the_labels_that_are_there(real: Library, tmp_path: Path) -> None:
    found, ours = labels(real, "ru", ROOT, tmp_path), real.labels["ru"].texts
    assert found["page.home"] == ours["page.home"]
    assert found["site.name"] == "Food"
    assert found["translation.missing"] != ours["translation.missing"]


def test_a_language_without_words_borrows_those_of_english_in_its_own_plural_forms(
    real: Library, tmp_path: Path
) -> None:
    found = labels(real, "ar", ROOT, tmp_path)
    assert found["page.home"] == "Home"
    assert found["site.language"] == "العربية"
    assert isinstance(found["translation.stale"], dict)
    assert set(found["translation.stale"]) == {"zero", "one", "two", "few", "many", "other"}


def test_without_english_the_words_of_any_language_stand_in(real: Library, tmp_path: Path) -> None:
    home = write_tree(tmp_path / "home", {"content/kk/labels.yml": "page: {home: Басты бет}\n"})
    assert labels(real, "uz", home, tmp_path / "new")["page.home"] == "Басты бет"


def test_only_labels_that_are_needed_are_taken(real: Library, tmp_path: Path) -> None:
    assert not [key for key in labels(real, "en", ROOT, tmp_path) if key.startswith("collections.notes")]
