"""What is attacked: one record, read, checked and rendered in both languages as `kb build` would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from hostile import active
from kb.checking import CHECKS, check
from kb.contributing.form import is_in_form
from kb.fields import leaves
from kb.finding import RecordFile, _Place, _read
from kb.library import Library, Record
from kb.problems import Problem, errors, limited
from kb.rendering import Renderer
from kb.schema import Choice, Markdown, Role
from support import LANGUAGES, small_knowledge_base

NAME = "fuzz"


class Target:
    """A small knowledge base with one record more, which is another one each time."""

    def __init__(self, root: Path) -> None:
        library, _ = check(small_knowledge_base(root))
        assert library is not None
        self.library: Library = library
        self.collections = sorted({record.collection for record in library.records.values()})
        self.seeds = {name: library.of(name)[0].original.path.read_bytes() for name in self.collections}
        self._plain = {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in self.seeds.items()}
        self._texts = {name: list(_texts(library.of(name)[0].original.model)) for name in self.collections}
        self._renderers = {locale: Renderer(library, locale) for locale in LANGUAGES}

    def file(self, collection: str, data: bytes) -> list[Problem]:
        """Try a whole file; returns what is wrong with it, and fails where something active comes into a page."""
        kind, shown = self.library.collections[collection], f"content/en/{collection}/{NAME}.yml"
        path = self.library.root / shown
        path.write_bytes(data)
        file, problems, _ = _read(path, _Place(shown, "en", kind), None)
        if file.readable().model is None or file.translation:
            return problems
        draft = Record(collection, NAME, file.readable())
        for rule in (*CHECKS, kind.check) if kind.check else CHECKS:
            problems += limited(rule(self.library, draft))
        if file.valid and not errors(problems):
            problems += is_in_form(self.library, Record(collection, NAME, file))
            self._render(file)
        return problems

    def value(self, collection: str, number: int, text: str) -> list[Problem]:
        """Try a text in one of the places for texts of a record that is right in everything else."""
        plain = json.loads(json.dumps(self._plain[collection]))
        *way, last = self._texts[collection][number % len(self._texts[collection])]
        holder = plain
        for step in way:
            holder = holder[step]
        holder[last] = text if isinstance(holder[last], str) else [text]
        return self.file(
            collection, yaml.safe_dump(plain, allow_unicode=True, sort_keys=False).encode("utf-8", "replace")
        )

    def _render(self, file: RecordFile) -> None:
        record = Record(file.collection, NAME, file)
        self.library.records[record.ref] = record
        try:
            for renderer in self._renderers.values():
                page = renderer.record(record)
                assert active(page.body) == [], page.body
        finally:
            del self.library.records[record.ref]


def _texts(model: Any) -> list[Any]:
    return [
        leaf.location
        for leaf in leaves(model)
        if leaf.declaration.role in (Role.WORDS, Role.OWN) and not leaf.declaration.mark(Choice)
    ] + [leaf.location for leaf in leaves(model) if leaf.declaration.mark(Markdown) or leaf.declaration.name == "url"]
