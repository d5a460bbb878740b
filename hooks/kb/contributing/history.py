"""What a text was when it was translated: looked up in Git's history by its digest, and compared word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

from kb.contributing.git import former_texts
from kb.fields import leaves
from kb.library import Library, Record
from kb.reading import read_bytes
from kb.schema import Item
from kb.translating import digest
from kb.validating import validate

_WORD = re.compile(r"\s+|\S+")


def then_and_now(library: Library, record: Record, locale: str) -> dict[str, tuple[str | None, str]]:
    """For each stale field of a translation the text that was translated, where Git knows it, and today's text.

    Raises `kb.contributing.git.NoGit` where there is no history at all.
    """
    ledger, stale = record.ledger(locale), record.stale(locale)
    today = _texts(record.data)
    wanted = {path: ledger.digests[path] for path in sorted(stale)} if ledger else {}
    then: dict[str, str] = {}
    for text in former_texts(library.root, record.original.shown) if wanted else ():
        for path, former in _texts(_model(library, record, text)).items():
            if path not in then and wanted.get(path) == digest(former):
                then[path] = former
        if len(then) == len(wanted):
            break
    return {path: (then.get(path), today.get(path, "")) for path in wanted}


def _model(library: Library, record: Record, text: bytes) -> Item | None:
    """A former state of an original, as far as it is readable with today's schema."""
    node, _ = read_bytes(text, record.original.shown)
    return validate(library.collections[record.collection].schema, node, "")[0] if node else None


def _texts(model: Any) -> dict[str, str]:
    """The texts of an original by path; those of a list as lines of one."""
    found = leaves(model) if model is not None else ()
    return {
        each.path: each.value if isinstance(each.value, str) else "\n".join(map(str, _list(each.value)))
        for each in found
    }


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def word_diff(then: str, now: str) -> list[tuple[str, str]]:
    """The two texts as pieces: ('=', both have it), ('-', only the older), ('+', only the newer)."""
    old, new = _WORD.findall(" ".join(then.split())), _WORD.findall(" ".join(now.split()))
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("=", "".join(old[a:b])))
            continue
        pieces += [("-", "".join(old[a:b]))] if b > a else []
        pieces += [("+", "".join(new[c:d]))] if d > c else []
    return pieces
