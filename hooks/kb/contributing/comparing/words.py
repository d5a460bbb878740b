"""Labels in several languages at once: «Добавлено · Added»; and text that cannot do anything where it is shown."""

from __future__ import annotations

import unicodedata

from kb.library import Library

BETWEEN = " · "


class Words:
    """The labels of a library in some languages, one behind the other."""

    def __init__(self, library: Library, locales: list[str]) -> None:
        self.library, self.locales = library, locales

    def t(self, key: str, **values: str) -> str:
        """A label, its braces filled."""
        found = (str(self.library.labels[code].texts.get(key, key)) for code in self.locales)
        return BETWEEN.join(dict.fromkeys(text.format(**values) if values else text for text in found))

    def language(self, code: str) -> str:
        """The name of a language, in itself."""
        return str(self.library.labels[code].texts.get("site.language", code)) if code in self.library.labels else code


def visible(text: str) -> str:
    """A text in which signs that nobody sees, or that turn others around, are written by their number."""
    return "".join(f"<U+{ord(sign):04X}>" if hidden(sign) else sign for sign in text)


def hidden(sign: str) -> bool:
    """Whether a sign cannot be seen."""
    return sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
