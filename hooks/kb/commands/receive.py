"""`kb receive`: a file that somebody sent, checked and put into its place."""

from __future__ import annotations

from pathlib import Path

import click

from kb.commands.options import ROOT, readable
from kb.contributing.receiving import NoPlace, place, receive
from kb.problems import errors, summary


@click.command("receive")
@ROOT
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--as", "named", help="Where it belongs (default: what a comment in the file says).")
def receive_file(root: Path, file: Path, named: str | None) -> None:
    """Check the FILE of a record that somebody sent, and put it into its place if nothing is wrong with it."""
    library = readable(root)
    data = file.read_bytes()
    try:
        shown = place(library, data, named)
    except NoPlace as reason:
        raise click.ClickException(str(reason)) from None
    problems = receive(library, data, shown)
    if problems:
        click.echo(summary(problems))
    if errors(problems):
        raise click.ClickException("Nothing was changed. Mend the file, or send it back with these messages.")
    click.echo(f"{shown} written.")
