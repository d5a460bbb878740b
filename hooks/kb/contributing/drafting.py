"""The beginning of a translation: every field of words, empty, with the text of the original above it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from kb.contributing.canonical import WIDTH, canonical
from kb.contributing.comments import Comments, read_comments
from kb.contributing.describing import Describer
from kb.contributing.editors import modeline
from kb.fields import FieldDeclaration, declarations, item_key
from kb.library import Library, Record
from kb.reading import Location, Node, Place
from kb.schema import Item, Role
from kb.sharing import hook
from kb.translating import LEDGER, is_own, translation_schema

Suggest = Callable[[str], list[tuple[str, str]]]
_HERE = Place(1, 1)


def draft(library: Library, record: Record, locale: str, *, explained: bool = True) -> tuple[str, int]:
    """The text of the translation of a record, and how many texts are still to be written.

    What is translated already stays as it is. The ledger gets the digest of each text that is new. Unless it is to be
    `explained`, a new one holds the empty fields only, without the texts to translate.
    """
    file = record.translations.get(locale)
    schema = translation_schema(library.collections[record.collection].schema)
    text = file.path.read_text(encoding="utf-8") if file else ""
    comments = read_comments(text, file.node) if file else Comments(head=[modeline(record.collection, "translation")])
    suggestions = _suggestions(library, record.locale, locale) if explained else []
    drafter = _Drafter(record.locale.upper(), suggestions, comments)
    node = drafter.item(record.data, schema, file.node if file else None, ())
    assert isinstance(node.value, dict)
    node.value[LEDGER] = (_HERE, _ledger(record, locale))
    if not file:
        comments.behind[(LEDGER,)] = "# kept by `kb stamp`"
        comments.above[(LEDGER,)] = list(_own_fields(Describer(library, record.collection, locale), record, schema))
    if not explained:
        comments = Comments(head=comments.head)
    return canonical(node, schema, comments), drafter.new


def _suggestions(library: Library, source: str, target: str) -> list[Suggest]:
    """What kinds of records know of words: see `suggestions` in `kb.sharing`."""
    found = [hook(library, name, "suggestions") for name in library.order]
    return [suggest(library, source, target) for suggest in found if suggest]


def _ledger(record: Record, locale: str) -> Node:
    """The digests noted so far, and today's of every other text."""
    known = record.ledger(locale)
    noted = record.digests | (known.digests if known else {})
    digests = {path: (_HERE, Node(_HERE, noted[path])) for path in record.digests}
    return Node(_HERE, {"language": (_HERE, Node(_HERE, record.locale)), "digests": (_HERE, Node(_HERE, digests))})


def _own_fields(describer: Describer, record: Record, schema: type[Item]) -> Iterator[str]:
    """The fields that this language states for itself, as comments."""
    for name, each in declarations(schema).items():
        if each.role is Role.OWN and each.model is None:
            yield from describer.comment(each)
            value = getattr(record.data, name)
            there = f"  ({record.locale}: {', '.join(value) if isinstance(value, list | tuple) else value})"
            yield f"# {name}:{there if value else ''}"


@dataclass
class _Drafter:
    """Goes through an original; `new` counts the texts that are not there yet."""

    source: str
    suggest: list[Suggest]
    comments: Comments
    new: int = field(default=0)

    def item(self, original: Any, schema: type[Item], node: Node | None, at: Location) -> Node:
        """The record, or a part of it, as far as it is words."""
        there = dict(node.value) if node and isinstance(node.value, dict) else {}
        for name, each in declarations(schema).items():
            value, old = getattr(original, name, None), there[name][1] if name in there else None
            if name == LEDGER or value in (None, (), []):
                continue
            if each.model is not None:
                made = old if is_own(each.model) else self._part(each, value, old, (*at, name))
                there |= {name: (_HERE, made)} if made else {}
            elif name == schema.key and each.role is Role.FACT:
                there[name] = (_HERE, Node(_HERE, str(value)))
            elif each.role is Role.WORDS and old is None:
                there[name] = (_HERE, self._words(value, (*at, name)))
        return Node(_HERE, there)

    def _part(self, each: FieldDeclaration, value: Any, old: Node | None, at: Location) -> Node | None:
        """A part, or None where nothing in it is to be translated."""
        assert each.model is not None
        if not each.many:
            made = self.item(value, each.model, old, at)
            return made if made.value else None
        known = {_key(node, each.model): node for node in old.value} if old and isinstance(old.value, list) else {}
        items = [self.item(one, each.model, known.get(item_key(one)), (*at, index)) for index, one in enumerate(value)]
        return Node(_HERE, items) if any(len(item.value) > 1 for item in items) else None

    def _words(self, value: str | list[str], at: Location) -> Node:
        """An empty text, or as many as the original has, with the text to translate above each."""
        if isinstance(value, str):
            self._explain(value, at)
            return Node(_HERE, "")
        for index, text in enumerate(value):
            self._explain(text, (*at, index))
        return Node(_HERE, [Node(_HERE, "") for _ in value])

    def _explain(self, text: str, at: Location) -> None:
        self.new += 1
        room = WIDTH - 2 * len(at) - 2
        lines = textwrap.wrap(f"{self.source}: {' '.join(text.split())}", room, break_on_hyphens=False)
        for suggest in self.suggest:
            lines += [f"  {word} = {official}" for word, official in suggest(text)]
        self.comments.above.setdefault(at, []).extend(f"# {line}" for line in lines)


def _key(node: Node, model: type[BaseModel]) -> str:
    """What tells an item of a file from the others of its list."""
    value = node.plain().get(getattr(model, "key", "id"), "") if isinstance(node.value, dict) else ""
    return str(value).rpartition("/")[2]
