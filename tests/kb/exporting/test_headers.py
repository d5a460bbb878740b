"""The headers: one source, and every form of it says the same."""

from __future__ import annotations

import re

import pytest

from kb.exporting.headers import DIRECTIVES, FRESH, HEADERS, LASTING, POLICY, cache, header_file, nginx
from kb.library import Library
from support import ROOT

PATHS = ("assets/kb.0123abcd.css", "assets/kb.4567cdef.js", "assets/latest-ru.js", "index.html")


def test_the_policy_allows_nothing_in_the_page_and_nothing_from_elsewhere() -> None:
    assert DIRECTIVES["default-src"] == DIRECTIVES["base-uri"] == "'none'"
    assert not re.search(r"unsafe|\*|https?:|nonce|strict-dynamic", POLICY)
    assert {name for name in DIRECTIVES if "data:" in DIRECTIVES[name]} == {"img-src"}
    assert HEADERS["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("assets/kb.0123abcd.css", LASTING),
        ("assets/cards/ru-site.0123abcd.png", LASTING),
        ("assets/fonts/onest-latin.woff2", FRESH),
        ("index.html", FRESH),
        ("data/terms.0123abcd.csv", FRESH),
    ],
)
def test_only_names_with_a_digest_are_kept(path: str, expected: str) -> None:
    assert cache(path) == expected


def test_the_file_for_netlify_and_cloudflare() -> None:
    blocks: dict[str, dict[str, str]] = {}
    for line in header_file(PATHS)["_headers"].decode().splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            blocks[path][name] = value  # noqa: F821 - the line before named it
        else:
            path = line
            blocks[path] = {}
    lasting = {"Cache-Control": LASTING}
    paths = ("/assets/kb.0123abcd.css", "/assets/kb.4567cdef.js")
    assert blocks == {"/*": HEADERS, **dict.fromkeys(paths, lasting)}


def test_the_server_of_nginx_says_the_same(real: Library) -> None:
    text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    assert text == nginx(real.settings), "Run: kb schema"
    said = dict(re.findall(r'add_header (\S+) "?(.*?)"? always;', text))
    assert said.pop("Cache-Control") == "$kb_cache"
    assert said == HEADERS
    pattern = re.search(r'"~(\S+)" "(.*)";', text)
    assert pattern
    assert pattern[2] == LASTING
    for path in ("assets/kb.0123abcd.css", "assets/fonts/onest-latin.woff2", "index.html"):
        assert bool(re.search(pattern[1], f"/{path}")) == (cache(path) == LASTING)
