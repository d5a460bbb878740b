"""Changes as people make them, at random but the same for the same seed: for tests of what follows from a change."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

_WORDS = re.compile(r"^(\s*(?:title|summary|text): )([^>|'\"\n].*)$", re.MULTILINE)
_REVIEWED = re.compile(r"^reviewed: .*$", re.MULTILINE)


class Editor:
    """Changes the records and labels of a knowledge base that has no errors, so that it has none afterwards."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self._content, self._chance = root / "content", chance
        self._copies: list[list[Path]] = []
        self._away: dict[Path, str] = {}
        self._number = 0

    def edit(self) -> str:
        """One change; says which."""
        kinds: list[Callable[[], str | None]] = [
            self._words,
            self._words,
            self._reviewed,
            self._copy,
            self._delete,
            self._untranslate,
            self._label,
        ]
        self._chance.shuffle(kinds)
        return next(said for kind in kinds if (said := kind()))

    def _files(self) -> list[Path]:
        return sorted(self._content.glob("*/*/*.yml"))

    def _next(self) -> str:
        self._number += 1
        return str(self._number)

    def _words(self) -> str | None:
        path = self._chance.choice(self._files())
        text = path.read_text(encoding="utf-8")
        places = list(_WORDS.finditer(text))
        if not places:
            return None
        place = self._chance.choice(places)
        path.write_text(f"{text[: place.end()]} {self._next()}{text[place.end() :]}", encoding="utf-8")
        return f"words in {path.name}: {place[0].strip()}"

    def _reviewed(self) -> str | None:
        path = self._chance.choice(self._files())
        day = f"reviewed: 2026-{self._chance.randint(1, 11):02}-{self._chance.randint(1, 21):02}"
        text, count = _REVIEWED.subn(day, path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
        return f"{path.name}: {day}" if count else None

    def _copy(self) -> str | None:
        path = self._chance.choice([path for path in self._files() if path.parent.name != "countries"])
        number, made = self._next(), []
        for each in self._content.glob(f"*/{path.parent.name}/{path.name}"):
            copy = each.with_name(f"{each.stem}-{number}.yml")
            copy.write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
            made.append(copy)
        self._copies.append(made)
        return f"copy {made[0].name}"

    def _delete(self) -> str | None:
        if not self._copies:
            return None
        gone = self._copies.pop(self._chance.randrange(len(self._copies)))
        for path in gone:
            path.unlink(missing_ok=True)
            self._away.pop(path, None)
        return f"delete {gone[0].name}"

    def _untranslate(self) -> str | None:
        """A translation goes, or one that went comes back."""
        if self._away and self._chance.random() < 0.6:
            path = self._chance.choice(sorted(self._away))
            path.write_text(self._away.pop(path), encoding="utf-8")
            return f"back {path.parent.parent.name}/{path.name}"
        there = [path for path in self._files() if "translation_of:" in path.read_text(encoding="utf-8")]
        if not there:
            return None
        path = self._chance.choice(there)
        self._away[path] = path.read_text(encoding="utf-8")
        path.unlink()
        return f"away {path.parent.parent.name}/{path.name}"

    def _label(self) -> str | None:
        path = self._chance.choice(sorted(self._content.glob("*/labels.yml")))
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^(  brand: ).*$", rf"\g<1>{self._next()}", text, count=1, flags=re.MULTILINE), "utf-8")
        return f"label in {path.parent.name}"
