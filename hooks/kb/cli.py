"""The command `kb`: what a contributor or a maintainer does with a knowledge base."""

from __future__ import annotations

import time
from pathlib import Path

import click

from kb import building, stamping
from kb.checking import check as check_root
from kb.commands.addresses import addresses
from kb.commands.check import check
from kb.commands.export import export
from kb.commands.fmt import fmt
from kb.commands.import_table import import_table
from kb.commands.links import links
from kb.commands.new import new
from kb.commands.options import ROOT, readable
from kb.commands.receive import receive_file
from kb.commands.schema import schema
from kb.commands.status import status
from kb.commands.translate import translate
from kb.library import Library
from kb.offline.command import offline
from kb.problems import errors, summary


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check, build, serve and export the knowledge base."""


@main.command()
@ROOT
@click.option(
    "--site", type=click.Path(path_type=Path, file_okay=False), help="Where to write the site (default: site/)."
)
def build(root: Path, site: Path | None) -> None:
    """Build the site. A build that fails leaves the last good site as it was."""
    began = time.monotonic()
    library = _sound(root)
    target = (site or root / "site").resolve()
    try:
        building.build(root.resolve(), target)
    except building.BuildFailed as failed:
        raise click.ClickException(str(failed)) from None
    pages = sum(1 for _ in target.rglob("*.html"))
    click.echo(f"{len(library.records)} records, {pages} pages in {target.name}/ ({time.monotonic() - began:.1f} s).")


@main.command()
@ROOT
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
def serve(root: Path, address: str) -> None:
    """Show the site in a browser while you work; it is built again whenever you save a file."""
    raise SystemExit(building.serve(root.resolve(), address))


@main.command()
@ROOT
@click.argument("ref", required=False)
@click.argument("fields", nargs=-1)
@click.option("--missing", is_flag=True, help="Stamp every field of every record that has no digest yet.")
def stamp(root: Path, ref: str | None, fields: tuple[str, ...], missing: bool) -> None:
    """Note that the translations of REF (or only its FIELDS) correspond to the original as it is now."""
    library = readable(root)
    if missing:
        click.echo(f"{stamping.stamp_all_missing(library)} files stamped.")
        return
    if ref not in library.records:
        raise click.ClickException(f'There is no record "{ref}". Write collection/id, or use --missing.')
    record = library.records[ref]
    for locale in record.translations:
        click.echo(f"{record.translations[locale].shown}: {stamping.stamp(record, locale, fields)} digests written.")


def _sound(root: Path) -> Library:
    """The library without errors; warnings are shown."""
    library, problems = check_root(root.resolve())
    if errors(problems) or library is None:
        click.echo(summary(problems))
        raise SystemExit(1)
    for problem in problems:
        click.echo(str(problem), err=True)
    return library


main.add_command(addresses)
main.add_command(check)
main.add_command(export)
main.add_command(fmt)
main.add_command(import_table)
main.add_command(links)
main.add_command(new)
main.add_command(receive_file)
main.add_command(schema)
main.add_command(status)
main.add_command(translate)
main.add_command(offline)
