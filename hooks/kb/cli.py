"""The command `kb`: what a contributor or a maintainer does with a knowledge base."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import click

from kb import building, stamping
from kb.commands.addresses import addresses
from kb.commands.check import check
from kb.commands.compress import compress
from kb.commands.diff import diff, sizes_command
from kb.commands.export import export
from kb.commands.fmt import fmt
from kb.commands.import_table import import_table
from kb.commands.init import init
from kb.commands.links import links
from kb.commands.merge import PartOf, merge_parts
from kb.commands.new import new
from kb.commands.options import ROOT, readable
from kb.commands.receive import receive_file
from kb.commands.schema import schema
from kb.commands.status import status
from kb.commands.translate import translate
from kb.commands.verify import verify_pages
from kb.merging import WHOLE, Part
from kb.offline.command import offline
from kb.previewing import watching
from kb.problems import ProblemsFound
from kb.publication import Publication
from kb.rendering import TemplateFault


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check, build, serve and export the knowledge base."""
    # Records stay until the end: looking for rubbish among them after every few hundred takes a sixth of the time.
    gc.set_threshold(200_000, 50, 100)


@main.command()
@ROOT
@click.option(
    "--site", type=click.Path(path_type=Path, file_okay=False), help="Where to write the site (default: site/)."
)
@click.option("--part", type=PartOf(), help="Build only this part, such as 1/2, into --site; see kb merge.")
def build(root: Path, site: Path | None, part: Part | None) -> None:
    """Build the site. A build that fails leaves the last good site as it was."""
    if part and not site:
        raise click.UsageError("A part needs a place of its own: kb build --part 1/2 --site FOLDER.")
    began = time.monotonic()
    target = (site or root / "site").resolve()
    try:
        publication = Publication.of(root.resolve())
        for problem in publication.warnings:
            click.echo(str(problem), err=True)
        pages = building.build(publication, target, part or WHOLE)
    except ProblemsFound as found:
        click.echo(str(found))
        raise SystemExit(1) from None
    except (building.BuildFailed, building.WorkerLost, TemplateFault) as failed:
        raise click.ClickException(str(failed)) from None
    except OSError as fault:
        where = fault.filename or target
        raise click.ClickException(
            f"The site was not built, the last one is as it was: {fault.strerror} ({where})."
        ) from None
    count = len(publication.library.records)
    click.echo(f"{count} records, {pages} pages in {target.name}/ ({time.monotonic() - began:.1f} s).")


@main.command()
@ROOT
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
def serve(root: Path, address: str) -> None:
    """Show the site in a browser while you work: what you save is there at once, with what is wrong beside it."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise click.ClickException(f'"{address}" is no address. Write host:port, for example 127.0.0.1:8000.')
    try:
        watching.serve(root.resolve(), host, int(port))
    except OSError as fault:
        raise click.ClickException(
            f"{address} cannot be used: {fault.strerror}. Choose another with --address."
        ) from None


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


main.add_command(addresses)
main.add_command(check)
main.add_command(diff)
main.add_command(sizes_command)
main.add_command(compress)
main.add_command(export)
main.add_command(fmt)
main.add_command(import_table)
main.add_command(init)
main.add_command(links)
main.add_command(merge_parts)
main.add_command(new)
main.add_command(receive_file)
main.add_command(schema)
main.add_command(status)
main.add_command(translate)
main.add_command(verify_pages)
main.add_command(offline)
