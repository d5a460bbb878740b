"""Originals and translations: the schema of a translation, the ledger of digests, and a record in one language.

A record's original holds its facts and its words; a translation holds the words again and a *ledger*: for every field
of words the digest of the text it was made from. Where the digest of today's original is another, the field is stale.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, Field, create_model
from pydantic.fields import FieldInfo

from kb.fields import FieldDeclaration, declarations, item_key
from kb.schema import Item, Language, Markdown, Role, Shape

LEDGER = "translation_of"
DIGEST_LENGTH = 8


class Ledger(Item):
    """What a translation was made from: the language, and the digest of every field at that time."""

    language: Language
    digests: Annotated[dict[str, str], Shape("digests")] = Field(default_factory=dict)


def digest(text: str | list[str] | tuple[str, ...]) -> str:
    """First eight hexadecimal digits of the SHA-256 of a text, or of the texts of a list.

    White space and Unicode form do not count: wrapping a line does not make a translation stale.
    """
    parts = [text] if isinstance(text, str) else list(text)
    normal = "\x00".join(" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)
    return hashlib.sha256(normal.encode()).hexdigest()[:DIGEST_LENGTH]


@cache
def translation_schema(model: type[Item]) -> type[Item]:
    """The schema of a translation of `model`: its words and own fields, all optional but the title."""
    fields: dict[str, Any] = dict(_translated_fields(model))
    if "sources" in model.model_fields:
        fields[LEDGER] = (Ledger, Field(..., json_schema_extra={"label": f"Ledger.{LEDGER}"}))
    made = create_model(f"{model.__name__}Translation", __base__=Item, **fields)
    made.key, made.translates = model.key, model
    return made


def _translated_fields(model: type[Item]) -> Iterator[tuple[str, Any]]:
    for name, declaration in declarations(model).items():
        info = model.model_fields[name]
        if declaration.model is not None:
            if has_words(declaration.model):
                inner = translation_schema(declaration.model)
                yield name, (list[inner], ()) if declaration.many else (inner | None, None)  # type: ignore[valid-type]
        elif name == model.key and has_words(model):
            yield name, (info.annotation, info)
        elif declaration.role in (Role.WORDS, Role.OWN):
            required = name == "title" and "sources" in model.model_fields
            default = ... if required else None
            yield name, (optional(info), Field(default, json_schema_extra=info.json_schema_extra))


def optional(info: FieldInfo) -> Any:
    """The field's type with the marks that pydantic split off from it, and optional."""
    annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return annotation | None


@cache
def has_words(model: type[Item]) -> bool:
    """Whether anything in a part is written anew in each language."""
    return any(
        declaration.role in (Role.WORDS, Role.OWN) or (declaration.model is not None and has_words(declaration.model))
        for declaration in declarations(model).values()
    )


@cache
def is_own(model: type[Item]) -> bool:
    """Whether a part is wholly each language's own, as the grammar of a term is."""
    return all(declaration.role is Role.OWN for declaration in declarations(model).values())


def digests(item: BaseModel, path: str = "") -> dict[str, str]:
    """The digest of every field of words of an original, by its path: `title`, `outcomes.accession.text`."""
    found: dict[str, str] = {}
    for name, declaration in declarations(type(item)).items():
        value, inner = getattr(item, name), f"{path}.{name}" if path else name
        if not value:
            continue
        if declaration.model is None:
            if declaration.role is Role.WORDS:
                found[inner] = digest(value)
        elif declaration.many:
            for each in value:
                found |= digests(each, f"{inner}.{item_key(each)}")
        else:
            found |= digests(value, inner)
    return found


@dataclass(frozen=True)
class Phrase:
    """A text in the language in which it is there.

    `locale` is the language of the text, `stale` that its original was changed since it was translated,
    `foreign` that it stands in for a translation that is missing, `path` where it stands in the record.
    """

    text: str
    locale: str
    foreign: bool = False
    stale: bool = False
    markdown: bool = False
    path: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


class Localized:
    """A record or a part of it in one language: facts from the original, words as `Phrase`.

    Fields are attributes; what is not set is None or an empty list.
    """

    def __init__(self, fields: dict[str, Any]) -> None:
        self.__dict__.update(fields)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f'there is no field "{name}"; there are: {", ".join(sorted(self.__dict__))}')


class Localizer:
    """Puts an original and its translation together into one language."""

    def __init__(self, locale: str, original_locale: str, stale: frozenset[str]) -> None:
        self.locale, self.original_locale, self.stale = locale, original_locale, stale

    def localize(self, original: BaseModel, translation: BaseModel | None, path: str = "") -> Localized:
        """`translation` is None where there is none: the words then come from the original, marked as foreign."""
        return Localized(
            {
                name: self._value(
                    declaration,
                    getattr(original, name),
                    getattr(translation, name, None),
                    f"{path}.{name}" if path else name,
                )
                for name, declaration in declarations(type(original)).items()
            }
        )

    def _value(self, declaration: FieldDeclaration, value: Any, translated: Any, path: str) -> Any:
        if declaration.model is not None:
            return self._part(declaration, value, translated, path)
        if declaration.role is Role.FACT:
            return value
        if declaration.role is Role.OWN:
            own = value if self.locale == self.original_locale else translated
            return own or () if declaration.many else own
        return self._words(declaration, value, translated, path)

    def _part(self, declaration: FieldDeclaration, value: Any, translated: Any, path: str) -> Any:
        if declaration.model and is_own(declaration.model):
            own = value if self.locale == self.original_locale else translated
            return None if own is None else self.localize(own, own, path)
        if not declaration.many:
            return None if value is None else self.localize(value, translated, path)
        by_key = {item_key(each): each for each in translated or ()}
        return [self.localize(each, by_key.get(item_key(each)), f"{path}.{item_key(each)}") for each in value or ()]

    def _words(self, declaration: FieldDeclaration, value: Any, translated: Any, path: str) -> Any:
        if isinstance(value, list | tuple):
            several = translated if translated and len(translated) == len(value) else None
            return [
                self._phrase(declaration, text, several[i] if several else None, path) for i, text in enumerate(value)
            ]
        return None if value is None else self._phrase(declaration, value, translated, path)

    def _phrase(self, declaration: FieldDeclaration, text: str, translated: str | None, path: str) -> Phrase:
        here = self.locale == self.original_locale
        markdown = declaration.mark(Markdown) is not None
        if here or translated is None:
            return Phrase(text, self.original_locale, foreign=not here, markdown=markdown, path=path)
        return Phrase(translated, self.locale, stale=path in self.stale, markdown=markdown, path=path)
