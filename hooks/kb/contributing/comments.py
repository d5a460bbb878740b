"""The comments of a YAML file, by what they belong to, so that they can move along with it.

Our reader drops comments; here they are found again between the tokens of PyYAML's scanner.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from kb.reading import Location, Node

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
EDITOR_LINE = "# yaml-language-server:"


@dataclass
class Comments:
    """Comments by the location of the field or item that they stand above or behind.

    An empty line above a field of the record itself counts as an empty comment. `head` is for editors and stays at the
    top, `tail` stands after everything.
    """

    head: list[str] = field(default_factory=list)
    above: dict[Location, list[str]] = field(default_factory=dict)
    behind: dict[Location, str] = field(default_factory=dict)
    tail: list[str] = field(default_factory=list)

    def on(self, location: Location, items: int = 0) -> str:
        """The comment behind a field, and behind the items of its list where they share the line."""
        places = [location, *((*location, index) for index in range(items))]
        return " ".join(self.behind[place] for place in places if place in self.behind)


def read_comments(text: str, node: Node) -> Comments:
    """The comments of a file whose values are `node`."""
    comments = Comments()
    if "#" not in text and "\n\n" not in text:
        return comments
    found, inside = _scan(text)
    anchors = list(_anchors(node, ()))
    lines = [line for line, _ in anchors]
    first = dict(reversed(anchors))
    above: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        comment, alone = found.get(number), line.lstrip().startswith("#")
        if comment and alone:
            (comments.head if comment.startswith(EDITOR_LINE) else above).append(comment)
        elif not line.strip() and number not in inside:
            above.append("")
        elif number in first:
            _put(comments, first[number], above)
            above = []
        if comment and not alone and (index := bisect_right(lines, number)):
            comments.behind[anchors[index - 1][1]] = comment
    while above and not above[-1]:
        above.pop()
    comments.tail = _tidy(above, spaced=True)
    return comments


def _put(comments: Comments, location: Location, above: list[str]) -> None:
    """Keep what stands above a field; empty lines only between the fields of the record itself."""
    if kept := _tidy(above, spaced=len(location) == 1):
        comments.above[location] = kept


def _tidy(lines: list[str], *, spaced: bool = False) -> list[str]:
    """Comments without empty lines; with `spaced` one is kept where there were any."""
    kept: list[str] = []
    for line in lines:
        if line or (spaced and kept[-1:] != [""]):
            kept.append(line)
    return kept


def _anchors(node: Node, location: Location) -> Iterator[tuple[int, Location]]:
    """Line of every field and list item, in the order of the file."""
    if isinstance(node.value, dict):
        for name, (place, value) in node.value.items():
            yield place.line, (*location, name)
            yield from _anchors(value, (*location, name))
    elif isinstance(node.value, list):
        for index, item in enumerate(node.value):
            yield item.place.line, (*location, index)
            yield from _anchors(item, (*location, index))


def _scan(text: str) -> tuple[dict[int, str], set[int]]:
    """The comment of each line that has one, and the lines inside of texts; both counted from 1."""
    lines = text.split("\n")
    free = [list(line) for line in lines]
    inside: set[int] = set()
    for token in yaml.scan(text, Loader=_Loader):
        start, end = token.start_mark, token.end_mark
        if isinstance(token, yaml.ScalarToken):
            _cover(free, start, end, block=token.style in ("|", ">"))
            inside |= set(range(start.line + 2, end.line + 1 + (end.column > 0)))
    found = {}
    for number, signs in enumerate(free, 1):
        if match := _COMMENT.search("".join(signs)):
            found[number] = match.group().rstrip()
    return found, inside


def _cover(free: list[list[str]], start: Any, end: Any, *, block: bool) -> None:
    """Blank out a scalar, so that no sign in it is taken for a comment; behind the sign of a block one may stand."""
    for line in range(start.line + block, min(end.line + 1, len(free))):
        first = start.column if line == start.line else 0
        last = end.column if line == end.line else len(free[line])
        free[line][first:last] = ["x"] * (last - first)
