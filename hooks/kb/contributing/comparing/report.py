"""A comparison as sections with entries, without any form: for terminals and for Markdown alike.

Two kinds of piece are told apart for good: words of the interface, and what somebody wrote into a record (`raw`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from kb.contributing.comparing.comparison import Comparison, TranslationChange
from kb.contributing.comparing.links import NewLink
from kb.contributing.comparing.records import FieldChange, RecordChange, label_keys
from kb.contributing.comparing.sizes import Sizes
from kb.contributing.comparing.words import Words
from kb.contributing.history import word_diff
from kb.problems import Problem

_CONTEXT = 8  # words shown before and behind a change
_LONG = 80


class Piece(NamedTuple):
    """`kind` is 'words' or 'raw', or '=', '-', '+' in a comparison of texts."""

    kind: str
    text: str


def words(text: str) -> Piece:
    """A piece of the interface's own."""
    return Piece("words", text)


def raw(text: str) -> Piece:
    """A piece that somebody wrote."""
    return Piece("raw", text)


@dataclass(frozen=True)
class Entry:
    """A line, the comparison of two texts below it, and further entries below that."""

    line: list[Piece]
    diff: list[Piece] = field(default_factory=list)
    inner: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """Entries under a heading; a folded one is for whoever wants to know."""

    name: str
    entries: list[Entry]
    folded: bool = False
    counted: bool = True

    @property
    def title(self) -> str:
        """The heading, with the number of entries where it tells something."""
        return f"{self.name} ({len(self.entries)})" if self.counted else self.name


class Reporter:
    """Tells a comparison in the words of some languages."""

    def __init__(self, comparison: Comparison, words_: Words) -> None:
        self.comparison, self.words, self.t = comparison, words_, words_.t

    def title(self) -> str:
        """What is compared with what."""
        new = self.comparison.new or self.t("diff.work_tree")
        return f"{self.t('diff.title')}: {self.comparison.old} → {new}"

    def sections(self) -> list[Section]:
        """All that there is to tell; what is empty is left out."""
        it, t = self.comparison, self.t
        kinds = {
            "added": t("diff.added"),
            "removed": t("diff.removed"),
            "moved": t("diff.moved"),
            "changed": t("diff.changed"),
        }
        found = [
            Section(t("diff.problems_new"), [self._problem(each) for each in it.problems_new]),
            Section(t("diff.unread_new"), [Entry([raw(path)]) for path in it.unread_new]),
            *(
                Section(title, [self._record(each) for each in it.records if each.kind == kind])
                for kind, title in kinds.items()
            ),
            Section(t("diff.stale"), [self._translation(each) for each in it.stale]),
            Section(t("diff.incomplete"), [self._translation(each) for each in it.incomplete]),
            Section(t("diff.completed"), [self._translation(each) for each in it.completed]),
            Section(t("diff.links"), [self._link(each) for each in it.links]),
            Section(t("diff.others"), [Entry([raw(path)]) for path in it.others]),
            Section(t("diff.sizes"), list(self._sizes(*it.sizes)) if it.sizes else [], counted=False),
            Section(t("diff.problems_gone"), [self._problem(each) for each in it.problems_gone], True),
            Section(t("diff.unread_old"), [Entry([raw(path)]) for path in it.unread_old], True),
            Section(t("diff.pages"), [Entry([raw(address) for address in page]) for page in it.pages], True),
            Section(t("diff.pages_near"), list(self._near()), True, False),
        ]
        return [section for section in found if section.entries]

    # --- entries

    def _record(self, change: RecordChange) -> Entry:
        line = [raw(change.ref)]
        line += [words("←"), raw(change.former)] if change.former else []
        for title in dict.fromkeys(change.titles.values()):
            line += [words("·" if len(line) > 1 else "–"), raw(title)]
        return Entry(line, inner=list(self._details(change)))

    def _details(self, change: RecordChange) -> Iterator[Entry]:
        for code in change.languages_new if change.kind != "removed" else ():
            yield Entry([words(f"{self.t('diff.language_new')}: {self.words.language(code)}")])
        for code in change.languages_gone:
            yield Entry([words(f"{self.t('diff.language_gone')}: {self.words.language(code)}")])
        collection = change.ref.partition("/")[0]
        for each in change.fields:
            if each.locale not in change.languages_new + change.languages_gone:
                yield self._field(collection, each)
        for name in change.reordered:
            yield Entry([words(f"{self.t('diff.reordered')}:"), raw(name)])
        said = change.fields or change.reordered or change.languages_new or change.languages_gone
        if change.kind == "changed" and not said:
            yield Entry([words(self.t("diff.only_form"))])

    def _field(self, collection: str, change: FieldChange) -> Entry:
        labels = " › ".join(self.t(key) for key in label_keys(self.words.library, collection, change.names))
        language = f" ({self.words.language(change.locale)})" if change.locale else ""
        line = [words(f"{labels}{language},"), raw(change.path)]
        if change.locale and change.old and change.new:
            return Entry(line, excerpt(word_diff(change.old, change.new)))
        if max(len(change.old or ""), len(change.new or "")) > _LONG:
            pairs = (("-", change.old), ("+", change.new))
            return Entry(line, [Piece(kind, text) for kind, text in pairs if text])
        return Entry([*line, words(":"), *_from_to(change.old, change.new)])

    def _translation(self, change: TranslationChange) -> Entry:
        line = [raw(change.ref), words(f"({self.words.language(change.locale)})")]
        for path in change.paths:
            line += [words("," if len(line) > 2 else ":"), raw(path)]
        return Entry(line)

    def _link(self, link: NewLink) -> Entry:
        line = [raw(link.url)]
        line += [words(f"– {self.t('diff.link_disguised')}")] if link.disguised else []
        line += [words(f"– {self.t('diff.link_like')}"), raw(link.like)] if link.like else []
        line += [words(f"– {self.t('diff.link_new_host')}")] if link.new_host and not link.like else []
        return Entry(line, inner=[Entry([raw(path)]) for path in link.files])

    def _near(self) -> Iterator[Entry]:
        """The pages around, one line for each kind of record, in one language for all."""
        groups = groupby(self.comparison.pages_near, key=lambda page: page[0].split("/")[1])
        for name, group in groups:
            found = [raw(page[0]) for page in group]
            yield Entry([words(f"{self.t(f'collections.{name}.many')} ({len(found)}):"), *found])

    def _problem(self, problem: Problem) -> Entry:
        level = self.t("diff.error") if problem.level == "error" else self.t("diff.warning")
        return Entry([words(f"{level} {problem.code},"), raw(f"{problem.path}:{problem.line}"), raw(problem.message)])

    def _sizes(self, old: Sizes, new: Sizes) -> Iterator[Entry]:
        for title, before, after in (
            (self.t("diff.size_pages"), old.pages, new.pages),
            (self.t("diff.size_site"), old.site, new.site),
            (self.t("diff.size_bundle"), old.bundle, new.bundle),
        ):
            if before or after:
                change = f"{'+' if after > before else ''}{_thousands(after - before)}"
                yield Entry([words(f"{title}: {_thousands(before)} → {_thousands(after)} ({change})")])


def _from_to(old: str | None, new: str | None) -> list[Piece]:
    """A short value before and after, in the order of reading."""
    if old is None or new is None:
        return [Piece("-", old)] if old is not None else [Piece("+", new or "")]
    return [Piece("-", old), words("→"), Piece("+", new)]


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def excerpt(pieces: list[tuple[str, str]]) -> list[Piece]:
    """A comparison of texts in which what is the same is cut to a few words around each change."""
    found = []
    for index, (kind, text) in enumerate(pieces):
        parts = text.split(" ")
        head = 0 if index == 0 else _CONTEXT
        tail = 0 if index == len(pieces) - 1 else _CONTEXT
        if kind == "=" and len(parts) > head + tail + 2:
            text = " ".join([*parts[:head], "…", *parts[len(parts) - tail :]])
        found.append(Piece(kind, text))
    return found
