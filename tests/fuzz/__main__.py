"""`make fuzz`: the reader, the checks and the pages against inputs that atheris finds by the code they reach.

`python tests/fuzz SECONDS [FOLDER]`. An input over 2 seconds or 512 MB, an exception, or something active in a page
stops it; the input is then in FOLDER as crash-*, timeout-* or oom-*. Give it a case in `tests/cases/hostile`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found]

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "hooks")]

with atheris.instrument_imports(include=["kb", "catalog", "markdown_it", "yaml"]):
    from fuzz.target import Target
    from hostile import hostile

WORDS = ("{{", "{%", "<script>", "</script>", "<!--", "javascript:", "https://", "[x](", "&#x202e;", "&lt;", "!!", "&a", "*a", "---", "xn--", "topics/")  # fmt: skip


def main(seconds: int, folder: Path) -> None:
    """Fuzz for some seconds, beginning with the base of the cases and all hostile records."""
    target = Target(Path(tempfile.mkdtemp(prefix="kb-fuzz-")))
    kinds = target.collections

    def one(data: bytes) -> None:
        if len(data) < 3:
            return
        kind = kinds[data[1] % len(kinds)]
        if data[0] % 2:
            target.value(kind, data[2], data[3:].decode("utf-8", "replace"))
        else:
            target.file(kind, data[3:])

    for kind in kinds:  # templates are compiled when they are used first, which takes longer than an input may
        target.file(kind, target.seeds[kind])
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for number, kind in enumerate(kinds):
        (seeds / f"base-{kind}").write_bytes(bytes([0, number, 0]) + target.seeds[kind])
    for case in hostile():
        if len(case.data) < 4096:
            (seeds / case.name).write_bytes(bytes([0, kinds.index("topics"), 0]) + case.data)
            (seeds / f"{case.name}-value").write_bytes(bytes([1, len(case.name) % len(kinds), 1]) + case.value.encode())
    words = folder / "words"
    words.write_text("".join(f'"{word}"\n' for word in WORDS), encoding="utf-8")
    options = [f"-max_total_time={seconds}", "-timeout=2", "-rss_limit_mb=512", "-max_len=4096", f"-dict={words}"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder}/", "-print_final_stats=1", str(seeds)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else ".cache/fuzz"))
