"""What the reader of a hand-written page sees: the text, below a notice where it is borrowed from another language."""

from __future__ import annotations

from kb.handwritten import Written
from kb.library import Library
from kb.rendering import environment, one_block
from kb.writing import Writer


def body(library: Library, page: Written, html: str) -> str:
    """The HTML of a page, typeset; a borrowed text stands below a notice and is marked with its language."""
    writer = Writer(library, page.locale)
    writer.begin(page.address)
    text = Writer(library, page.text_locale).typeset(html)
    return f'{notice(writer, page)}<div lang="{page.text_locale}">{text}</div>' if page.borrowed else text


def notice(writer: Writer, page: Written) -> str:
    """What stands above a borrowed text: that it is one, and the way to a translation."""
    template = environment(writer.library, writer).get_template("borrowed.html.jinja")
    return writer.typeset(one_block(template.render(page=page)))
