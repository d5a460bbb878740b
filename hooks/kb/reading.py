"""YAML text -> values, each with its line and column.

Only the plain part of YAML is read: mappings, lists and scalars. Every scalar stays the text that was written, so
`no`, `12:30`, `3.10` and `0755` mean what they look like; the schema turns text into values. Anchors, aliases, tags,
tabs, duplicate keys, several documents and whatever is not clean UTF-8 are problems, not guesses.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from kb.characters import Found, unclean, unclean_value
from kb.nodes import EMPTY, Location, Node, Place
from kb.problems import MOST, Problem, limited
from kb.yaml_faults import explain

__all__ = ["EMPTY", "MAX_BYTES", "NO_LINK", "Location", "Node", "Place", "linked", "read_bytes", "read_file"]

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
MAX_NODES = 20_000
MAX_NAME = 300
MAX_TEXT = 40_000
NO_LINK = "This is a symbolic link. Put the file itself here; links are not followed."
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):
    """A problem after which the file cannot be read on."""

    def __init__(self, place: Place, message: str, code: str) -> None:
        self.place, self.message, self.code = place, message, code


def linked(path: Path, levels: int) -> bool:
    """Whether a path, or one of the folders that make up its last levels, is a symbolic link."""
    return any(step.is_symlink() for step in (path, *path.parents)[:levels])


def read_file(path: Path, shown: str) -> tuple[Node | None, list[Problem]]:
    """The root mapping of a file, or None where it cannot be read, and what is wrong; `shown` is its path in problems."""
    data = bytes_of(path, shown)
    return (None, [data]) if isinstance(data, Problem) else read_bytes(data, shown)


def bytes_of(path: Path, shown: str) -> bytes | Problem:
    """What is in a file, at most a little more than may be in one, or why it cannot be opened."""
    if linked(path, shown.count("/") + 1):
        return Problem(shown, 1, 1, NO_LINK, "KB034")
    if path.exists() and not path.is_file():
        return Problem(shown, 1, 1, "This is no plain file. Put a text file in its place.", "KB001")
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(shown, 1, 1, f"The file cannot be opened: {error.strerror}. Check its permissions.", "KB001")


def read_bytes(data: bytes, shown: str) -> tuple[Node | None, list[Problem]]:
    """Read the bytes of a file; see `read_file`."""
    problems: list[Problem] = []
    try:
        text = _decode(data)
        problems = [Problem(shown, *_place(text, index), message, code) for index, message, code in unclean(text)]
        if problems:
            return None, problems
        builder = _Builder(shown, text)
        node = builder.build()
        return node, list(limited(builder.problems))
    except _Stop as stop:
        return None, [*problems, Problem(shown, *stop.place, stop.message, stop.code)]


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _Stop(Place(1, 1), "The file is larger than 256 KiB. Split the record or shorten its texts.", "KB002")
    if data.startswith(b"\xef\xbb\xbf"):
        raise _Stop(Place(1, 1), 'The file begins with a byte order mark. Save it as "UTF-8" without "BOM".', "KB003")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"Byte 0x{data[error.start]:02x} is not UTF-8 text. Save the file as UTF-8."
        raise _Stop(Place(line, column), message, "KB004") from None


def _place(text: str, index: int) -> Place:
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _at(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class _Builder:
    """Turns PyYAML's events into nodes; problems that don't stop the reading are collected."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown, self.text = shown, text
        self.problems: list[Problem] = []
        self.nodes = 0

    def build(self) -> Node:
        try:
            return self._document(yaml.parse(self.text, Loader=_Loader))
        except yaml.MarkedYAMLError as error:
            mark, message = explain(error)
            raise _Stop(_at(mark) if mark else Place(1, 1), message, "KB010") from None
        except yaml.YAMLError as error:
            raise _Stop(Place(1, 1), f"This is not readable YAML: {error}.", "KB010") from None

    def _document(self, events: Iterator[Any]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                place = _at(event.start_mark)
                if root is not None:
                    raise _Stop(
                        place, "A second document begins here. Write one record a file, without '---'.", "KB011"
                    )
                if event.version or event.tags:
                    raise _Stop(place, "A YAML directive stands here. Delete the line.", "KB014")
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
        if root is None or (isinstance(root.value, str) and not root.value.strip()):
            raise _Stop(Place(1, 1), "The file is empty. Write at least a title.", "KB012")
        if not isinstance(root.value, dict):
            raise _Stop(
                root.place, "The file is not a list of fields. Begin with a field, for example 'title: ...'.", "KB013"
            )
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        place = _at(event.start_mark)
        self._count(place, depth)
        self._plain_only(event, place)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(place, self._items(events, depth))
        return Node(place, self._fields(events, depth))

    def _scalar(self, event: Any, place: Place) -> Node:
        if len(event.value) > MAX_TEXT:
            raise _Stop(place, f"A text has more than {MAX_TEXT} characters. Shorten it.", "KB018")
        for found in islice(unclean_value(event.value), max(MOST + 1 - len(self.problems), 0)):
            self.problems.append(Problem(self.shown, *self._place_in(event, found), found.message, found.code))
        return Node(place, event.value)

    def _place_in(self, event: Any, found: Found) -> Place:
        """Where a fault of a value stands in the file; at its beginning where the file writes it in another way."""
        index, end = event.start_mark.index - 1, event.end_mark.index
        sign = event.value[found.at : found.at + 2]
        for _ in range(event.value.count(sign, 0, found.at) + 1):
            index = self.text.find(sign, index + 1, end)
            if index < 0:
                break
        return _place(self.text, index) if index >= 0 else _at(event.start_mark)

    def _count(self, place: Place, depth: int) -> None:
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise _Stop(place, f"Values are nested deeper than {MAX_DEPTH} levels. Flatten the structure.", "KB018")
        if self.nodes > MAX_NODES:
            raise _Stop(place, f"The file has more than {MAX_NODES} values. Split the record.", "KB018")

    def _plain_only(self, event: Any, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise _Stop(
                place,
                f"An alias '*{str(event.anchor)[:60]}' stands here. Write the value out; if it is text, put it in quotes.",
                "KB014",
            )
        if event.anchor:
            raise _Stop(
                place,
                f"An anchor '&{str(event.anchor)[:60]}' stands here. Delete it; if it is text, put it in quotes.",
                "KB014",
            )
        if event.tag:
            raise _Stop(
                place,
                f"A tag '{str(event.tag)[:60]}' stands here. Delete it; if it is text, put it in quotes.",
                "KB014",
            )

    def _items(self, events: Iterator[Any], depth: int) -> list[Node]:
        items: list[Node] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, depth + 1))
        return items

    def _fields(self, events: Iterator[Any], depth: int) -> dict[str, tuple[Place, Node]]:
        fields: dict[str, tuple[Place, Node]] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            name = self._node(event, events, depth + 1)
            if not isinstance(name.value, str):
                message = "A list or mapping stands where a field name is expected. If it is text, put it in quotes."
                raise _Stop(name.place, message, "KB010")
            if len(name.value) > MAX_NAME or "\n" in name.value:
                message = f"A field name has more than {MAX_NAME} characters or more than one line. Shorten it."
                raise _Stop(name.place, message, "KB018")
            value = self._node(next(events), events, depth + 1)
            self._add(fields, name.value, name.place, value)
        return fields

    def _add(self, fields: dict[str, tuple[Place, Node]], name: str, place: Place, value: Node) -> None:
        if name in fields:
            first = fields[name][0].line
            message = f'The field "{name}" stands here a second time, first on line {first}. Delete one of them.'
            self.problems.append(Problem(self.shown, *place, message, "KB015"))
            return
        fields[name] = (place, value)
