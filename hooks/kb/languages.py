"""What a language knows by itself: dates, plurals, numbers, names of countries and languages (CLDR, through Babel),
and where its typography forbids a line to break."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from babel import Locale
from babel.core import get_global, parse_locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

NBSP = "\u00a0"
# Russian: no one- or two-letter word, number sign or initial is left at the end of a line, no dash or unit at its
# beginning, no abbreviation alone that belongs to another one (A. E. Milchin, Spravochnik izdatelya i avtora, on breaking lines).
_SHORT = re.compile(
    r"(?<![\w-])((?:[вксоуиаяВКСОУИАЯ]|на|по|не|ни|из|от|до|за|со|об|ко|во|то|На|По|Не|Ни|Из|От|До|За|Со|Об|Ко|Во|№)) (?=\S)"
)
_UNIT = re.compile(
    r"(\d) (?=(?:г\.|гг\.|млн|млрд|тыс\.|км|га|м³|т\b|суток|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря))"
)
_DASH = re.compile(r" (?=[—–] )")
_ABBREVIATIONS = re.compile(r"\b([А-ЯЁ]{2,6}) (?=[А-ЯЁ]{2,6}\b)")


# Unicode's names of letters begin with their script.
_SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Arab": "ARABIC"}


def misfit(text: str, code: str) -> tuple[str, str] | None:
    """The script of a language and that of a text, where most of its letters are in another one."""
    script = Language(code, code).script
    names = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    name, count = names.most_common(1)[0] if names else ("", 0)
    if script not in _SCRIPTS or name == _SCRIPTS[script] or count <= names.total() / 2:
        return None
    return _SCRIPTS[script].capitalize(), name.capitalize()


@dataclass(frozen=True)
class Language:
    """One language of the site.

    `code` names its folder and stands in `lang`; `region` is the CLDR locale for dates and numbers
    (for English, en-GB writes "25–26 September 2018").
    """

    code: str
    region: str

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale for dates, numbers and plurals."""
        return Locale.parse(self.region, sep="-")

    @cached_property
    def script(self) -> str:
        """The script in which the language is written (CLDR): Latn, Cyrl ..."""
        likely = get_global("likely_subtags").get(self.locale.language, self.locale.language)
        return str(self.locale.script or parse_locale(likely)[2] or "")

    def plural(self, number: int) -> str:
        """The CLDR plural category of a number: one, few, many, other ..."""
        return str(self.locale.plural_form(number))

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return format_decimal(value, locale=self.locale)

    def country(self, code: str) -> str:
        """Name of a country by its ISO 3166 code."""
        return str(self.locale.territories.get(code, code))

    def language(self, code: str) -> str:
        """Name of a language by its code."""
        return Locale.parse(code, sep="-").get_display_name(self.locale) or code

    def day(self, value: date) -> str:
        """A full date: 25 сентября 2018 г., 25 September 2018."""
        return format_date(value, "long", locale=self.locale)

    def when(self, value: str) -> str:
        """A date as exact as it is known: a year, a month or a day."""
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 1:
            return value
        if len(parts) == 2:
            return format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=self.locale)
        return self.day(date(*parts))

    def span(self, start: str | None, end: str | None) -> str:
        """A period: 25–26 сентября 2018 г.; open ends stay open (2021–)."""
        if not start or not end or start == end:
            return self.when(start or end or "") + ("–" if start and not end and len(start) == 4 else "")
        if len(start) == len(end) == 10:
            return self._days(date.fromisoformat(start), date.fromisoformat(end))
        if len(start) == len(end) == 4:
            return f"{start}–{end}"
        return f"{self.when(start)} – {self.when(end)}"

    def _days(self, start: date, end: date) -> str:
        """CLDR's interval of days; it has them for abbreviated months only, the full names take their place."""
        differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
        first, last = self.locale.interval_formats["yMMMd"][differs]
        pair = ((first, start), (last, end))
        return "".join(format_date(day, pattern.replace("MMM", "MMMM"), locale=self.locale) for pattern, day in pair)

    @property
    def typesets(self) -> bool:
        """Whether the language has rules of its own for where a line must not end."""
        return self.locale.language == "ru"

    def typeset(self, text: str) -> str:
        """The text with non-breaking spaces where a line must not end; other languages come back as they are."""
        if not self.typesets or not text.strip():
            return text
        text = _SHORT.sub(rf"\1{NBSP}", _SHORT.sub(rf"\1{NBSP}", text))
        text = _UNIT.sub(rf"\1{NBSP}", text)
        return _ABBREVIATIONS.sub(rf"\1{NBSP}", _DASH.sub(NBSP, text))

    def sort_key(self, text: str) -> tuple[str, str]:
        """Order of the alphabet: ё beside е, capitals beside small letters, quotes and brackets unseen."""
        bare = re.sub(r"[«»\"'()\u00ad„“]", "", text).casefold()
        return bare.replace("ё", "е"), bare
