"""The command `kb`: what a contributor or a maintainer does with a knowledge base."""

from __future__ import annotations

import time
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from kb import building, stamping
from kb import status as state
from kb.checking import check as check_root
from kb.commands.addresses import addresses
from kb.commands.check import check
from kb.commands.fmt import fmt
from kb.commands.new import new
from kb.commands.schema import schema
from kb.commands.translate import translate
from kb.library import Library
from kb.offline.command import offline
from kb.problems import errors, summary

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    show_default="this folder",
    help="Folder of the knowledge base.",
)


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
    library = _readable(root)
    if missing:
        click.echo(f"{stamping.stamp_all_missing(library)} files stamped.")
        return
    if ref not in library.records:
        raise click.ClickException(f'There is no record "{ref}". Write collection/id, or use --missing.')
    record = library.records[ref]
    for locale in record.translations:
        click.echo(f"{record.translations[locale].shown}: {stamping.stamp(record, locale, fields)} digests written.")


@main.command()
@ROOT
@click.argument("ref", required=False)
def status(root: Path, ref: str | None) -> None:
    """Show how complete the records and their translations are; with REF, the fields of one record."""
    library = _readable(root)
    console = Console()
    if ref is None:
        console.print(_overview(library))
        console.print(f"Records without source: {len(state.without_source(library))}")
        console.print(f"Statements without date: {len(state.undated(library))}")
        return
    if ref not in library.records:
        raise click.ClickException(f'There is no record "{ref}". Write collection/id.')
    record = library.records[ref]
    for locale in (code for code in library.settings.languages if code != record.locale):
        for word, paths in (("missing", record.missing(locale)), ("stale", record.stale(locale))):
            for path in sorted(paths):
                console.print(f"{locale}: {word}: {path}")
        if not record.missing(locale) and not record.stale(locale):
            console.print(f"{locale}: complete")


def _overview(library: Library) -> Table:
    table = Table()
    for title in ("collection", "language", "records", "originals", "translated", "partial", "stale", "complete"):
        table.add_column(title, justify="left" if title in ("collection", "language") else "right")
    for each in state.counts(library):
        share = f"{100 * each.complete // each.records} %" if each.records else "–"
        table.add_row(
            each.collection,
            each.locale,
            *map(str, (each.records, each.originals, each.translated, each.partial, each.stale)),
            share,
        )
    return table


def _readable(root: Path) -> Library:
    """The library, even with problems in it; without one, what is wrong."""
    library, problems = check_root(root.resolve())
    if library is None:
        click.echo(summary(problems))
        raise SystemExit(1)
    return library


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
main.add_command(fmt)
main.add_command(new)
main.add_command(schema)
main.add_command(translate)
main.add_command(offline)
