"""The search's data: what is handed to the browser, and the libraries of others."""

import json
import re
from typing import Any

import pytest

from kb.checking import check
from kb.library import Library
from kb.searching import files, search_files
from kb.searching.vendor import library_script
from support import ROOT, Make


def unpacked(data: bytes) -> Any:
    """What a script hands over."""
    line = data.decode().splitlines()[0]
    return json.loads(re.sub(r"^.*?\)\.\w+=", "", line, count=1))


def rows(library: Library, locale: str = "ru") -> dict[str, dict[str, Any]]:
    """The entries of a language by address."""
    columns = unpacked(search_files(library)[f"search-{locale}.js"])["columns"]
    return {
        address: {name: values[i] for name, values in columns.items()} for i, address in enumerate(columns["address"])
    }


def passages(library: Library, address: str, locale: str = "ru") -> list[str]:
    """The passages of one entry."""
    made = search_files(library)
    return unpacked(made[f"search-{locale}-texts.js"])[list(rows(library, locale)).index(address)].split("\n")


def test_each_language_has_entries_and_texts(library: Library) -> None:
    assert set(search_files(library)) == {
        "search-library.js",
        "search-ru.js",
        "search-ru-texts.js",
        "search-en.js",
        "search-en-texts.js",
    }


def test_same_records_give_same_bytes(make: Make) -> None:
    root = make()
    first, second = check(root)[0], check(root)[0]
    assert first
    assert second
    assert search_files(first) == search_files(second)


def test_text_is_not_escaped(library: Library) -> None:
    assert b"\\u0" not in search_files(library)["search-ru.js"]


def test_entry_knows_its_names_in_every_language(real: Library) -> None:
    term = rows(real)["terms/tmf/"]
    assert term["title"] == "хвостохранилище"
    assert {"tailings management facility", "TMF"} <= set(term["others"])
    assert rows(real, "en")["terms/tmf/"]["others"] == ["хвостохранилище"]


def test_long_names_are_left_to_the_other_language(real: Library) -> None:
    assert all(len(name.split()) <= 8 for row in rows(real).values() for name in row["others"])


def test_entry_belongs_to_its_countries_and_topics(real: Library) -> None:
    found = rows(real)
    addresses = list(found)
    related = {addresses[i] for i in found["workshops/2018-09-almaty-industrial-safety/"]["related"]}
    assert related >= {"countries/kazakhstan/", "countries/uzbekistan/"}
    assert any(address.startswith("topics/") for address in related)


def test_years_reach_from_first_to_last(real: Library) -> None:
    assert rows(real)["workshops/2018-09-almaty-industrial-safety/"]["years"] == [2018, 2018]


def test_pages_that_are_no_records_come_last(real: Library) -> None:
    found = list(rows(real))
    assert found.index("countries/") > max(i for i, address in enumerate(found) if address.count("/") == 2)
    assert "search/" not in found
    assert "" not in found


def test_passages_hold_texts_and_documents_but_no_remarks_and_no_ids(real: Library) -> None:
    text = passages(real, "workshops/2018-09-almaty-industrial-safety/")
    assert "Поддержать страны Центральной Азии в более полном осуществлении Конвенции." in text
    assert not any("http" in each or "«более 40»" in each or each == "accession" for each in text)


def test_untranslated_record_says_its_language(library: Library) -> None:
    row = rows(library)["terms/tailings-facility/"]
    assert (row["title"], row["language"], row["others"]) == ("tailings management facility", "en", [])


def test_hand_written_pages_are_found(make: Make) -> None:
    root = make()
    page = root / "docs/ru/essay/index.md"
    page.parent.mkdir(parents=True)
    page.write_text(
        "---\ntitle: О базе\ndescription: Как собрано.\n---\n\n## Откуда { #from }\n\nИз *открытых* источников.\n",
        encoding="utf-8",
    )
    library, _ = check(root)
    assert library
    made = rows(library)["essay/"]
    assert (made["title"], made["summary"]) == ("О базе", "Как собрано.")
    assert passages(library, "essay/") == ["Откуда", "Из открытых источников."]


def test_texts_too_heavy_for_a_browser_stay_away(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "TEXTS_AT_MOST", 100)
    assert unpacked(search_files(library)["search-ru-texts.js"]) == []


def test_knowledge_base_without_the_view_is_searched_all_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.searching.features.VIEW", "nowhere")
    assert rows(library)["countries/kazakhstan/"]["names"] == []
    assert unpacked(search_files(library)["search-ru.js"])["filters"] == []


# --- libraries of others


def test_library_carries_licences_and_changes() -> None:
    code = library_script(ROOT, "search-library.js").decode()
    assert "Permission is hereby granted" in code
    assert "Redistribution and use in source and binary forms" in code
    assert '["inter",-1,-1]' in code
    assert "sourceMappingURL" not in code


def test_change_that_does_not_fit_is_an_error(tmp_path) -> None:
    folder = tmp_path / "docs/assets/vendor"
    folder.mkdir(parents=True)
    (folder / "a.js").write_text("one", encoding="utf-8")
    (folder / "L.txt").write_text("free", encoding="utf-8")
    told = [
        {
            "name": "A",
            "script": "a-library.js",
            "version": "1",
            "used_for": "search",
            "folder": "vendor",
            "licence": "MIT",
            "licence_file": "L.txt",
            **dict.fromkeys(("holder", "url", "package", "fetched_with"), ""),
            "files": [{"path": "a.js", "changed": [{"old": "two", "new": "three"}]}],
        }
    ]
    (folder / "vendor.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ValueError, match="two"):
        library_script(tmp_path, "a-library.js")
