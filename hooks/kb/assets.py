"""The site's own style sheet, scripts and icons: sources in `docs/assets`, bundles in the site, named by their digest.

A name with a digest can be cached for ever: another content is another name.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

_COMMENT = re.compile(r"(\"[^\"]*\"|'[^']*')|/\*.*?\*/", re.DOTALL)  # a string that holds one is kept
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_STRING = re.compile(r"(\"[^\"]*\"|'[^']*')")
_SYMBOL = re.compile(r'<symbol id="i-([a-z0-9-]+)".*?</symbol>', re.DOTALL)
_USE = re.compile(r'href="#i-([a-z0-9-]+)"')
SOURCES = ("css", "js", "icons", "map")


def bundles(root: Path) -> dict[str, bytes]:
    """Name -> bytes of each bundle: the style sheet from all of `css`, that of a view alone (`css/pages`) and each script of `js` by
    itself."""
    assets = root / "docs" / "assets"
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in sorted((assets / "css").glob("*.css")))
    made = {"kb.css": small_css(sheets).encode()}
    for path in sorted((assets / "css" / "pages").glob("*.css")):
        made[path.name] = small_css(path.read_text(encoding="utf-8")).encode()
    for path in sorted((assets / "js").glob("*.js")):
        made[path.name] = path.read_bytes()
    return made


def hashed(made: dict[str, bytes]) -> dict[str, str]:
    """Name -> name with digest."""
    return {name: _with_digest(name, data) for name, data in made.items()}


def _with_digest(name: str, data: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"


def small_css(text: str) -> str:
    """A style sheet without comments and needless white space; strings stay as they are."""
    parts = _STRING.split(_COMMENT.sub(lambda match: match.group(1) or "", text))
    return "".join(
        part if index % 2 else _AROUND.sub(r"\1", _SPACE.sub(" ", part)) for index, part in enumerate(parts)
    ).strip()


class Icons:
    """The drawings of `icons/*.svg`, of which a page gets those it uses."""

    def __init__(self, root: Path) -> None:
        text = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "docs/assets/icons").glob("*.svg")))
        self.symbols = {match.group(1): match.group(0) for match in _SYMBOL.finditer(text)}

    def put(self, html: str) -> str:
        """The page with the symbols it refers to in the place of `<!--icons-->`."""
        used = sorted(set(_USE.findall(html)))
        sprite = "".join(self.symbols[name] for name in used if name in self.symbols)
        return html.replace(
            "<!--icons-->",
            f'<svg width="0" height="0" class="sprite" aria-hidden="true" focusable="false">{sprite}</svg>',
            1,
        )
