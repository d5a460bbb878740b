"""What PyYAML says of a broken file, in the words of people who write records."""

from __future__ import annotations

from typing import Any

import yaml

_ADVICE = "Check the indentation, colons and quotes of this and the line before."
_QUOTES = "If it is text, put it in quotes."
# PyYAML's word -> ours. With True the place is where the broken part begins, not where the reader noticed.
_WORDS: dict[str, tuple[str, bool]] = {
    "mapping values are not allowed in this context": (
        "A colon stands where none is expected. Put a text that holds a colon in quotes, or mend the indentation.",
        False,
    ),
    "block sequence entries are not allowed in this context": (
        "A list item stands where none is expected. Begin the list on a line of its own.",
        False,
    ),
    "found character that cannot start any token": (f"A text cannot begin with this sign. {_QUOTES}", False),
    "did not find expected alphabetic or numeric character": (f"A text cannot begin with this sign. {_QUOTES}", True),
    "did not find expected node content": (f"A text cannot begin with this sign. {_QUOTES}", False),
    "could not find expected ':'": ("This line has no colon. Write a field as 'name: value'.", True),
    "found unexpected end of stream": ("A quote is opened here and never closed. Close it.", True),
    "did not find expected ',' or '}'": ("A brace { is opened here and not closed. Close it, or use quotes.", True),
    "did not find expected ',' or ']'": ("A bracket [ is opened here and not closed. Close it, or use quotes.", True),
    "did not find expected '-' indicator": (
        'This line is indented neither like the list nor like the item above it. Put {list} spaces before the "-" of an item, {item} before its fields.',
        False,
    ),
    "did not find expected key": (
        "Something stands here that belongs to no field. Mend the indentation, or put the whole text in quotes.",
        False,
    ),
    "found unknown escape character": ("A backslash in double quotes means something else. Use single quotes.", False),
    "found unknown directive name": ("A YAML directive stands here. Delete the line.", True),
}


def explain(error: yaml.MarkedYAMLError) -> tuple[Any, str]:
    """Where to look (a mark of PyYAML's, or None) and what to say."""
    problem = (error.problem or "the structure is broken").strip()
    words, from_begin = _WORDS.get(problem, (f"{problem}. {_ADVICE}", False))
    begin, end = error.context_mark, error.problem_mark
    mark = (begin or end) if from_begin else (end or begin)
    column = begin.column if begin else 0
    words = words.replace("{list}", str(column)).replace("{item}", str(column + 2))
    return mark, f"This is not readable YAML: {words[0].lower()}{words[1:]}"
