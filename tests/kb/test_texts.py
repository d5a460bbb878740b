"""Texts in the safe part of Markdown: nothing dangerous passes, everything plain does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import texts

SAFE = [
    "Plain words.",
    "Two\n\nparagraphs.",
    "*emphasis* and **strong**",
    "- one\n- two",
    "1. one\n2. two",
    "[record](workshops/2018-09-almaty)",
    "[page](https://example.org/a?b=1&region=kz&section=2)",
    "[страница](https://example.org/семинар)",
    "[mail](mailto:office@example.org)",
    "<https://example.org>",
    "a \\< b, \\*not emphasis\\*",
    "a &lt;b&gt; c",
    "a | b",
    "{{ name }} and {% tag %}",
    "5 < 6 & 7 > 2",
    "H~2~O and ~~struck~~",
]
LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript&#58;alert(1)",
    "javascript&colon;alert(1)",
    "&#x6A;avascript:alert(1)",
    "java&NewLine;script:alert(1)",
    "java&Tab;script:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://example.org",
    "//example.org",
    "///example.org",
    "/workshops/x/",
    "../workshops/x/",
    "workshops/x/",
    "workshops/x#outcomes",
    "#outcomes",
    "https:/example.org",
    "https:example.org",
    "https://localhost/x",
    "https://user@example.org",
    "https://user:secret@example.org",
    "https://example.org:99999/",
    "https://[::1]/",
    "https://example.org\\@evil.org",
    "https://еxample.org",
    "https://exa\u00admple.org",
    "mailto:a@b@c.org",
    "mailto:a@example.org?body=x",
    "MAILTO:a@example.org",
    "tel:+7",
    "<https://example.org/a b>",
    "&amp;#106;avascript:alert(1)",
]
MARKUP = [
    ("a <b>bold</b>", "raw HTML"),
    ("<script>alert(1)</script>", "raw HTML"),
    ("<!-- hidden -->", "raw HTML"),
    ("a <img src=x onerror=alert(1)>", "raw HTML"),
    ("![x](https://example.org/x.png)", "an image"),
    ("# Heading", "a heading"),
    ("Heading\n===", "a heading"),
    ("    code", "a code block"),
    ("```\ncode\n```", "a code block"),
    ("`code`", "code in backquotes"),
    ("> quote", "a block quotation"),
    ("a\n\n---\n\nb", "a horizontal rule"),
]


@pytest.mark.parametrize("text", SAFE)
def test_safe_texts_pass(text) -> None:
    assert list(texts.faults(text)) == []


@pytest.mark.parametrize("target", LINKS)
def test_links_that_lead_elsewhere_are_named(target) -> None:
    (fault,) = texts.faults(f"See [here]({target}).")
    assert fault.message.startswith(("The link", "The host of the link"))


def test_links_are_found_wherever_markdown_allows_them() -> None:
    for text in ("<javascript:alert(1)>", "[a][b]\n\n[b]: javascript:alert(1)", "- *[a](javascript:alert(1))*"):
        assert [fault.words for fault in texts.faults(text)] == ["javascript:alert(1)"]


@pytest.mark.parametrize(("text", "name"), MARKUP)
def test_other_markup_is_named(text, name) -> None:
    (fault,) = texts.faults(text)
    assert fault.message.startswith(f"The text holds {name}")


def test_each_kind_of_markup_is_named_once_with_its_words() -> None:
    found = list(texts.faults("<b>a</b> <i>b</i>\n\n# Head\n\n## Other"))
    assert [fault.words for fault in found] == ["<b>", "Head"]


def _address(ref: str) -> str:
    return f"../../{ref}/"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p> <p>Two.</p>"),
        ("[a](topics/natech)", '<p><a href="../../topics/natech/">a</a></p>'),
        ("[a](https://x.org/?a&b)", '<p><a href="https://x.org/?a&amp;b" rel="external">a</a></p>'),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("\\*a\\* \\<b\\>", "<p>*a* &lt;b&gt;</p>"),
        ('say "so"', "<p>say &quot;so&quot;</p>"),
        ("{{ x }} | y", "<p>{{ x }} | y</p>"),
        ("- a\n- b", "<ul> <li>a</li> <li>b</li> </ul>"),
    ],
)
def test_html(text, html) -> None:
    assert texts.render(text, _address) == html


def test_inline_html_has_no_paragraph_unless_there_are_several() -> None:
    assert texts.render_inline("*One*.", _address) == "<em>One</em>."
    assert texts.render_inline("One.\n\nTwo.", _address) == "<p>One.</p> <p>Two.</p>"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("*One* [two](topics/x)\nthree.\n\nFour.", "One two three. Four."),
        ("- a\n- b", "a b"),
        ("a &lt; \\*b\\*", "a < *b*"),
    ],
)
def test_plain_text_has_no_marks(text, plain) -> None:
    assert texts.plain(text) == plain


def test_record_links_are_those_that_look_like_references() -> None:
    text = "[a](topics/natech) [b](https://x.org) [c](workshops/2018-09-almaty) [d](x)"
    assert list(texts.record_links(text)) == ["topics/natech", "workshops/2018-09-almaty"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab<>[]()!&#;:/\\\"'`*_-=\n javscript.org"), max_size=60))
def test_what_has_no_fault_brings_neither_html_nor_a_foreign_link(text) -> None:
    if list(texts.faults(text)):
        return
    html = str(texts.render(text, lambda ref: f"ref:{ref}"))
    assert not [tag for tag in ("<script", "<img", "<b ", "<!--", "<pre", "<h1", "onerror=") if tag in html]
    assert "javascript:" not in html.partition("href=")[2].partition(">")[0]


def test_plain_words_stay_apart_where_lines_and_paragraphs_end() -> None:
    assert texts.plain("a\nb") == "a b"
    assert texts.plain("a\\\nb") == "a b"
    assert texts.plain("a\n\nb") == "a b"
    assert texts.plain("- a\n- b") == "a b"
    assert texts.plain("*a* [b](topics/c)\\*") == "a b*"


def test_only_a_single_paragraph_loses_its_tags() -> None:
    assert texts.render_inline("a", str) == "a"
    assert texts.render_inline("a\n\nb", str) == "<p>a</p> <p>b</p>"
    assert texts.render_inline("- a", str) == "<ul> <li>a</li> </ul>"
    assert texts.render_inline("a\n\n- b", str) == "<p>a</p> <ul> <li>b</li> </ul>"
