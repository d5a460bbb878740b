"""What the tests share: a small knowledge base to try things on, and the real one, read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kb.checking import check
from kb.library import Library, load
from support import ROOT, small_knowledge_base

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a small knowledge base into a temporary folder; files given are put over the base of the cases."""

    def written(files: Mapping[str, str | bytes] | None = None) -> Path:
        return small_knowledge_base(tmp_path / "knowledge", files)

    return written


@pytest.fixture
def library(make: Make) -> Library:
    """The base of the cases, read and checked."""
    found, _ = check(make())
    assert found is not None
    return found


@pytest.fixture(scope="session")
def real() -> Library:
    """The real knowledge base, read once."""
    found = load(ROOT)
    assert isinstance(found, Library)
    return found
