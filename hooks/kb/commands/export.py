"""`kb export`: the way out of the engine."""

from __future__ import annotations

from pathlib import Path

import click

from kb.commands.options import ROOT
from kb.exporting.tree import tree
from kb.problems import ProblemsFound
from kb.publication import Publication
from kb.switching import replacing


@click.command()
@ROOT
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--force", is_flag=True, help="Put it in the place of what is in the folder.")
def export(root: Path, directory: Path, force: bool) -> None:
    """Write every page as a plain Markdown file, with all assets and a plain mkdocs.yml, into DIRECTORY.

    MkDocs, ProperDocs and Zensical build it without any of our code.
    """
    if directory.exists() and any(directory.iterdir()) and not force:
        raise click.ClickException(f"{directory} is not empty. Name another folder, or use --force.")
    try:
        publication = Publication.of(root.resolve())
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None
    with replacing(directory.resolve()) as made:
        pages = tree(publication, made)
    click.echo(f"{pages} pages in {directory}/docs. Build them with: mkdocs build -f {directory}/mkdocs.yml")
