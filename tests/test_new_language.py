"""A third language by adding a folder: `content/uz/` with labels and two translations, and nothing else, is a complete site."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from support import ROOT, small_knowledge_base

BIN = Path(sys.executable).parent
CODES = ["ru", "en", "uz"]
# Not for readers: the rest of the labels is marked, so that no other language can be taken for this one.
_AS_THEY_ARE = ("region", "search.keys", "search.synonyms", "search.small_words")
UZBEK = {
    "region": "uz",
    "site.name": "Sanoat xavfsizligi bo‘yicha bilimlar bazasi",
    "site.language": "O‘zbekcha",
    "site.language_short": "O‘zb",
    "page.home": "Bosh sahifa",
    "page.skip": "Asosiy matnga o‘tish",
    "translation.missing": "O‘zbekcha tarjima hali yo‘q.",
    "footer.method": "Baza qanday tuziladi",
}
TERM = """title: chiqindixona
summary: Ruda boyitilgandan keyin qolgan chiqindilar saqlanadigan inshoot.
translation_of: {language: en, digests: {}}
"""
EVENT = """title: Sanoat xavfsizligi bo‘yicha seminar
summary: Seminar ishtirokchilari [Konvensiya](agreements/industrial-accidents) ijrosini ko‘rib chiqdilar.
translation_of: {language: en, digests: {}}
"""


def labels(node: Mapping[str, Any], key: str = "") -> dict[str, Any]:
    """The labels of English as those of a language that has not been translated: each text with a mark."""
    found: dict[str, Any] = {}
    for name, value in node.items():
        path = f"{key}.{name}" if key else name
        if isinstance(value, Mapping):
            found[name] = labels(value, path)
        else:
            found[name] = UZBEK.get(path) or (value if path in _AS_THEY_ARE else f"{value} (uz)")
    return found


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base in two languages to which the folder of a third one is added; built."""
    english = yaml.safe_load((ROOT / "content/en/labels.yml").read_text(encoding="utf-8"))
    files = {
        "content/uz/labels.yml": yaml.safe_dump(labels(english), allow_unicode=True, sort_keys=False, width=10_000),
        "content/uz/terms/tailings-facility.yml": TERM,
        "content/uz/workshops/2018-09-almaty.yml": EVENT,
    }
    made = small_knowledge_base(tmp_path_factory.mktemp("three") / "knowledge", files)
    for command in ("stamp --missing", "build", "offline"):
        run(made, "kb", *command.split())
    return made


def run(root: Path, *command: str) -> str:
    """Run a command there, which must end well."""
    done = subprocess.run([BIN / command[0], *command[1:]], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def site(root: Path) -> Path:
    """The site with three languages."""
    return root / "site"


def page(site: Path, address: str) -> html.HtmlElement:
    """A page of the site."""
    return html.fromstring((site / address / "index.html").read_text(encoding="utf-8"))


def pages(site: Path, code: str) -> set[str]:
    """The addresses of a language, below its root."""
    home = site if code == "ru" else site / code
    found = {path.parent.relative_to(home).as_posix() for path in home.rglob("index.html")}
    return {address for address in found if address.partition("/")[0] not in ("en", "uz")}


def test_it_has_the_same_pages_as_the_others(site: Path) -> None:
    assert pages(site, "uz") == pages(site, "en") == pages(site, "ru")
    assert {".", "about", "contribute", "offline", "search", "terms/tailings-facility"} <= pages(site, "uz")


def test_no_link_leads_nowhere(site: Path) -> None:
    dead = [(path.relative_to(site), href) for path, href in _links(site / "uz") if not (path.parent / href).exists()]
    assert dead == []


def _links(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every relative address in every page of a folder."""
    for path in sorted(folder.rglob("*.html")):
        for href in re.findall(r'(?:href|src)="(?!https?:|mailto:|data:|#)([^"#?]+)', path.read_text(encoding="utf-8")):
            yield path, href


def test_the_switch_names_all_three_and_stays_on_the_page(site: Path) -> None:
    for address, up in (("terms/tailings-facility", "../.."), ("uz/terms/tailings-facility", "../../..")):
        (switch,) = page(site, address).find_class("lang")
        there = {each.get("lang"): each.get("href") for each in switch.iterchildren()}
        here = "uz" if address.startswith("uz/") else "ru"
        assert list(there) == CODES
        assert there.pop(here) is None
        assert there == {
            code: f"{up}/{'' if code == 'ru' else f'{code}/'}terms/tailings-facility/" for code in CODES if code != here
        }
        assert "O‘zb" in switch.text_content()


def test_translations_know_one_another_and_borrowed_texts_are_none(site: Path) -> None:
    def alternates(address: str) -> list[str]:
        return [each.get("hreflang") for each in page(site, address).findall(".//link[@hreflang]")]

    assert alternates("uz/workshops/2018-09-almaty") == alternates("workshops/2018-09-almaty") == [*CODES, "x-default"]
    assert alternates("uz/agreements/industrial-accidents") == []
    assert alternates("uz/about") == []
    assert alternates("about") == ["ru", "en", "x-default"]


def test_a_page_speaks_the_language_and_marks_what_does_not(site: Path) -> None:
    translated, borrowed = page(site, "uz/terms/tailings-facility"), page(site, "uz/agreements/industrial-accidents")
    assert translated.get("lang") == borrowed.get("lang") == "uz"
    assert translated.find(".//h1").text_content() == "chiqindixona"
    assert "Bosh sahifa" in borrowed.text_content()
    assert "O‘zbekcha tarjima hali yo‘q." in borrowed.text_content()
    assert [each.get("lang") for each in borrowed.find(".//h1").iter() if each.get("lang")] == ["en"]


def test_dates_are_those_of_the_language(site: Path) -> None:
    assert "25 – 26-sentabr, 2018" in " ".join(page(site, "uz/workshops/2018-09-almaty").text_content().split())


@pytest.mark.parametrize("name", ["about", "contribute", "offline"])
def test_hand_written_pages_are_borrowed_from_the_default_language(site: Path, name: str) -> None:
    there, here = page(site, name), page(site, f"uz/{name}")
    assert here.find(".//h1").get("lang") == "ru"
    assert here.find(".//h1").text_content() == there.find(".//h1").text_content()
    (text,) = here.find_class("prose")
    assert "O‘zbekcha tarjima hali yo‘q." in text.text_content()
    assert [each.get("lang") for each in text.iterchildren("div")] == ["ru"]
    assert here.find(".//link[@rel='canonical']").get("href").endswith(f"/kb/{name}/")


def test_search_knows_the_texts_of_the_language(site: Path) -> None:
    (entries,) = site.glob("assets/search-uz.????????.js")
    assert "chiqindixona" in entries.read_text(encoding="utf-8")
    known = [path.name for path in site.glob("assets/*.js") if entries.name in path.read_text(encoding="utf-8")]
    pages = [site / name / "terms/tailings-facility/index.html" for name in ("", "uz")]
    assert all(any(name in path.read_text(encoding="utf-8") for name in known) for path in pages)


def test_feeds_calendars_sitemap_and_api_hold_it(site: Path) -> None:
    assert 'xml:lang="uz"' in (site / "uz/feeds/all.atom").read_text(encoding="utf-8")
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert 'hreflang="uz"' in sitemap
    assert "/uz/about/" not in sitemap
    term = json.loads((site / "api/v1/terms/tailings-facility.json").read_text(encoding="utf-8"))
    assert term["title"]["uz"] == "chiqindixona"
    assert json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))["languages"] == CODES
    assert "title_uz" in (site / "data/terms.csv").read_text(encoding="utf-8-sig").partition("\n")[0]
    assert 'xml:lang="uz"' in (site / "data/glossary.tbx").read_text(encoding="utf-8")


def test_the_page_for_lost_addresses_speaks_all_three(site: Path) -> None:
    lost = html.fromstring((site / "404.html").read_text(encoding="utf-8"))
    assert [each.get("lang") for each in lost.find(".//h1").iterchildren()] == CODES


def test_the_offline_bundle_holds_it(root: Path) -> None:
    (bundle,) = (root / "dist").glob("*-offline.zip")
    with zipfile.ZipFile(bundle) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
    assert {"uz/index.html", "uz/about/index.html", "uz/terms/tailings-facility/index.html"} <= names
    assert len(list((root / "dist").glob("*.epub"))) == 3


def test_plain_mkdocs_builds_it_too(root: Path, site: Path, tmp_path: Path) -> None:
    run(root, "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "plain"))
    assert {path.relative_to(tmp_path / "plain") for path in (tmp_path / "plain").rglob("*")} == {
        path.relative_to(site) for path in site.rglob("*")
    }


def test_its_labels_are_checked_like_all_others(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "copy", symlinks=True, ignore=shutil.ignore_patterns("site", "dist"))
    path = copy / "content/uz/labels.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("  skip: Asosiy matnga o‘tish\n", ""), encoding="utf-8")
    done = subprocess.run([BIN / "kb", "check"], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'content/uz/labels.yml:1:1: The label "page.skip" is missing.' in done.stdout
