"""Make sure that the checkers of what stands in `dist/` are there: zimcheck, kiwix-serve, epubcheck, Poppler, from Debian."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quality.install import debian

PROGRAMS = {
    "zimcheck": "zim-tools",
    "kiwix-serve": "kiwix-tools",
    "epubcheck": "epubcheck",
    "pdftotext": "poppler-utils",
}


def main() -> None:
    """Install what is missing."""
    for program, package in PROGRAMS.items():
        debian(program, package)


if __name__ == "__main__":
    main()
