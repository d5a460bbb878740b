"""Everything that a change does, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kb.contributing.comparing import links, pages, records
from kb.contributing.comparing.links import NewLink
from kb.contributing.comparing.pages import Addresses
from kb.contributing.comparing.records import RecordChange
from kb.contributing.comparing.sizes import Sizes
from kb.contributing.comparing.states import State
from kb.problems import Problem


@dataclass(frozen=True)
class TranslationChange:
    """The fields of a translation that are in a state in which they were not; none where it is complete now."""

    ref: str
    locale: str
    paths: list[str]


@dataclass(frozen=True)
class Comparison:
    """Two states of the records and what is between them; `others` are changed files that are no records."""

    old: str
    new: str
    records: list[RecordChange]
    stale: list[TranslationChange]
    incomplete: list[TranslationChange]
    completed: list[TranslationChange]
    links: list[NewLink]
    problems_new: list[Problem]
    problems_gone: list[Problem]
    unread_old: list[str]
    unread_new: list[str]
    pages: Addresses
    pages_near: Addresses
    others: list[str]
    sizes: tuple[Sizes, Sizes] | None


def compare(
    old: State, new: State, names: tuple[str, str], others: Iterable[str], sizes: tuple[Sizes, Sizes] | None = None
) -> Comparison:
    """Compare two states; `names` are what they are called, `others` the changed files that are no records."""
    changes = records.changes(old, new)
    touched = {each.ref for each in changes} | {each.former for each in changes}
    then, now = old.with_form(touched), new.with_form(touched)
    own, near = pages.affected(old, new, changes)
    return Comparison(
        *names,
        records=changes,
        stale=_translations(old, new, "stale"),
        incomplete=_translations(old, new, "missing"),
        completed=_completed(old, new),
        links=links.added(old.library, new.library),
        problems_new=_only(now, then),
        problems_gone=_only(then, now),
        unread_old=old.unread,
        unread_new=new.unread,
        pages=own,
        pages_near=near,
        others=sorted(others),
        sizes=sizes,
    )


def _translations(old: State, new: State, state: str) -> list[TranslationChange]:
    """The translations with fields that are stale or missing and were not."""
    former, found = records.former_refs(old.library, new.library), []
    for ref, record in new.library.records.items():
        before = old.library.records.get(former.get(ref, ""))
        for locale in new.library.settings.languages:
            paths = getattr(record, state)(locale) - (getattr(before, state)(locale) if before else frozenset())
            found += [TranslationChange(ref, locale, sorted(paths))] if paths else []
    return found


def _completed(old: State, new: State) -> list[TranslationChange]:
    former = records.former_refs(old.library, new.library)
    return [
        TranslationChange(ref, locale, [])
        for ref, record in new.library.records.items()
        if (before := old.library.records.get(former.get(ref, "")))
        for locale in new.library.settings.languages
        if locale != record.locale
        if before.missing(locale) or before.stale(locale)
        if not record.missing(locale) and not record.stale(locale)
    ]


def _only(some: list[Problem], others: list[Problem]) -> list[Problem]:
    """The problems that the others have not; the line does not count, for it moves with what is written above."""
    counts = Counter(map(_key, others))
    found = []
    for each in sorted(some):
        counts[_key(each)] -= 1
        found += [each] if counts[_key(each)] < 0 else []
    return found


def _key(each: Problem) -> tuple[str, str, str, str]:
    return each.path, each.code, each.level, each.message
