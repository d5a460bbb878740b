"""Records -> HTML, in both languages."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader

from kb.checking import check
from kb.pages import Page
from kb.rendering import Renderer, TemplateFault, one_block, render
from support import LANGUAGES, cases, prepare, spaces


def _page(renderer: Renderer, address: str) -> Page:
    if address.endswith("/"):
        return next(renderer.index(renderer.library.collections[address.rstrip("/")]))
    return renderer.record(renderer.library.records[address])


@pytest.mark.parametrize("case", cases("rendering"))
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    library, _ = check(prepare(tmp_path / "knowledge", case))
    assert library is not None
    assert [locale for locale in LANGUAGES if locale in case]
    for locale in LANGUAGES:
        expected = case.get(locale, {})
        html = spaces(_page(Renderer(library, locale), case["page"]).body)
        assert [part for part in expected.get("has", ()) if part not in html] == []
        assert [part for part in expected.get("lacks", ()) if part in html] == []


def _borrowed(pages: list[Page]) -> set[str]:
    return {page.address for page in pages if page.fallback}


def test_every_page_is_there_in_every_language_and_borrowed_texts_say_so(library) -> None:
    pages = {locale: list(render(library, [locale])) for locale in LANGUAGES}
    addresses = {locale: {page.address for page in found} for locale, found in pages.items()}
    assert addresses["ru"] == addresses["en"]
    assert "workshops/2019-11-almaty/" in _borrowed(pages["en"])
    assert "workshops/2019-11-almaty/" not in _borrowed(pages["ru"])
    assert "workshops/2018-09-almaty/" not in _borrowed(pages["ru"]) | _borrowed(pages["en"])


def test_a_page_tells_what_engines_need(library) -> None:
    page = Renderer(library, "ru").record(library.records["workshops/2018-09-almaty"])
    assert page.address == "workshops/2018-09-almaty/"
    assert page.title == "Семинар по промышленной безопасности"
    assert page.description == "Пять стран сопоставили, как они выполняют Конвенцию."
    assert page.source == "content/ru/workshops/2018-09-almaty.yml"
    assert page.markdown().startswith("---\ntitle: Семинар по промышленной безопасности\n")
    assert page.data["@type"] == "Event"


def test_pages_are_a_function_of_the_records_and_of_nothing_else(library) -> None:
    first = [page.markdown() for page in render(library, ["ru"])]
    again, _ = check(library.root)
    assert again is not None
    renderer = Renderer(again, "ru")
    backwards = {page.address: page.markdown() for page in [*map(renderer.record, reversed(again.records.values()))]}
    assert [page.markdown() for page in renderer.pages()] == first
    assert set(backwards.values()) <= set(first)


def test_a_fault_in_a_template_names_template_line_and_page(library) -> None:
    renderer = Renderer(library, "ru")
    renderer.environment.loader = DictLoader({"organizations/page.md.jinja": "<p>\n{{ nothing }}</p>"})
    with pytest.raises(
        TemplateFault, match=r"organizations/page\.md\.jinja .*page ru/organizations/unece/: 'nothing' is undefined"
    ):
        renderer.record(library.records["organizations/unece"])


def test_one_block_has_no_empty_line_at_which_markdown_would_begin_anew() -> None:
    assert one_block("<div>\n\n   <p>a</p>\n\t\n</div>\n") == "<div>\n<p>a</p>\n</div>"
