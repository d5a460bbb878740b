"""Which pages a change to records reaches."""

from __future__ import annotations

from collections.abc import Iterator

from kb.contributing.comparing.records import RecordChange
from kb.contributing.comparing.states import State
from kb.library import Library
from kb.writing import Writer

Addresses = list[list[str]]
"""Pages, each with its address from the root of the site in every language."""


def affected(old: State, new: State, changes: list[RecordChange]) -> tuple[Addresses, Addresses]:
    """The pages of the changed records with the lists in which they stand; and those of the records that refer to them or
    to which they refer. Pages across records are not counted; any of them may change with any record."""
    own, near = set(), set()
    for change in changes:
        for state, ref in ((old, change.former or change.ref), (new, change.ref)):
            if ref in state.library.records:
                own |= set(_own(state.library, ref))
                near |= set(_near(state.library, ref))
    return _everywhere(new.library, own), _everywhere(new.library, near - own)


def _everywhere(library: Library, addresses: set[str]) -> Addresses:
    prefixes = [library.settings.prefix(code) for code in library.settings.languages]
    return [[f"/{prefix}{address}" for prefix in prefixes] for address in sorted(addresses)]


def _own(library: Library, ref: str) -> Iterator[str]:
    record = library.records[ref]
    yield f"{record.collection}/"
    yield f"{ref}/"
    yield from (f"{ref}/{name}/" for name in _further(library, ref))
    yield from ([f"{ref}/both/"] if record.translations else [])


def _near(library: Library, ref: str) -> Iterator[str]:
    yield from (f"{link.source}/" for link in library.backlinks.get(ref, ()))
    yield from (f"{link.target}/" for link in library.links_from.get(ref, ()) if link.target in library.records)


def _further(library: Library, ref: str) -> list[str]:
    """The names of the further pages of a record; those of one that is not valid are not known."""
    record = library.records[ref]
    subpages = getattr(library.collections[record.collection].page, "subpages", None)
    if subpages is None or not record.original.valid:
        return []
    writer = Writer(library, library.settings.default)
    writer.begin(f"{ref}/")
    return [name for name, _ in subpages(writer, writer.get(ref))]
