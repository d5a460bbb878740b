"""Work for all cores: pieces of one large task, each done by a copy of this process."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Done = TypeVar("Done")
_PDEATHSIG = 1  # prctl(2)
_work: Callable[[Any], Any] | None = None


class WorkerLost(Exception):
    """A process was ended from outside, most likely because memory ran out."""


def cores() -> int:
    """How many processes can run at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[Piece], Done], pieces: Sequence[Piece]) -> list[Done]:
    """What `work` gives for each piece, in their order; pieces that take long should come first.

    A copy of a process knows all that this one knows, so nothing has to be handed over. Where the system cannot copy
    processes (it is Windows, or there is one core only), the pieces are done one after another.
    """
    processes = min(cores(), len(pieces))
    if processes < 2 or sys.platform != "linux":
        return [work(piece) for piece in pieces]
    gc.freeze()  # otherwise the collector writes into memory that the copies share
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(work,)) as pool:
            return list(pool.map(_one, pieces))
    except BrokenProcessPool:
        raise WorkerLost(
            "A process of the build was ended from outside, most likely because memory ran out. Close other programs, and try again."
        ) from None
    finally:
        gc.unfreeze()


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    end_with_parent()


def _one(piece: Any) -> Any:
    return _work(piece) if _work else None


def end_with_parent() -> None:
    """Let this process end when the one that started it is killed (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
