"""Every hostile record by itself, in a process with 512 MB and two seconds of processor time for each."""

from __future__ import annotations

import resource
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType

SECONDS, BYTES = 2, 512 * 1024 * 1024
TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "hooks")]

from fuzz.target import Target  # noqa: E402
from hostile import hostile  # noqa: E402


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {SECONDS} seconds")


def main() -> int:
    """Replay all cases; the number of those that failed."""
    target = Target(Path(tempfile.mkdtemp(prefix="kb-replay-")))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))
    signal.signal(signal.SIGVTALRM, _too_long)
    failed = 0
    for case in hostile():
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)  # counts the time of this process, whatever else is running
        try:
            target.file("topics", case.data)
        except BaseException as error:
            failed += 1
            print(f"{case.title}: {type(error).__name__}: {str(error)[:300]}")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return failed


if __name__ == "__main__":
    sys.exit(bool(main()))
