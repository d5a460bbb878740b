"""Hostile records: the cases of `tests/cases/hostile`, and what must never be in a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import html5lib
import yaml

from support import CASES

FIELDS = ("title", "summary", "introduction", "source", "url", "language", "reviewed", "moved")
LINES = {"title": 1, "summary": 2, "introduction": 3, "moved": 4, "source": 7, "url": 8, "language": 9, "reviewed": 12}
_RECORD = """\
title: {title}
summary: {summary}
introduction: {introduction}
moved_from: [{moved}]
sources:
  - id: a
    title: {source}
    url: {url}
    language: {language}
    accessed: 2026-11-22
    grade: other
reviewed: {reviewed}
"""
_USUAL = {
    "title": "A", "summary": "S", "introduction": "I", "source": "A", "url": "https://example.org/a", "language": "en",
    "reviewed": "2026-11-22",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One hostile record: `name` is that of its file, `field` the one it puts something into, if it is not a whole file."""

    name: str
    title: str
    field: str | None
    data: bytes
    value: str
    codes: list[str] | None
    line: int | None
    shown: str | None


def hostile() -> list[Case]:
    """All cases."""
    return list(_cases())


def _cases() -> Iterator[Case]:
    for path in sorted((CASES / "hostile").glob("*.yml")):
        for number, (title, case) in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")).items()):
            yield _case(f"{path.stem}-{number:03}", f"{path.stem}: {title}", case)


def _case(name: str, title: str, case: dict[str, Any]) -> Case:
    field = next((each for each in FIELDS if each in case), None)
    value = str(case.get(field or "raw", ""))
    for sign, (text, times) in case.get("repeat", {}).items():
        value = value.replace(sign, text * times)
    data = case["bytes"].encode("latin-1") if "bytes" in case else value.encode()
    shown = case.get("shown")
    line = case.get("line", LINES[field] if field else None)
    data = record(name, {field: value}) if field else data
    return Case(name, title, field, data, value, case.get("codes"), line, value if shown is True else shown)


def record(name: str, values: dict[str, str]) -> bytes:
    """A record with these values, each in one line and in quotes; what YAML escapes nothing else stands as it is."""
    known = {**_USUAL, "moved": f"old-{name}"} | values
    return _RECORD.format(**{field: quoted(value) for field, value in known.items()}).encode()


def quoted(value: str) -> str:
    """A value in double quotes, with no other escapes than these need."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


_NEVER = {"script", "style", "iframe", "frame", "object", "embed", "applet", "base", "meta", "link", "math", "foreignobject", "img", "video", "audio", "noscript", "template"}  # fmt: skip
_ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "poster", "srcset", "data", "background"}


def active(html: str, *, drawings: bool = True) -> list[str]:
    """What of a page's body could run, load or lead astray; its own drawings are known by their class, its patterns for scripts by their mark."""
    found = []
    for element in html5lib.parse(f"<!doctype html><body>{html}", namespaceHTMLElements=False).find("body").iter():
        if not isinstance(element.tag, str):
            found.append(f"comment {element.text}")
            continue
        tag = element.tag.rpartition("}")[2].lower()
        own = (
            drawings and tag in ("template", "noscript") and any(name.startswith("data-kb-") for name in element.attrib)
        )
        if (tag in _NEVER and not own) or (tag == "svg" and not (drawings and element.get("class"))):
            found.append(f"<{tag}>")
        if tag in ("form", "input", "button", "select") and not drawings:
            found.append(f"<{tag}>")
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or (name == "style" and not drawings) or name == "srcdoc":
                found.append(f"{name}={value}")
            if name.lower() in _ADDRESSES and not _harmless(value):
                found.append(f"{name}={value}")
    return found


def _harmless(address: str) -> bool:
    bare = "".join(sign for sign in address if sign > " ").lower()
    scheme, colon, _ = bare.partition(":")
    if bare.startswith(("//", "\\", "/\\")):
        return False
    return not colon or "/" in scheme or scheme in ("https", "http", "mailto") or bare.startswith(("#", "?"))


def words(html: str) -> str:
    """The words of a page as a reader sees them, spaces as one."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return " ".join("".join(tree.itertext()).split())


def valid_json(data: bytes) -> Any:
    """What a JSON file holds."""
    return json.loads(data)
