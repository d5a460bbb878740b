"""The form for records as a contributor uses it: over HTTP and, in the offline copy, over `file://`."""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page, expect

from kb.checking import check
from kb.cli import main
from kb.contributing.form import is_in_form
from kb.library import Library
from kb.offline.editions import edition
from kb.offline.packing import pack
from quality.install import TOOLS
from support import ROOT

ALMATY = "workshops/2018-09-almaty-industrial-safety"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Open = Callable[[str], None]


@pytest.fixture(scope="module")
def copy(site: Path, real: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline copy, unpacked in a folder whose name has spaces and Cyrillic letters."""
    top = tmp_path_factory.mktemp("offline") / "Мои документы"
    for name, data in pack(real, site, edition(real)).files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return top


@pytest.fixture
def author(browser: Browser) -> Iterator[Page]:
    """A page that has nothing to complain of."""
    faults: list[str] = []
    with browser.new_context(locale="ru-RU", permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
    assert faults == []


@pytest.fixture(params=["http", "file"])
def opened(request: pytest.FixtureRequest, author: Page, base_url: str) -> Open:
    """Opens the form with a query, on the site and in the copy."""
    if request.param == "http":
        return lambda query: _go(author, f"{base_url}{query}")
    top: Path = request.getfixturevalue("copy")
    return lambda query: _go(author, f"{top.as_uri()}/{query.replace('edit/', 'edit/index.html')}")


def _go(page: Page, address: str) -> None:
    page.goto(address)
    if "?" in address:
        expect(page.locator("[data-form]")).to_have_attribute("data-form-state", "ready")


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of the real records, to check what comes out."""
    root = tmp_path / "knowledge"
    shutil.copytree(ROOT / "content", root / "content")
    for name in ("hooks", "theme", "docs", "mkdocs.yml", "schemas"):
        (root / name).symlink_to(ROOT / name)
    return root


def _field(page: Page, path: str, file: str) -> Locator:
    """The control of the top-level field with a title, of the original or of the translation."""
    group = page.locator(".fields > fieldset", has=page.locator("legend", has_text=path))
    return group.first.locator("textarea, select").nth(0 if file == "original" else 1)


def _save(page: Page, path: str, folder: Path) -> Path:
    """Save the file of a path, under the name that the browser gives it."""
    with page.expect_download() as found:
        page.locator(f"[data-form-file='{path}']").get_by_role("button").first.click()
    target = folder / found.value.suggested_filename
    found.value.save_as(target)
    return target


def _receive(root: Path, *files: Path) -> str:
    done = CliRunner().invoke(main, ["receive", "--root", str(root), *map(str, files)])
    assert done.exit_code == 0, done.output
    return done.output


def _changed(before: str, after: str) -> list[str]:
    """The lines that differ."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:2] in ("+ ", "- ")]


def test_one_word_is_changed_and_nothing_else(author: Page, opened: Open, knowledge: Path, tmp_path: Path) -> None:
    opened(f"edit/?record={ALMATY}")
    title = _field(author, "Название", "original")
    title.fill(f"{title.input_value()} 2018")
    path = f"content/en/{ALMATY}.yml"
    expect(author.locator("table.diff tbody tr")).to_have_count(1)
    expect(author.locator("table.diff tbody td").last).to_have_text(title.input_value())
    sent = _save(author, path, tmp_path)
    assert sent.name == "workshops.2018-09-almaty-industrial-safety.en.yml"

    before = (knowledge / path).read_text(encoding="utf-8")
    after = sent.read_text(encoding="utf-8")
    assert [line[:9] for line in _changed(before, after)] == ["- title: ", "+ title: "]
    assert _receive(knowledge, sent) == f"{path} written.\n"
    assert (knowledge / path).read_text(encoding="utf-8") == after
    library, problems = check(knowledge)
    assert library is not None
    assert problems == []
    assert list(is_in_form(library, library.records[ALMATY])) == []
    # The translation is now older than its original, and says so.
    assert library.records[ALMATY].stale("ru") == {"title"}


def test_a_translation_is_corrected_and_the_ledger_with_it(
    author: Page, opened: Open, knowledge: Path, tmp_path: Path
) -> None:
    """Original and translation are changed together: both files come out, and the translation is up to date."""
    opened(f"edit/?record={ALMATY}&to=ru")
    for file, word in (("original", " (Almaty)"), ("translation", ' "Алматы"')):
        field = _field(author, "Название", file)
        field.fill(field.input_value() + word)
    expect(author.locator("[data-form-file]")).to_have_count(2)
    sent = [_save(author, f"content/{code}/{ALMATY}.yml", tmp_path) for code in ("ru", "en")]
    assert len(_receive(knowledge, *sent).splitlines()) == 2
    library, problems = check(knowledge)
    assert library is not None
    assert problems == []
    record = library.records[ALMATY]
    assert record.stale("ru") == frozenset()
    assert record.data.title.endswith("(Almaty)")
    assert record.translations["ru"].model.title.endswith("«Алматы»")  # the typography of the language
    assert list(is_in_form(library, record)) == []


def test_a_translation_that_is_still_right_is_noted_so(
    author: Page, base_url: str, knowledge: Path, tmp_path: Path
) -> None:
    _go(author, f"{base_url}edit/?record={ALMATY}")
    title = _field(author, "Название", "original")
    title.fill(f"{title.input_value()}.")
    author.get_by_label("Перевод по-прежнему верен").locator("visible=true").check()
    sent = [_save(author, f"content/{code}/{ALMATY}.yml", tmp_path) for code in ("en", "ru")]
    _receive(knowledge, *sent)
    library, problems = check(knowledge)
    assert library is not None
    assert problems == []
    assert library.records[ALMATY].stale("ru") == frozenset()


def test_a_new_record_from_nothing(author: Page, opened: Open, knowledge: Path, tmp_path: Path) -> None:
    opened("en/edit/")
    author.get_by_role("link", name="Topic", exact=True).click()
    expect(author.locator("[data-form]")).to_have_attribute("data-form-state", "ready")
    author.get_by_label("Name of the file").fill("dust")
    _field(author, "Title", "original").fill("Dust explosions: what to do")
    _field(author, "Summary", "original").fill("Fine dust burns fast.")
    _field(author, "Introduction", "original").fill("Fine dust burns fast; clean often.")
    author.get_by_role("button", name="Add: Sources").click()
    source = author.locator("fieldset.item").first
    source.get_by_label("Title of the source").fill("A guide")
    source.get_by_label("Address of the source").fill("https://example.org/guide")
    source.get_by_label("Language of the source").fill("en")
    source.get_by_label("Accessed").fill("2026-11-22")
    source.get_by_label("Kind of source").select_option("official")
    _field(author, "Title", "translation").fill("Взрывы пыли")
    problems = author.locator("section.ends--problems")
    expect(problems).not_to_contain_text("KB0")
    files = [f"content/{code}/topics/dust.yml" for code in ("en", "ru")]
    sent = [_save(author, path, tmp_path) for path in files]
    assert _receive(knowledge, *sent) == "".join(f"{path} written.\n" for path in files)
    library, found = check(knowledge)
    assert library is not None
    assert [str(each) for each in found if each.level == "error"] == []
    assert library.records["topics/dust"].translations["ru"].model.title == "Взрывы пыли"
    for path, file in zip(files, sent, strict=True):
        assert (knowledge / path).read_text(encoding="utf-8") == file.read_text(encoding="utf-8")


def test_it_tells_what_is_wrong_while_one_types(author: Page, opened: Open) -> None:
    opened(f"edit/?record={ALMATY}")
    summary = _field(author, "Краткое описание", "original")
    summary.fill("<b>x</b> [a](topics/tailing-safety)")
    error = author.locator(f"#{(summary.get_attribute('aria-describedby') or '').split()[1]}")
    expect(error).to_contain_text("KB052")
    expect(error).to_contain_text("Может быть, «topics/tailings-safety»?")
    expect(summary).to_have_attribute("aria-invalid", "true")
    assert error.get_by_role("link", name="KB052").get_attribute("href", timeout=5000).endswith("#KB052")
    _field(author, "Название", "original").fill("")
    listed = author.locator("section.ends--problems li")
    expect(listed).to_have_count(3)
    listed.filter(has_text="KB022").get_by_role("link").first.click()
    expect(_field(author, "Название", "original")).to_be_focused()


def test_a_draft_survives_and_can_be_discarded(author: Page, opened: Open) -> None:
    opened(f"edit/?record={ALMATY}")
    title = _field(author, "Название", "translation")
    before = title.input_value()
    title.fill("Черновик")
    expect(author.get_by_role("button", name="Удалить черновик")).to_be_visible()
    author.reload()
    expect(author.get_by_role("status").filter(has_text="Продолжаем")).to_be_visible()
    expect(_field(author, "Название", "translation")).to_have_value("Черновик")
    expect(author.locator("table.diff tbody tr")).to_have_count(1)
    author.get_by_role("button", name="Удалить черновик").click()
    expect(_field(author, "Название", "translation")).to_have_value(before)


def test_without_storage_it_says_so(author: Page, base_url: str) -> None:
    author.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed') } })")
    _go(author, f"{base_url}edit/?record={ALMATY}")
    _field(author, "Название", "translation").fill("Черновик")
    expect(author.locator(".editor__draft")).to_contain_text("не хранит черновики")


def test_the_text_is_copied_and_the_host_opened(author: Page, base_url: str) -> None:
    author.context.route("https://github.com/**", lambda route: route.fulfill(body="host"))
    _go(author, f"{base_url}edit/?record={ALMATY}")
    _field(author, "Название", "translation").fill("Семинар")
    file = author.locator("[data-form-file]")
    file.get_by_role("button", name="Скопировать текст").click()
    expect(file.get_by_role("status")).to_have_text("Текст скопирован.")
    text = author.evaluate("navigator.clipboard.readText()")
    assert text.startswith("title: Семинар\n")
    with author.expect_popup() as popup:
        file.get_by_role("link", name="Открыть файл на GitHub").click()
    assert popup.value.url.endswith(f"/edit/main/content/ru/{ALMATY}.yml")
    _go(author, f"{base_url}edit/?new=topics")
    author.get_by_label("Имя файла").fill("dust")
    _field(author, "Название", "original").fill("Пыль")
    link = author.locator("[data-form-file]").get_by_role("link", name="Создать файл на GitHub")
    expect(link).to_have_attribute("href", re.compile(r"/new/main\?filename=content/ru/topics/dust\.yml&value=title"))


def test_items_are_added_removed_and_put_back(author: Page, base_url: str) -> None:
    _go(author, f"{base_url}edit/?record={ALMATY}&to=ru")
    aims = author.locator("details.list", has=author.locator("summary", has_text="Цели"))
    aims.get_by_role("button", name="Удалить: Цели: synergies").click()
    expect(author.locator("table.diff tbody tr")).not_to_have_count(0)
    aims.get_by_role("button", name="Вернуть").click()
    expect(author.locator("section.ends--changes")).to_contain_text("Пока ничего не изменено")
    aims.get_by_role("button", name="Добавить: Цели").click()
    expect(author.locator("section.ends--problems li")).not_to_have_count(0)


def test_records_lead_to_the_form(author: Page, base_url: str) -> None:
    author.goto(f"{base_url}en/{ALMATY}/")
    assert author.evaluate("[...document.scripts].filter(script => script.src.includes('form')).length") == 0
    author.get_by_role("link", name="Translate", exact=True).click()
    expect(author).to_have_url(f"{base_url}en/edit/?record={ALMATY}&to=ru")
    expect(author.locator("[data-form]")).to_have_attribute("data-form-state", "ready")


def test_a_record_that_is_not_there(author: Page, base_url: str) -> None:
    author.goto(f"{base_url}edit/?record=workshops/../x")
    expect(author.get_by_role("status").first).to_contain_text("«workshops/../x» здесь нет")


def test_it_works_under_a_strict_policy(browser: Browser, base_url: str) -> None:
    """No eval, no inline script, no inline style: nothing of the form asks for more than its own files."""
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
    with browser.new_context() as context:
        page, faults = context.new_page(), []
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        page.route("**/edit/**", lambda route: _with_policy(route, policy))
        _go(page, f"{base_url}edit/?record={ALMATY}")
        _field(page, "Название", "original").fill("x <b>")
        expect(page.locator("table.diff tbody tr")).to_have_count(1)
        assert faults == []


def _with_policy(route, policy) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})


def test_without_scripts_it_says_where_to_turn(browser: Browser, base_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base_url}edit/?record={ALMATY}")
        note = page.locator("noscript .note")
        expect(note).to_be_visible()
        assert "JavaScript" in note.inner_text()
        expect(note.locator("a[href$='contribute/']")).to_be_visible()
        expect(page.locator("[data-form-kinds]")).not_to_be_visible()


@pytest.mark.parametrize(("query", "width", "scheme"), [
    (f"edit/?record={ALMATY}&to=ru", 320, "dark"), (f"en/edit/?record={ALMATY}", 1280, "light"), ("edit/?new=countries", 1280, "dark"),
])  # fmt: skip
def test_axe_finds_nothing(browser: Browser, base_url: str, query: str, width: int, scheme) -> None:
    axe = (TOOLS / "axe-core-4.14.1" / "axe.min.js").read_text(encoding="utf-8")
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        page = context.new_page()
        _go(page, f"{base_url}{query}")
        page.locator(".fields textarea").first.fill("<b>")
        expect(page.locator("table.diff")).to_be_visible()
        page.evaluate("for (const each of document.querySelectorAll('.editor details')) each.open = true")
        page.evaluate(axe)
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        faults = [(each["id"], each["nodes"][0]["html"][:160]) for each in result["violations"]]
        assert faults == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
