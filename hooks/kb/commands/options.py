"""What several commands share: the folder of the knowledge base, and its library or what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import click

from kb.library import Library, Record, load
from kb.problems import did_you_mean, summary

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    show_default="this folder",
    help="Folder of the knowledge base.",
)


def readable(root: Path) -> Library:
    """The library, even with problems in it; without one, what is wrong."""
    library = load(root.resolve())
    if isinstance(library, list):
        click.echo(summary(sorted(library)))
        raise SystemExit(1)
    return library


def record(library: Library, ref: str) -> Record:
    """The record `collection/id`, which must be there."""
    if ref not in library.records:
        hint = did_you_mean(ref, library.records) or " Write collection/id."
        raise click.ClickException(f'There is no readable record "{ref}".{hint}')
    return library.records[ref]


def collection(library: Library, name: str) -> str:
    """The name of a collection, which must be there."""
    if name not in library.collections:
        known = ", ".join(library.collections)
        raise click.ClickException(
            f'"{name}" is no collection.{did_you_mean(name, library.collections)} Known are: {known}.'
        )
    return name


def language(library: Library, code: str) -> str:
    """The code of a language of the knowledge base."""
    if code not in library.settings.languages:
        known = ", ".join(library.settings.languages)
        raise click.ClickException(f'"{code}" is no language of this knowledge base. Known are: {known}.')
    return code
