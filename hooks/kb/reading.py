"""YAML text -> values, each with its line and column.

Only the plain part of YAML is read: mappings, lists and scalars. Every scalar stays the text that was written, so
`no`, `12:30`, `3.10` and `0755` mean what they look like; the schema turns text into values. Anchors, aliases, tags,
tabs, duplicate keys, several documents and whatever is not clean UTF-8 are problems, not guesses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kb.problems import Problem
from kb.yaml_faults import explain

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 16
MAX_NODES = 20_000
Location = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# C0 and C1 controls, zero-width, bidirectional and tag characters, noncharacters: nobody sees them, so nobody can review them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)


class Place(NamedTuple):
    """Line and column of a character, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Node:
    """A value of a YAML file: a text, a list of nodes, or a mapping of names to (place of the name, node)."""

    place: Place
    value: str | list[Node] | dict[str, tuple[Place, Node]]

    def plain(self) -> Any:
        """The value as strings, lists and dicts."""
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        if isinstance(self.value, dict):
            return {name: node.plain() for name, (_, node) in self.value.items()}
        return self.value

    def place_of(self, location: Location, *, name: bool = False) -> Place:
        """Place of the value at a location, as near as the file goes; of its name with `name`."""
        if not location:
            return self.place
        step, rest = location[0], location[1:]
        if isinstance(self.value, dict) and step in self.value:
            name_place, node = self.value[str(step)]
            return name_place if name and not rest else node.place_of(rest, name=name)
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step].place_of(rest, name=name)
        return self.place


EMPTY = Node(Place(1, 1), {})


class _Stop(Exception):
    """A problem after which the file cannot be read on."""

    def __init__(self, place: Place, message: str, code: str) -> None:
        self.place, self.message, self.code = place, message, code


def read_file(path: Path, shown: str) -> tuple[Node | None, list[Problem]]:
    """The root mapping of a file, or None where it cannot be read, and what is wrong; `shown` is its path in problems."""
    data = bytes_of(path, shown)
    return (None, [data]) if isinstance(data, Problem) else read_bytes(data, shown)


def bytes_of(path: Path, shown: str) -> bytes | Problem:
    """What is in a file, at most a little more than may be in one, or why it cannot be opened."""
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
        problems = [Problem(shown, *place, message, code) for place, message, code in unclean(text)]
        if problems:
            return None, problems
        builder = _Builder(shown)
        node = builder.build(text)
        return node, builder.problems
    except _Stop as stop:
        return None, [*problems, Problem(shown, *stop.place, stop.message, stop.code)]


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _Stop(Place(1, 1), "The file is larger than 1 MiB. Split the record or shorten its texts.", "KB002")
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


def unclean(text: str) -> Iterator[tuple[Place, str, str]]:
    """Characters that have no place in a record; at most one problem of a kind."""
    if "\r" in text:
        yield _place(text, text.index("\r")), "Lines end with CR or CRLF. Save the file with LF line ends.", "KB005"
    if "\t" in text:
        yield _place(text, text.index("\t")), "A tab stands here. Use spaces.", "KB006"
    if hidden := _HIDDEN.search(text.replace("\r", "")):
        place = _place(text.replace("\r", ""), hidden.start())
        yield place, f"An invisible character U+{ord(hidden.group()):04X} stands here. Delete it.", "KB007"
    if not unicodedata.is_normalized("NFC", text):
        message = "A letter is written as letter plus separate accent. Save the text in Unicode form NFC."
        yield _first_unnormalized(text), message, "KB008"


def _first_unnormalized(text: str) -> Place:
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            column = next(i for i in range(len(line)) if not unicodedata.is_normalized("NFC", line[: i + 1]))
            return Place(number, column + 1)
    return Place(1, 1)


def _place(text: str, index: int) -> Place:
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _at(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class _Builder:
    """Turns PyYAML's events into nodes; problems that don't stop the reading are collected."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.problems: list[Problem] = []
        self.nodes = 0

    def build(self, text: str) -> Node:
        try:
            return self._document(yaml.parse(text, Loader=_Loader))
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
            return Node(place, event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(place, self._items(events, depth))
        return Node(place, self._fields(events, depth))

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
                f"An alias '*{event.anchor}' stands here. Write the value out; if it is text, put it in quotes.",
                "KB014",
            )
        if event.anchor:
            raise _Stop(
                place, f"An anchor '&{event.anchor}' stands here. Delete it; if it is text, put it in quotes.", "KB014"
            )
        if event.tag:
            raise _Stop(place, f"A tag '{event.tag}' stands here. Delete it; if it is text, put it in quotes.", "KB014")

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
