"""A knowledge base in the memory of one process: after a change, only what depends on it is made again.

Nothing is made before somebody asks for it, and what is made is the same to the byte as in a whole build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kb.building import encoded
from kb.checking import check_library
from kb.finding import RecordFile, Seen
from kb.library import Library, assembled, load
from kb.observing import Observed
from kb.problems import Problem
from kb.publication import Publication
from kb.records import Record
from kb.remembering import Memory

_BASIS = ("content/site.yml", "content/*/labels.yml")


class Session:
    """The site of the knowledge base at `root` as it is now; `look` finds out what now is.

    A record that is not valid is shown as it was when it was valid last, and left out if it never was: one mistake does not
    hide the other pages. `problems` says what is wrong.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self._seen: Seen = {}
        self._valid: dict[Path, RecordFile] = {}
        self._records: dict[str, Record] = {}
        self._basis: dict[Path, bytes] = {}
        self.memory = Memory()
        self.publication: Publication | None = None

    def look(self) -> None:
        """Read what has changed since the last look, and check it."""
        self._forget_if_words_changed()
        library = load(self.root, self._seen)
        if isinstance(library, list):
            self.problems = sorted(library)
            return
        library.records = self._kept(library.records)
        library.drafts = self._kept(library.drafts)
        self.problems = check_library(Observed(library, self.memory))
        self._publish(Observed(replace(library, records=self._standing(library)), self.memory))

    def read(self, path: str) -> bytes | None:
        """A file of the site, by its path below the root; None where there is none, or where the engine makes it."""
        publication = self.publication
        if publication is None:
            return None
        key = publication.key_of(path)
        if key is not None:
            return self.memory.recall(("page", *key), lambda: encoded(publication.document(*key)))
        beside = None if path.startswith("assets/") else publication.extras().get(path)
        return beside or publication.files.get(path)

    def paths(self) -> Iterator[str]:
        """Every file that can be read."""
        if self.publication:
            yield from map(self.publication.path_of, self.publication.pages)
            yield from self.publication.files
            yield from self.publication.extras()

    def _forget_if_words_changed(self) -> None:
        """Settings and words of the interface are in everything."""
        basis = {path: path.read_bytes() for pattern in _BASIS for path in self.root.glob(pattern)}
        if basis != self._basis:
            self._basis, self.memory = basis, Memory()

    def _kept(self, records: dict[str, Record]) -> dict[str, Record]:
        """The same records; where nothing has changed the same objects, with all that they know of themselves."""
        earlier = self._records
        kept = {ref: _same(earlier.get(ref), record) for ref, record in records.items()}
        self._records = {**earlier, **kept}
        return kept

    def _standing(self, library: Library) -> dict[str, Record]:
        """The records as they are to be shown: for a file that is not valid the last one that was."""
        files = [self._shown(path, read.file) for path, read in self._seen.items()]
        if all(file.model is not None and file is self._seen[file.path].file for file in files):
            return library.records
        return self._kept(assembled(files))

    def _shown(self, path: Path, file: RecordFile) -> RecordFile:
        if file.model is not None:
            self._valid[path] = file
        return self._valid.get(path, file)

    def _publish(self, library: Observed) -> None:
        publication = Publication(library, self.problems)
        self.memory.ask("head", lambda *key: (publication.pages.get(key), publication.titles.get(key)))
        self.memory.ask("heads", lambda: tuple(publication.pages.values()))
        self.publication = publication


def _same(earlier: Record | None, record: Record) -> Record:
    return earlier if earlier and earlier.signature == record.signature else record
