"""The canonical form of a record's file: order of the fields, quotes, wrapping.

- Fields stand in the order of the schema; unknown ones stay behind them.
- A text in one line is plain where YAML allows, else in double quotes; a longer one is folded (`>-`) at 110 columns; one
  with line breaks of its own is kept line by line (`|-`).
- A list of names, codes and references stands in brackets as long as it fits in a line, every other list item by item.
- Comments stay with what they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from kb.contributing.comments import Comments
from kb.fields import FieldDeclaration, declarations
from kb.reading import Location, Node
from kb.schema import Shape

WIDTH = 110
_PLAIN = re.compile(r"(?![-?:](?:\s|$))(?![,\[\]{}#&*!|>'\"%@`]).*")
_NOT_PLAIN = re.compile(r":(?:\s|$)|\s#|^\s|\s$|^(?:---|\.\.\.)")
_IN_FLOW = re.compile(r"^[-?:]|[,\[\]{}]")
# What a reader of YAML 1.2 takes for a number, a truth value or nothing.
_NO_TEXT = re.compile(
    r"~|null|true|false|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|0o[0-7]+|0x[\da-f]+", re.IGNORECASE
)
_VALUES = {"when", "integer", "number", "flag"}
_FOLDABLE = re.compile(r"\S.* .*\S")
_TOKEN = re.compile(r"[\w./:+-]+")


def canonical(node: Node, model: type[BaseModel], comments: Comments | None = None) -> str:
    """The text of a file with the values of `node`, a record of `model`."""
    writer = _Writer(comments or Comments())
    return "\n".join(writer.file(node, model)) + "\n"


class _Writer:
    """Writes one file; every method yields lines without their ends."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def file(self, node: Node, model: type[BaseModel]) -> Iterator[str]:
        yield from self.comments.head
        lines = list(self._fields(node, model, (), 0))
        yield from lines[1:] if lines and not lines[0] else lines
        yield from self.comments.tail

    def _fields(
        self, node: Node, model: type[BaseModel] | None, at: Location, indent: int, like: FieldDeclaration | None = None
    ) -> Iterator[str]:
        """The fields of a record or of a part of it; where there is no schema, all are `like` the one that holds them."""
        assert isinstance(node.value, dict)
        known = declarations(model) if model else {}
        order = {name: index for index, name in enumerate(known)}
        for name in sorted(node.value, key=lambda name: order.get(name, len(order))):
            yield from self._above((*at, name), indent)
            yield from self._field(name, node.value[name][1], known.get(name, like), (*at, name), indent)

    def _above(self, at: Location, indent: int) -> Iterator[str]:
        for comment in self.comments.above.get(at, ()):
            yield " " * indent + comment if comment else ""

    def _field(self, name: str, node: Node, field: FieldDeclaration | None, at: Location, indent: int) -> Iterator[str]:
        start = " " * indent + _key(name) + ":"
        if isinstance(node.value, str):
            yield from self._scalar(start, node.value, field, self.comments.on(at), indent + 2)
        elif not node.value:
            yield _with(f"{start} {_empty(node)}", self.comments.on(at))
        elif isinstance(node.value, dict):
            yield _with(start, self.comments.behind.get(at, ""))
            yield from self._fields(node, field.model if field else None, at, indent + 2, field)
        elif line := self._in_brackets(start, node.value, field):
            for index in range(len(node.value)):  # comments between the items, which now stand in one line
                yield from self._above((*at, index), indent)
            yield _with(line, self.comments.on(at, len(node.value)))
        else:
            yield _with(start, self.comments.behind.get(at, ""))
            yield from self._items(node.value, field, at, indent + 2)

    def _in_brackets(self, start: str, items: list[Node], field: FieldDeclaration | None) -> str:
        """A list in one line, or nothing where it must stand item by item."""
        texts = [item.value for item in items if isinstance(item.value, str)]
        if len(texts) < len(items) or not all(_TOKEN.fullmatch(text) for text in texts):
            return ""
        line = f"{start} [{', '.join(_one_line(text, _shape(field), flow=True) for text in texts)}]"
        return line if len(line) <= WIDTH else ""

    def _items(self, items: list[Node], field: FieldDeclaration | None, at: Location, indent: int) -> Iterator[str]:
        for index, item in enumerate(items):
            here, bullet = (*at, index), " " * indent + "-"
            yield from self._above(here, indent)
            if isinstance(item.value, str):
                yield from self._scalar(bullet, item.value, field, self.comments.on(here), indent + 2)
            elif isinstance(item.value, dict) and item.value:
                yield from _bulleted(bullet, list(self._fields(item, field.model if field else None, here, indent + 2)))
            elif isinstance(item.value, list) and item.value:
                yield from _bulleted(bullet, list(self._items(item.value, None, here, indent + 2)))
            else:
                yield _with(f"{bullet} {_empty(item)}", self.comments.on(here))

    def _scalar(
        self, start: str, text: str, field: FieldDeclaration | None, comment: str, indent: int
    ) -> Iterator[str]:
        if not text:
            yield _with(start, comment)
        elif "\n" in text:
            yield from _literal(start, text, comment, indent)
        elif len(line := f"{start} {_one_line(text, _shape(field))}") <= WIDTH or not _FOLDABLE.fullmatch(text):
            yield _with(line, comment)
        else:
            yield _with(f"{start} >-", comment)
            yield from _folded(text, indent)


def _shape(field: FieldDeclaration | None) -> str:
    shape = field.mark(Shape) if field else None
    return shape.name if shape else ""


def _empty(node: Node) -> str:
    return "{}" if isinstance(node.value, dict) else "[]"


def _with(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _bulleted(bullet: str, lines: list[str]) -> Iterator[str]:
    """Fields as an item of a list: the first stands behind the bullet; comments above it go above the bullet."""
    first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
    for line in lines[:first]:
        yield line[2:]
    yield bullet + lines[first][len(bullet) :]
    yield from lines[first + 1 :]


def _key(name: str) -> str:
    return name if _TOKEN.fullmatch(name) else _quoted(name)


def _one_line(text: str, shape: str = "", *, flow: bool = False) -> str:
    """A text without line breaks, plain where nothing in it means something to YAML."""
    plain = bool(_PLAIN.fullmatch(text)) and not _NOT_PLAIN.search(text) and not (flow and _IN_FLOW.search(text))
    if not plain or shape == "digests" or (_NO_TEXT.fullmatch(text) and shape not in _VALUES):
        return _quoted(text)
    return text


def _quoted(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _literal(start: str, text: str, comment: str, indent: int) -> Iterator[str]:
    """A text line by line as it is."""
    chomp = "+" if text.endswith("\n\n") else "" if text.endswith("\n") else "-"
    deep = "2" if text.lstrip("\n").startswith(" ") else ""
    yield _with(f"{start} |{deep}{chomp}", comment)
    for line in text.removesuffix("\n").split("\n"):
        yield " " * indent + line if line else ""


def _folded(text: str, indent: int) -> Iterator[str]:
    """A text wrapped between words; where two spaces stand together it is not broken, since folding would lose one."""
    line = ""
    for word in re.split(r"(?<! ) (?! )", text):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line
