"""What the site carries that others made: one list of it, for the page of licences, for the list of parts of a release
(SBOM) and for the tests that compare digests."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ASSETS = Path("docs/assets")
PAPERS = "vendor.json"
"""In each folder of assets that others made: what they are, whose, and under which licence."""


@dataclass(frozen=True)
class Package:
    """One thing that others made: what it is, whose, under which licence, where from; its files with their digests.

    `licence` is an SPDX identifier, `package` a package URL, `used_for` says what the site does with it, `folder` lies
    below docs/assets and holds the files and the text of the licence; `script` is the one that its code becomes a part of,
    `declares` a name that this code expects to be declared.
    """

    name: str
    version: str
    used_for: str
    folder: str
    licence: str
    licence_file: str
    holder: str
    url: str
    package: str
    fetched_with: str
    files: list[dict[str, Any]]
    archive_sha256: str = ""
    changed_by: str = field(default="")
    script: str = ""
    declares: str = ""

    @property
    def place(self) -> Path:
        """Its folder, below the root of the knowledge base."""
        return ASSETS / self.folder

    def licence_text(self, root: Path) -> str:
        """The licence, word for word."""
        return (root / self.place / self.licence_file).read_text(encoding="utf-8").strip()


def packages(root: Path) -> list[Package]:
    """Everything that is named in the papers; nothing where there are none."""
    papers = sorted((root / ASSETS).glob(f"*/{PAPERS}"))
    return [Package(**each) for path in papers for each in json.loads(path.read_text(encoding="utf-8"))]
