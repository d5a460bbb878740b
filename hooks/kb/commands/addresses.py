"""`kb addresses`: no address that was once published may vanish."""

from __future__ import annotations

from pathlib import Path

import click

from kb import addresses as known
from kb.commands.options import ROOT
from kb.problems import ProblemsFound
from kb.publication import Publication


@click.command()
@ROOT
@click.option("--update", is_flag=True, help="Write the list of addresses anew, for a release.")
@click.option("--forget", is_flag=True, help="With --update: give up addresses that lead nowhere.")
def addresses(root: Path, update: bool, forget: bool) -> None:
    """Compare the addresses of the site with those of the last release (addresses.txt).

    Exit code 1 if one vanished without a redirect. A record that was renamed keeps its old address with moved_from.
    """
    root = root.resolve()
    try:
        now = known.addresses(Publication.of(root))
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None
    gone = known.vanished(root, now)
    for address in gone:
        click.echo(f"{address} leads nowhere any more. Name it in moved_from of the record that took its place.")
    if update and (forget or not gone):
        known.write(root, now)
        click.echo(f"{len(now)} addresses written to {known.FILE}.")
        return
    click.echo(f"{len(now)} addresses, {len(set(now) - set(known.released(root)))} new, {len(gone)} vanished.")
    raise SystemExit(1 if gone else 0)
