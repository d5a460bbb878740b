"""Work on all cores."""

import os
import signal

import pytest

from kb import parallel
from kb.parallel import WorkerLost, spread


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 2)


def test_every_piece_is_done_and_the_order_kept() -> None:
    known = {"a": 1, "b": 2, "c": 3}
    assert spread(lambda piece: known[piece] * 10, ["c", "a", "b"]) == [30, 10, 20]


def test_one_core_does_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 1)
    assert spread(lambda piece: (piece, os.getpid()), ["a", "b"]) == [("a", os.getpid()), ("b", os.getpid())]


def test_what_goes_wrong_in_a_copy_goes_wrong_here() -> None:
    with pytest.raises(KeyError, match="lost"):
        spread(lambda piece: {"a": 1}[piece], ["a", "lost"])


def test_a_copy_that_is_killed_is_told_of_in_words() -> None:
    with pytest.raises(WorkerLost, match="memory ran out"):
        spread(lambda piece: os.kill(os.getpid(), signal.SIGKILL) if piece == "b" else piece, ["a", "b", "c"])
