"""Texts in the safe part of Markdown: what may stand in them, which links they hold, and their HTML.

Paragraphs, emphasis, lists and links are the whole of it (CommonMark, read by markdown-it). Everything else that
Markdown could mean is a problem: a contributor's text can neither bring HTML into a page nor a link that hides
where it leads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from kb.characters import HIDDEN
from kb.hosts import host_fault, other_host
from kb.schema import SLUG

REFERENCE = re.compile(rf"[a-z]+/{SLUG.pattern}")
_ALLOWED = {
    "paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak", "em_open", "em_close",
    "strong_open", "strong_close", "link_open", "link_close", "bullet_list_open", "bullet_list_close",
    "ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close", "text_special",
}  # fmt: skip
_NAMES = {
    "html_inline": "raw HTML", "html_block": "raw HTML", "image": "an image", "heading_open": "a heading",
    "fence": "a code block", "code_block": "a code block (a line indented by four spaces)", "code_inline": "code in backquotes",
    "blockquote_open": "a block quotation", "hr": "a horizontal rule",
}  # fmt: skip
_WORDS = ("text", "text_special")
Resolve = Callable[[str], str]


def _every_link(url: str) -> bool:
    return True


def _as_written(url: str) -> str:
    return url


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    # markdown-it drops links with a scheme it distrusts and writes hosts in Punycode; we want to see and name them as written.
    parser.validateLink = _every_link  # type: ignore[method-assign]
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(_PARSER.parse(text))


def _flat(text: str) -> Iterator[Token]:
    for token in _tokens(text):
        yield token
        yield from token.children or ()


class Fault(NamedTuple):
    """What must not stand in a text: a sentence, and the words of the text that it is about."""

    message: str
    words: str


def faults(text: str) -> Iterator[Fault]:
    """Everything that must not stand in a text."""
    seen: set[str] = set()
    tokens = list(_flat(text))
    for index, token in enumerate(tokens):
        if token.type not in _ALLOWED and (name := _NAMES.get(token.type, "")) and name not in seen:
            seen.add(name)
            content = token.content.strip() or next((each.content for each in tokens[index:] if each.content), "")
            words = content.partition("\n")[0]
            hint = f' ("{words[:40]}")' if words else ""
            message = f"The text holds {name}{hint}. Only paragraphs, emphasis, lists and links may stand here; put a backslash before a sign that is meant as written."
            yield Fault(message, words)
        if found := HIDDEN.search(token.content) if token.type in _WORDS else None:
            message = f"The text holds the invisible character U+{ord(found.group()):04X} as an entity. Delete it."
            yield Fault(message, f"&#{ord(found.group())};")
    for target, words in _links(tokens):
        if fault := link_fault(target) or _other_host(target, words):
            yield Fault(fault, target)


def links(text: str) -> Iterator[str]:
    """The targets of all links, as written."""
    return (target for target, _ in _links(_flat(text)))


def _links(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Target and words of each link."""
    target, words = "", ""
    for token in tokens:
        if token.type == "link_open":
            target, words = str(token.attrs.get("href", "")), ""
        elif token.type == "link_close":
            yield target, words
        elif token.type in _WORDS:
            words += token.content


def _other_host(target: str, words: str) -> str | None:
    """Why the words of a link mislead: they name a host that is not the one it leads to."""
    if not (named := other_host(words, target)):
        return None
    return f'The link says "{named}" and leads to "{target[:60]}". Write the address that it leads to, or other words.'


def record_links(text: str) -> Iterator[str]:
    """The references `collection/id` among the links."""
    return (target for target in links(text) if REFERENCE.fullmatch(target))


def link_fault(target: str) -> str | None:
    """Why a link may not stand in a text, or None."""
    shown = target[:60]
    if REFERENCE.fullmatch(target):
        return None
    if re.search(r"[\x00-\x20\x7f\\]|&#?\w+;", target):
        return f'The link "{shown}" holds a space, a control character or an entity. Write the plain address.'
    if re.fullmatch(r"mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+", target):
        return None
    if re.match(r"https?://", target):
        return host_fault(target)
    return f'The link "{shown}" leads nowhere that is allowed. Write https://..., mailto:... or the reference of a record, collection/id.'


def render(text: str, resolve: Resolve) -> Markup:
    """HTML of a text; `resolve` turns a reference into the address to link to."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        _mark_links(token.children or [], resolve)
    return Markup(_PARSER.renderer.render(tokens, _PARSER.options, {}).strip().replace("\n", " "))


def render_inline(text: str, resolve: Resolve) -> Markup:
    """HTML of a text without its paragraph: for table cells, list items, sentences."""
    rendered = render(text, resolve)
    if rendered.count("<p>") == 1 and rendered.startswith("<p>") and rendered.endswith("</p>"):
        return Markup(rendered[3:-4])
    return rendered


def _mark_links(tokens: list[Token], resolve: Resolve) -> None:
    for token in tokens:
        if token.type != "link_open":
            continue
        target = str(token.attrs.get("href", ""))
        if REFERENCE.fullmatch(target):
            token.attrs["href"] = resolve(target)
        else:
            token.attrs["rel"] = "external"


def plain(text: str) -> str:
    """A text without its marks: for descriptions, search and feeds."""
    words = []
    for token in _flat(text):
        if token.type in _WORDS:
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak", "paragraph_close"):
            words.append(" ")
    return " ".join("".join(words).split())


def plain_html(text: str) -> Markup:
    """A plain text as HTML: shown as written."""
    return escape(text)


def preformatted(text: str) -> Markup:
    """A text for `<pre>`: its line ends and indentation survive the making of the page."""
    return Markup(str(escape(text)).replace("\n", "&#10;"))
