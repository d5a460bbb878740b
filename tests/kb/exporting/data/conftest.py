"""Open data of the real knowledge base, made once, and the same written into a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.exporting.data import data_files
from kb.library import Library

Files = dict[str, bytes]


@pytest.fixture(scope="session")
def files(real: Library) -> Files:
    """Path -> bytes of every file."""
    return data_files(real)


@pytest.fixture(scope="session")
def site(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files in a folder, as beside the pages."""
    root = tmp_path_factory.mktemp("site")
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root
