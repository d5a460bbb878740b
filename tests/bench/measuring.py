"""What a command costs: time, processor time and peak memory of all its processes; and what a site weighs."""

from __future__ import annotations

import os
import re
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

_PAUSE = 0.1
_SEARCH = re.compile(
    r"(^|/)search/search_index\.js(on)?$|(^|/)search\.json$|^assets/search-[a-z]{2}(-texts)?\.\w+\.js$"
)


@dataclass(frozen=True)
class Cost:
    """Runs of a command: seconds on the clock, seconds of all processors, bytes at the peak; `fault` where one did not end
    well; `said` is what it wrote."""

    seconds: float
    cpu: float
    memory: int
    fault: str = ""
    said: str = ""

    @property
    def figures(self) -> dict[str, Any]:
        """What is kept of it."""
        found = {"seconds": round(self.seconds, 3), "cpu": round(self.cpu, 3), "memory": self.memory}
        return found | ({"fault": self.fault} if self.fault else {})


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure; a run that failed stands for all."""
    failed = next((cost for cost in costs if cost.fault), None)
    if failed:
        return failed
    middle = (statistics.median(getattr(cost, name) for cost in costs) for name in ("seconds", "cpu"))
    return Cost(*middle, max(cost.memory for cost in costs), said=costs[-1].said)


def run(command: Sequence[object], folder: Path, limit: float, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end, or until its time is over; then all its processes are ended."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        began = time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
        try:
            usage, peak = _watch(process, began + limit)
        finally:
            _end(process)
        seconds = time.monotonic() - began
        said, complained = _text(output), _text(errors)
    fault = _fault(process.returncode, limit if seconds > limit else 0, complained or said)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, peak or usage.ru_maxrss * 1024, fault, said)


def _watch(process: subprocess.Popen[bytes], end: float) -> tuple[Any, int]:
    """Wait for a process; what it and all its children used, and the most memory that was seen at the same time."""
    peak = 0
    while True:
        # Not `wait`: only this call tells what the children used, too.
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return usage, peak
        peak = max(peak, _memory(process.pid))
        if time.monotonic() > end:
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(_PAUSE)


def _memory(session: int) -> int:
    """Bytes that the processes of a session hold; what they share counts once (PSS, Linux only)."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                found = re.search(r"^Pss: +(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)
                total += int(found[1]) * 1024 if found else 0
        except (OSError, ValueError):
            continue  # it has just ended
    return total


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a session: nothing may go on beside the next measurement."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def _fault(code: int, limit: float, said: str) -> str:
    if limit:
        return f"not ready after {limit:.0f} s"
    last = [line for line in said.strip().splitlines() if line.strip()][-1:]
    return f"exit code {code}: {''.join(last)[:200]}" if code else ""


def weigh(site: Path) -> dict[str, int]:
    """Bytes of a site, of its median and its largest page, of its search index; how many pages and files."""
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = [size for name, size in sizes.items() if name.endswith(".html")]
    return {
        "files": len(sizes),
        "pages": len(pages),
        "site": sum(sizes.values()),
        "html": sum(pages),
        "page_median": int(statistics.median(pages)) if pages else 0,
        "page_largest": max(pages, default=0),
        "search": sum(size for name, size in sizes.items() if _SEARCH.search(name)),
    }
