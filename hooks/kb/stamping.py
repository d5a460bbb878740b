"""The ledger of a translation, written: which text each translated field was made from."""

from __future__ import annotations

from collections.abc import Iterable

from kb.finding import RecordFile
from kb.library import Library, Record
from kb.translating import LEDGER


def stamp(record: Record, locale: str, fields: Iterable[str] = (), *, only_missing: bool = False) -> int:
    """Note today's original as the source of the translation into `locale`; returns how many digests changed.

    With `fields` only those (and what lies below them); with `only_missing` only fields that have no digest yet, so that a
    stale field stays stale until somebody has reviewed it.
    """
    file = record.translations[locale]
    ledger = record.ledger(locale)
    noted = dict(ledger.digests) if ledger else {}
    wanted = tuple(fields)
    there = {path: digest for path, digest in record.digests.items() if path not in record.missing(locale)}
    fresh = {
        path: digest for path, digest in there.items() if _asked(path, wanted) and not (only_missing and path in noted)
    }
    kept = {path: digest for path, digest in noted.items() if path in there}
    made = {path: (kept | fresh)[path] for path in there if path in kept | fresh}
    if made != noted:
        file.path.write_text(_with_ledger(file, record.locale, made), encoding="utf-8")
    return sum(noted.get(path) != digest for path, digest in made.items()) + len(set(noted) - set(made))


def _asked(path: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(path == each or path.startswith(f"{each}.") for each in wanted)


def _with_ledger(file: RecordFile, language: str, digests: dict[str, str]) -> str:
    """The text of the file with its ledger, which is always the last field, written anew."""
    lines = file.path.read_text(encoding="utf-8").splitlines()
    start = file.node.place_of((LEDGER,), name=True).line - 1
    end = next(
        (i for i in range(start + 1, len(lines)) if lines[i] and not lines[i].startswith((" ", "#"))), len(lines)
    )
    rest = lines[:start] + lines[end:]
    ledger = [f"{LEDGER}:  # kept by `kb stamp`", f"  language: {language}"]
    if digests:
        ledger += ["  digests:", *(f'    {path}: "{digest}"' for path, digest in digests.items())]
    return "\n".join([*rest, *ledger]) + "\n"


def stamp_all_missing(library: Library) -> int:
    """Give every field without a digest the one of today's original; returns the number of files written."""
    pairs = [(record, locale) for record in library.records.values() for locale in record.translations]
    return sum(stamp(record, locale, only_missing=True) > 0 for record, locale in pairs)
