"""How heavy pages are: a record is read on a phone behind a slow line."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from kb.library import Library

RECORD, MEDIAN, LIST = 60_000, 45_000, 120_000  # bytes of HTML


def _sizes(site: Path) -> dict[str, int]:
    return {path.relative_to(site).as_posix(): path.stat().st_size for path in sorted(site.rglob("index.html"))}


def _collection(path: str, library: Library) -> str | None:
    """The collection of a page of a record; None for other pages."""
    parts = [part for part in path.split("/") if part not in library.settings.languages]
    return parts[0] if len(parts) > 2 and parts[0] in library.collections else None


def test_pages_of_records_are_light(site: Path, real: Library) -> None:
    records = {path: size for path, size in _sizes(site).items() if _collection(path, real)}
    assert len(records) > 2 * len(real.records)
    assert {path: size for path, size in records.items() if size > RECORD} == {}
    assert median(records.values()) < MEDIAN


def test_lists_stay_within_their_limit(site: Path) -> None:
    assert {path: size for path, size in _sizes(site).items() if size > LIST} == {}
