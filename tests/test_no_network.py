"""A build asks no network: with sockets refused it makes the same site, and the refusal is real."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import small_knowledge_base

REFUSAL = """
import socket

def refused(*args, **options):
    raise AssertionError("the network was asked for")

socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refused
socket.getaddrinfo = socket.create_connection = socket.gethostbyname = refused
"""


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment of programs whose sockets connect to nothing, their child processes included."""
    (tmp_path / "refusing").mkdir()
    (tmp_path / "refusing/sitecustomize.py").write_text(REFUSAL, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(tmp_path / "refusing")}


@pytest.mark.parametrize(
    "code",
    [
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', "
        "'import socket; socket.socket().connect_ex((\"127.0.0.1\", 9))']).returncode)",
    ],
    ids=["an address", "a socket", "a process within a process"],
)
def test_the_refusal_works(surroundings: dict[str, str], code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "the network was asked for" in done.stderr


def test_a_build_does_without(surroundings: dict[str, str], tmp_path: Path) -> None:
    root = small_knowledge_base(tmp_path / "knowledge")
    kb = str(Path(sys.executable).with_name("kb"))
    for command in (["build"], ["verify"], ["offline", "--bundle-only"]):
        done = subprocess.run([kb, *command], cwd=root, env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "site/index.html").is_file()
    assert list((root / "dist").glob("*.zip"))
