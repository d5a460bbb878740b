"""`kb fmt`: every file in the form that all records have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kb.commands.options import ROOT, readable
from kb.contributing.formatting import CannotFormat, formatted
from kb.finding import RecordFile
from kb.library import Library
from kb.stamping import stamp


@click.command()
@ROOT
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if a file is in another form.")
def fmt(root: Path, paths: tuple[Path, ...], check: bool) -> None:
    """Put files (by default all records) into the form that all records have.

    Order of the fields, quotes, wrapping and typography; comments and values stay. A translation does not become stale
    by it.
    """
    library = readable(root)
    made: dict[str, tuple[str, str]] = {}
    for file in _files(library, [path.resolve() for path in paths]):
        text = file.path.read_text(encoding="utf-8")
        try:
            right = formatted(library, file, text)
        except CannotFormat as reason:
            click.echo(str(reason), err=True)
            continue
        if right != text:
            made[file.shown] = (text, right)
    if not check:
        write(library, made)
    for shown in made:
        click.echo(f"{shown} is in another form. Run: kb fmt {shown}" if check else f"{shown} written.")
    click.echo(f"{len(made)} files {'to format' if check else 'formatted'}.")
    raise SystemExit(1 if check and made else 0)


def _files(library: Library, paths: list[Path]) -> Iterator[RecordFile]:
    """The files of records at or below one of the paths."""
    found = 0
    for record in library.drafts.values():
        for file in (record.original, *record.translations.values()):
            if not paths or any(file.path.resolve().is_relative_to(path) for path in paths):
                found += 1
                yield file
    if paths and not found:
        raise click.ClickException(
            "No record that can be read stands there. Name a file or a folder below content/; kb check tells what is wrong."
        )


def write(library: Library, made: dict[str, tuple[str, str]]) -> None:
    """Write the files, given as they were read and as they shall be; translations that were up to date remain so."""
    before = {
        ref: {code: record.stale(code) for code in record.translations} for ref, record in library.records.items()
    }
    for shown, (text, right) in made.items():
        path = library.root / shown
        if path.read_text(encoding="utf-8") == text:  # nobody wrote it in between
            path.write_text(right, encoding="utf-8")
    for ref, record in readable(library.root).records.items():
        for code in record.translations if ref in before else ():
            if tidied := record.stale(code) - before[ref].get(code, frozenset()):
                stamp(record, code, sorted(tidied))
