"""A field in the words of one language: its label and help, whose business it is, what it can hold."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import partial

from kb.contributing.canonical import WIDTH
from kb.fields import FieldDeclaration
from kb.label_checks import choice_key
from kb.library import Library
from kb.schema import Choice, CountryReference, Reference, Shape, SourceIds


@dataclass(frozen=True)
class Describer:
    """Describes the fields of a collection in a language."""

    library: Library
    collection: str
    locale: str

    def text(self, key: str, **values: str) -> str:
        """A label, its braces filled."""
        label = self.library.labels[self.locale].texts.get(key, key)
        return str(label).format(**values) if values else str(label)

    def label(self, field: FieldDeclaration) -> str:
        """What a field is called."""
        return self.text(f"{field.label}.label")

    def help(self, field: FieldDeclaration) -> str:
        """What belongs into a field."""
        return self.text(f"{field.label}.help")

    def kind(self, field: FieldDeclaration) -> str:
        """What a field can hold; the words of a closed list are told by `choices`."""
        if field.model is not None:
            return self.text("shapes.parts" if field.many else "shapes.part")
        one = self._one(field)
        return self.text("shapes.list", what=one) if field.many and not field.mark(SourceIds) else one

    def _one(self, field: FieldDeclaration) -> str:
        reference = field.mark(Reference)
        if field.mark(Choice):
            return self.text("shapes.choice")
        if isinstance(reference, CountryReference):
            return self.text("shapes.country")
        if reference:
            names = ", ".join(f"{name}/…" for name in reference.collections)
            return self.text("shapes.reference", collections=names) if names else self.text("shapes.any_reference")
        shape = field.mark(Shape)
        return self.text(f"shapes.{shape.name}") if shape else ""

    def choices(self, field: FieldDeclaration) -> list[tuple[str, str]]:
        """The words of a closed list, each with what it means."""
        choice = field.mark(Choice)
        values = choice.choices if choice else ()
        return [(value, self.text(choice_key(self.collection, field.name, value))) for value in values]

    def comment(self, field: FieldDeclaration, indent: int = 0, *, short: bool = False) -> list[str]:
        """A field explained in comments; `short` without what it can hold, for whoever only reads."""
        needed = self.text("shapes.required") if field.required else ""
        kind = "; ".join(part for part in (self.kind(field), needed) if part)
        lines = [f"{self.label(field)}{'' if short else f' ({kind})'}. {self.help(field)}"]
        if (words := self.choices(field)) and not short:
            lines.append("; ".join(f"{value} – {meaning}" for value, meaning in words))
        wrap = partial(textwrap.wrap, width=WIDTH - indent - 2, break_on_hyphens=False)
        return [f"# {part}" for line in lines for part in wrap(line)]
