"""What a YAML file holds: texts, lists and mappings, each with its line and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

Location = tuple[str | int, ...]


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
