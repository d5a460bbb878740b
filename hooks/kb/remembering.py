"""What was made once is not made again while everything that it was made from stays the same.

Whatever is made under a name notes each thing that it reads as a *key*, with the *value* that this thing has now. Later
the result stands as long as all those keys have these values. Nobody has to say beforehand what depends on what, and
nobody can forget it: this is how build systems with "verifying traces" work (Mokhov, Mitchell, Peyton Jones: Build
systems à la carte, 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Key = tuple[str, ...]
"""What kind of thing was read, and which one: `("record", "topics/dams")`."""
Ask = Callable[..., Any]
Made = TypeVar("Made")


@dataclass
class _Entry:
    """Something made: what it was made from, and when that was compared last."""

    reads: dict[Key, Any]
    made: Any
    turn: int


class Memory:
    """Results with what they were made from, over many turns; within one turn nothing changes.

    `asks` says for each kind of thing how its present value is found out.
    """

    def __init__(self) -> None:
        self._entries: dict[Key, _Entry] = {}
        self._reading: list[dict[Key, Any]] = []
        self._asks: dict[str, Ask] = {}
        self._values: dict[Key, Any] = {}
        self._turn = 0
        self.made = 0

    def begin(self, asks: Mapping[str, Ask]) -> None:
        """A new turn: things may have other values now. `made` counts from here what has to be made."""
        self._asks, self._values = dict(asks), {}
        self._turn += 1
        self.made = 0

    def ask(self, kind: str, how: Ask) -> None:
        """For this turn: how the present value of one more kind of thing is found out."""
        self._asks[kind] = how

    def note(self, *key: str) -> None:
        """Whatever is being made now has read this."""
        if self._reading:
            self._reading[-1][key] = self._value(key)

    def read(self, *key: str) -> Any:
        """The present value of a thing, noted as read."""
        self.note(*key)
        return self._value(key)

    def recall(self, key: Key, make: Callable[[], Made]) -> Made:
        """What was made under this name, or made now; whoever asks while making something has read what it read."""
        entry = self._entries.get(key)
        if entry is None or not self._stands(entry):
            entry = self._make(key, make)
        if self._reading:
            self._reading[-1].update(entry.reads)
        made: Made = entry.made
        return made

    def _make(self, key: Key, make: Callable[[], Any]) -> _Entry:
        self._reading.append({})
        try:
            made = make()
        finally:
            reads = self._reading.pop()
        self.made += 1
        entry = self._entries[key] = _Entry(reads, made, self._turn)
        return entry

    def _stands(self, entry: _Entry) -> bool:
        if entry.turn != self._turn and all(self._value(key) == value for key, value in entry.reads.items()):
            entry.turn = self._turn
        return entry.turn == self._turn

    def _value(self, key: Key) -> Any:
        if key not in self._values:
            # Finding out is nobody's reading: it must not be noted for what is being made.
            reading, self._reading = self._reading, []
            try:
                self._values[key] = self._asks[key[0]](*key[1:])
            finally:
                self._reading = reading
        return self._values[key]
