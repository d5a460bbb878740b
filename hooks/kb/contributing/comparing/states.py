"""A state of the records: that of a folder, or that of a revision, read from Git without touching the work tree."""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kb.checking import check
from kb.contributing import form
from kb.contributing.git import archive
from kb.finding import CONTENT, LABELS_FILE, RecordFile
from kb.library import Library, Record
from kb.problems import Problem, summary


class NoState(Exception):
    """There is no knowledge base that can be read; the message says why."""


@dataclass(frozen=True)
class State:
    """`records` of the library are all that can be read, also those that are not valid; `unread` are the files of which
    something is lost by that."""

    library: Library
    problems: list[Problem]
    unread: list[str]

    def texts(self, ref: str) -> dict[str, bytes]:
        """The files of a record as they are, by their path."""
        record = self.library.records.get(ref)
        return {file.shown: file.path.read_bytes() for file in files(record)} if record else {}

    def with_form(self, refs: set[str]) -> list[Problem]:
        """Every problem, for some records also those of the form of their files."""
        records = [self.library.records[ref] for ref in sorted(refs) if ref in self.library.records]
        return [*self.problems, *(each for record in records for each in form.is_in_form(self.library, record))]


def files(record: Record) -> list[RecordFile]:
    """The files of a record, the original first."""
    return [record.original, *record.translations.values()]


def of_folder(root: Path) -> State:
    """The records as they stand in a folder."""
    library, problems = check(root)
    if library is None:
        raise NoState(summary(problems))
    sound = {file.shown for record in library.drafts.values() for file in files(record) if file.valid}
    there = {path.relative_to(root).as_posix() for path in (root / CONTENT).glob("*/*/*.yml")}
    # Labels belong to the programs, and those of today read both states.
    told = [each for each in problems if not each.path.endswith(f"/{LABELS_FILE}")]
    return State(replace(library, records=library.drafts), told, sorted(there - sound))


@contextmanager
def at(root: Path, commit: str) -> Iterator[State]:
    """The records as they stood in a commit, read with the programs of `root`."""
    with tempfile.TemporaryDirectory(prefix="kb-diff-") as folder:
        then = Path(folder).resolve()
        with tarfile.open(fileobj=io.BytesIO(archive(root, commit, CONTENT))) as tar:
            # Links are left out: they are no records, and might lead anywhere.
            tar.extractall(then, [each for each in tar if each.isfile() or each.isdir()], filter="data")
        for name in ("hooks", "theme"):
            if (root / name).exists():
                (then / name).symlink_to((root / name).resolve())
        yield of_folder(then)
