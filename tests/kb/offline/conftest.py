"""Two editions of a small bundle, as archives and unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.offline.archive import write_zip
from kb.offline.making import bundle_files
from kb.offline.manifest import Edition, Manifest
from kb.offline.updates import update_files

COMMON = {f"pages/{number}/index.html": f"<p>page {number}".encode() * 200 for number in range(20)}
OLD = {**COMMON, "index.html": b"old", "gone/index.html": b"gone", "assets/kb.css": b"p {}"}
NEW = {**COMMON, "index.html": b"new", "new/index.html": b"new", "assets/kb.css": b"p {}"}
EDITIONS = {
    "old": (Edition("base", "2026.11", "aaaaaaa", "2026-11-24T10:00:00Z", {"terms": 1}), OLD),
    "new": (Edition("base", "2026.12", "bbbbbbb", "2026-12-24T10:00:00Z", {"terms": 2}), NEW),
}
Unpack = Callable[[str], Path]


@pytest.fixture(autouse=True)
def _no_given_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date of an edition is that of the commit, whatever the machine says."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def zips(tmp_path: Path) -> dict[str, Path]:
    """The archives: old, new, and the update from one to the other."""
    made = {}
    for name, (edition, files) in EDITIONS.items():
        made[name] = tmp_path / f"base-{edition.version}-offline.zip"
        write_zip(made[name], bundle_files(edition, dict(sorted(files.items()))), edition.moment)
    made["update"] = tmp_path / "base-update.zip"
    sides = [Manifest.of(*EDITIONS[name]) for name in ("old", "new")]
    write_zip(made["update"], update_files(*sides, NEW), EDITIONS["new"][0].moment)
    return made


@pytest.fixture
def unpack(zips: dict[str, Path], tmp_path: Path) -> Unpack:
    """Unpacks an edition into a folder whose name has spaces and Cyrillic letters."""

    def unpacked(name: str) -> Path:
        place = tmp_path / "Новая папка (2)" / name
        with zipfile.ZipFile(zips[name]) as archive:
            archive.extractall(place)
        return place / "base"

    return unpacked
