"""What a preview shows now: turn by turn, from the session, from `docs/`, and from the engine for hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Condition, Lock, Thread
from typing import Any

from kb.building import BuildFailed, engine_at_work
from kb.previewing.session import Session
from kb.problems import Problem
from kb.rendering import TemplateFault


class Preview:
    """The knowledge base at `root`; `folder` takes the pages that the engine makes."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self._folder = root, folder
        self.turn = 0
        self._session = Session(root)
        self._reading = Lock()
        self._changed = Condition()
        self._engine_says = ""

    # --- what there is

    def read(self, path: str) -> tuple[bytes | None, str]:
        """A file of the site, or None; and why it cannot be made, if it cannot."""
        other = self._other(path)
        if other is not None:
            return other, ""
        with self._reading:
            try:
                return self._session.read(path), ""
            except (TemplateFault, KeyError) as fault:
                return None, f"{path} cannot be made yet: {fault}"

    def has(self, path: str) -> bool:
        """Whether there is a page at a path."""
        publication = self._session.publication
        return bool(publication and publication.key_of(path)) or (self._folder / path).is_file()

    def _other(self, path: str) -> bytes | None:
        for folder in (self.root / "docs", self._folder):
            found = (folder / path).resolve()
            if found.is_relative_to(folder.resolve()) and found.suffix != ".md" and found.is_file():
                return found.read_bytes()
        return None

    # --- turns

    def look(self) -> None:
        """Find out what is now, and tell everybody who listens."""
        with self._reading:
            self._session.look()
        self._next_turn()

    def _next_turn(self) -> None:
        with self._changed:
            self.turn += 1
            self._changed.notify_all()

    def turns(self, patience: float) -> Iterator[dict[str, Any] | None]:
        """Every turn from the present one on; None when nothing has happened for so many seconds."""
        told = -1
        while True:
            with self._changed:
                if told == self.turn:
                    self._changed.wait(patience)
                news, told = told != self.turn, self.turn
            yield {"turn": told, "problems": list(self._told())} if news else None

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the records now."""
        return self._session.problems

    def _told(self) -> Iterator[dict[str, Any]]:
        if self._engine_says:
            yield {"place": "docs/", "message": self._engine_says, "level": "error"}
        for each in self.problems:
            place = f"{each.path}:{each.line}:{each.column}"
            yield {"place": place, "message": each.message, "code": each.code, "level": each.level}

    # --- pages written by hand

    def call_engine(self) -> None:
        """Let the engine make the hand-written pages, meanwhile everything else can be seen."""
        Thread(target=self._call_engine, daemon=True).start()

    def _call_engine(self) -> None:
        publication = self._session.publication
        if publication is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with engine_at_work(publication, self._folder) as engine:
                engine.into(self._folder)
            self._engine_says = ""
        except BuildFailed as failed:
            self._engine_says = str(failed)
        self._next_turn()
