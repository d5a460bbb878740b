"""Four times the text takes about four times as long: nothing that a stranger writes makes the programs look again and again.

Compared are times with each other, of this process only; what looks at everything anew for each sign takes sixteen times.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from catalog.terms.linking import _KEPT
from catalog.terms.words import Finder, Wording
from kb.contributing.canonical import canonical
from kb.contributing.comments import _COMMENT, read_comments
from kb.contributing.mending import mended
from kb.contributing.receiving import _PLACE
from kb.contributing.typography import tidy
from kb.hosts import host_fault
from kb.languages import Language
from kb.reading import read_bytes
from kb.rendering import one_block
from kb.schema import Item
from kb.texts import plain, render

RUSSIAN = Language("ru", "ru")
FINDER = Finder("en", [Wording("dam safety", 1), Wording("dam", 2)])
SIZE = 4000


def _form(text: str) -> str:
    node, problems = read_bytes(text.encode(), "a")
    assert node is not None, problems
    return canonical(node, Item, read_comments(text, node))


CASES: dict[str, tuple[Callable[[str], object], str, int]] = {
    "reading an accent at the end of a line": (lambda text: read_bytes(f"a: {text}e\u0301".encode(), "a"), "x", 10),
    "reading quotes": (lambda text: read_bytes(f"a: {text}".encode(), "a"), "'\" ", 8),
    "reading lines": (lambda text: read_bytes(f"a: |\n{text}".encode(), "a"), "  x\n", 10),
    "reading words of two alphabets": (lambda text: read_bytes(f"a: {text}".encode(), "a"), "sаf ", 2),
    "mending tabs": (lambda text: mended(f"{text}x".encode()), "\t ", 8),
    "mending accents": (lambda text: mended(f"a{text}".encode()), "\u0316\u0301", 8),
    "mending lines": (lambda text: mended(text.encode()), "a\t\r\n", 8),
    "the place of a sent file": (lambda text: _PLACE.search(text.encode()), "#  content/en/", 8),
    "comments": (lambda text: _COMMENT.search(text), "# ", 8),
    "comments behind items": (lambda text: _form(f"a:\n{text}"), "- b # c\n", 8),
    "comments inside brackets": (lambda text: _form(f"a:\n{text}"), "- b: [\n    # c\n    d] # e\n", 5),
    "quotes": (lambda text: tidy(text, "ru"), ' "a"', 2),
    "dashes": (lambda text: tidy(text, "ru"), "- ", 8),
    "spaces": (lambda text: tidy(f"a{text}b", "ru"), "  ", 20),
    "years": (lambda text: tidy(text, "ru"), "2018-2019-", 4),
    "non-breaking spaces": (lambda text: RUSSIAN.typeset(text), "в 5 км — ", 2),
    "one block": (lambda text: one_block(f"a{text}b"), " ", 100),
    "one block of empty lines": (lambda text: one_block(f"a{text}b"), " \n", 20),
    "terms": (lambda text: list(FINDER.find(text)), "dam ", 1),
    "what is no term": (lambda text: _KEPT.split(text), "«", 8),
    "open quotes of HTML": (lambda text: _KEPT.split(text), "“a&quot;", 4),
    "a host": (host_fault, "https://a.", 8),
    "a host of hyphens": (lambda text: host_fault(f"https://{text}.org"), "a-", 8),
    "text of Markdown": (plain, "a b, ", 8),
    "rendered links": (lambda text: render(text, str), "[a](topics/a) ", 1),
}


def _time(work: Callable[[str], object], text: str) -> float:
    best = 60.0
    for _ in range(3):
        start = process_time()
        work(text)
        best = min(best, process_time() - start)
    return best


@pytest.mark.parametrize("name", CASES)
def test_time_grows_with_the_text_and_not_faster(name: str) -> None:
    work, sign, times = CASES[name]
    work(sign)
    small, large = (_time(work, sign * (SIZE * times // len(sign) * factor)) for factor in (1, 4))
    assert large < 0.02 or large / max(small, 1e-6) < 10, (small, large)
