"""How a record is cited: as a sentence, as BibTeX and as RIS. The day on which it was read is left to the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from babel import Locale

from kb.translating import Localized
from kb.writing import Writer

# Signs that mean something to TeX; braces and backslashes are not in titles, but would break the entry.
_TEX = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_"} | {"{": None, "}": None, "\\": None, "~": " ", "^": " "})


@dataclass(frozen=True)
class Citation:
    """One record, three times."""

    plain: str
    bibtex: str
    ris: str


def citation(writer: Writer, record: Localized) -> Citation:
    """The citation of a record as it stands on its page in the writer's language."""
    title, site = writer.plain(record.title), writer.t("site.name").unescape()
    locale = getattr(record.title, "locale", writer.locale)
    url = writer.library.settings.page_url(locale, f"{record.ref}/")
    day = record.reviewed
    plain = writer.t("share.citation", title=title, site=site, date=writer.when(day), url=url).unescape()
    return Citation(plain, bibtex(record.ref, title, site, url, day, locale), ris(title, site, url, day, locale))


def bibtex(ref: str, title: str, site: str, url: str, day: Any, locale: str) -> str:
    """An entry of BibTeX (Oren Patashnik, BibTeXing, 1988), with the fields `url` and `langid` of biblatex."""
    return (
        f"@misc{{{ref.replace('/', ':')},\n"
        f"title = {{{{{title.translate(_TEX)}}}}},\n"
        f"author = {{{{{site.translate(_TEX)}}}}},\n"
        f"year = {{{day.year}}},\n"
        f"note = {{{day}}},\n"
        f"langid = {{{_language(locale)}}},\n"
        f"url = {{{url}}}\n}}"
    )


def ris(title: str, site: str, url: str, day: Any, locale: str) -> str:
    """A reference of RIS (Research Information Systems, 2001): two letters, two spaces, a hyphen, a space, the value."""
    fields = [
        ("TY", "ELEC"),
        ("TI", title),
        ("PB", site),
        ("PY", day.year),
        ("DA", f"{day:%Y/%m/%d}"),
        ("LA", locale),
        ("UR", url),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in fields), "ER  - "])


def _language(locale: str) -> str:
    """The name that babel, the LaTeX package, has for a language."""
    return (Locale.parse(locale, sep="-").english_name or locale).lower()
