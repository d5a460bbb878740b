"""`kb links`: whether the links to other sites still answer."""

from __future__ import annotations

from pathlib import Path

import click

from kb.commands.options import ROOT, readable
from kb.contributing.external_links import broken, exceptions, external, report

EXCEPTIONS = ".github/link-exceptions.txt"


@click.command()
@ROOT
@click.option("--report", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the list as Markdown.")
@click.option("--list", "only_list", is_flag=True, help="Only list the addresses; ask none.")
def links(root: Path, target: Path | None, only_list: bool) -> None:
    """Ask every address of another site that the records name; exit code 1 when one does not answer.

    Addresses that begin as a line of .github/link-exceptions.txt are left out.
    """
    library = readable(root)
    try:
        spared = tuple(exceptions(library.root / EXCEPTIONS))
    except ValueError as reason:
        raise click.ClickException(str(reason)) from None
    places = {url: files for url, files in external(library).items() if not url.startswith(spared or ("-",))}
    if only_list:
        click.echo("\n".join(places))
        return
    faults = broken(places)
    text = report(faults, places)
    click.echo(text)
    if target and faults:
        target.write_text(text, encoding="utf-8")
    raise SystemExit(1 if faults else 0)
