"""llms.txt (https://llmstxt.org): what the site holds, for language models and everybody who reads with one."""

from __future__ import annotations

from collections.abc import Iterator

from kb.library import Library
from kb.pages import Page
from kb.sharing import subscriptions
from kb.writing import Writer

SMALL = 40
"""Records of a collection that are named with their descriptions; those of larger ones stand below "Optional"."""
# The format gives this heading its meaning (what may be left out), so it is the same in every language.
_OPTIONAL = "Optional"
# Square brackets would end the words of a link or begin another one; a text about them has to do with round ones.
_NO_LINK = str.maketrans("[]<>", "()‹›")
Pages = dict[tuple[str, str], Page]


def llms_files(library: Library, pages: Pages) -> dict[str, bytes]:
    """Name below the root of the site -> bytes, one file for each language."""
    return {
        f"{library.settings.prefix(locale)}llms.txt": f"{_text(Writer(library, locale), pages)}\n".encode()
        for locale in library.settings.languages
    }


def _text(writer: Writer, pages: Pages) -> str:
    order, locale = writer.library.order, writer.locale
    small = [name for name in order if writer.library.count(name) <= SMALL]
    views = [page for (code, address), page in sorted(pages.items()) if code == locale and _is_view(writer, page)]
    parts = [
        f"# {writer.t('site.name').unescape()}",
        f"> {writer.t('site.lead').unescape()}",
        f"{writer.t('views.home.lead').unescape()} {writer.t('site.licence').unescape()} {writer.t('site.disclaimer').unescape()}",
        _section(writer.t("footer.records").unescape(), (_item(pages[locale, f"{name}/"], writer) for name in order)),
        _section(writer.t("footer.overviews").unescape(), (_item(page, writer) for page in views)),
        *(_section(_title(writer, name), _records(writer, name, pages)) for name in small),
        _section(writer.t("share.follow").unescape(), _feeds(writer, pages)),
        _section(
            _OPTIONAL,
            (each for name in order if name not in small for each in _records(writer, name, pages, brief=True)),
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def _is_view(writer: Writer, page: Page) -> bool:
    return page.ref is None and page.listed and page.address != "" and page.kind not in writer.library.collections


def _title(writer: Writer, collection: str) -> str:
    return writer.t(f"collections.{collection}.many").unescape()


def _section(title: str, items: Iterator[str]) -> str:
    lines = list(items)
    return f"## {title}\n\n" + "\n".join(lines) if lines else ""


def _records(writer: Writer, collection: str, pages: Pages, *, brief: bool = False) -> Iterator[str]:
    for record in writer.library.of(collection):
        yield _item(pages[writer.locale, f"{record.ref}/"], writer, brief=brief)


def _item(page: Page, writer: Writer, *, brief: bool = False) -> str:
    """One link, with what it leads to."""
    title = page.title.translate(_NO_LINK)
    link = f"- [{title}]({writer.library.settings.page_url(page.locale, page.address)})"
    return link if brief else f"{link}: {page.description.translate(_NO_LINK)}"


def _feeds(writer: Writer, pages: Pages) -> Iterator[str]:
    base = writer.library.settings.page_url(writer.locale, "")
    for each in subscriptions(writer.library):
        title = pages[writer.locale, each.address].title if each.ref else writer.t("share.everything").unescape()
        title = title.translate(_NO_LINK)
        yield f"- [{title}: {writer.t('share.feed').unescape()}]({base}feeds/{each.name}.atom)"
        yield f"- [{title}: {writer.t('share.calendar').unescape()}]({base}calendars/{each.name}.ics)"
