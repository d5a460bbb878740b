"""What a host is to say with every page: the content security policy and the other headers, from one place.

The policy stands in each page, too, since some hosts (GitHub Pages) let nobody set headers. Nothing is integrity-checked
by digest (`integrity`): all that a page loads is its own, and who could change a script could change the page; and on
file:// browsers refuse files so marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from kb.settings import Settings

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""No code and no style stands in a page, and nothing comes from elsewhere or goes there. `connect-src` is for the preview
(`kb serve`), which tells the page when it has changed."""
_ONLY_IN_HEADERS = {"frame-ancestors": "'none'"}
_UNNEEDED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")
_YEAR = 365 * 24 * 60 * 60


def _written(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


POLICY = _written(DIRECTIVES)
"""The policy as it stands in pages."""
HEADERS = {
    "Content-Security-Policy": _written({**DIRECTIVES, **_ONLY_IN_HEADERS}),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNNEEDED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Access-Control-Allow-Origin": "*",
    "Strict-Transport-Security": f"max-age={_YEAR}",
}
"""Every page and file. Anybody may read the open data from a page of his own; browsers of readers ask by TLS only."""
LASTING = f"public, max-age={_YEAR}, immutable"
"""Files named by their digest: another content is another name."""
FRESH = "no-cache"
"""All others: kept, but asked for again each time; a host that has nothing newer answers in a few bytes."""
DIGEST = re.compile(r"\.[0-9a-f]{8}\.[a-z0-9]+$")


def cache(path: str) -> str:
    """How long a file of the site may be kept by browsers."""
    return LASTING if path.startswith("assets/") and DIGEST.search(path) else FRESH


def header_file(paths: Iterable[str]) -> dict[str, bytes]:
    """`_headers`, as Netlify and Cloudflare Pages read it. `paths` are files of the site.

    Only those named by their digest are told how long they last: both hosts join what two rules say, and by themselves
    let everything else be asked for each time.
    """
    lasting = sorted(f"/{path}" for path in paths if cache(path) == LASTING)
    blocks = [("/*", HEADERS), *((path, {"Cache-Control": LASTING}) for path in lasting)]
    lines = [line for path, said in blocks for line in (path, *(f"  {name}: {value}" for name, value in said.items()))]
    return {"_headers": ("\n".join(lines) + "\n").encode()}


def nginx(settings: Settings) -> str:
    """A server of nginx that says the same."""
    host, base = urlsplit(settings.url).netloc, urlsplit(settings.url).path
    said = "".join(f'    add_header {name} "{value}" always;\n' for name, value in HEADERS.items())
    return _NGINX.format(host=host, base=base, headers=said, lasting=LASTING, fresh=FRESH)


_NGINX = """\
# Made by kb schema from hooks/kb/exporting/headers.py. Goes into the http block; TLS is for you to add.
map $uri $kb_cache {{
    "~/assets/.*\\.[0-9a-f]{{8}}\\.[a-z0-9]+$" "{lasting}";
    default "{fresh}";
}}

server {{
    listen 80;
    server_name {host};
    charset utf-8;
    gzip on;
    gzip_types text/css application/javascript application/json image/svg+xml application/atom+xml text/calendar text/csv;

    # In no location below may stand an add_header: nginx would then forget all of these.
{headers}    add_header Cache-Control $kb_cache always;

    location {base} {{
        alias /srv/knowledge-base/;
        index index.html;
        error_page 404 {base}404.html;
    }}
}}
"""
