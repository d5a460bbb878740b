"""`kb import`: records from a table."""

from __future__ import annotations

from pathlib import Path

import click

from kb.commands import options
from kb.commands.options import ROOT, readable
from kb.contributing.importing import Importer, Outcome
from kb.contributing.tabular import BadTable, read_table, targets
from kb.library import Library


@click.command("import")
@ROOT
@click.argument("collection")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--map", "given", multiple=True, metavar="COLUMN=FIELD", help="What a column means; nothing: leave it out."
)
@click.option("--language", help="Language of new records (default: the first of the site).")
@click.option("--sheet", help="Sheet of a workbook (default: that of the collection, or the first).")
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what would be written.")
@click.option("--partial", is_flag=True, help="Write the rows that fit, although others do not.")
def import_table(
    root: Path,
    collection: str,
    file: Path,
    given: tuple[str, ...],
    language: str | None,
    sheet: str | None,
    dry_run: bool,
    partial: bool,
) -> None:
    """Make or change records of a COLLECTION from the rows of a FILE (.csv, .xlsx, .xls or .ods).

    A row needs an id; if there is such a record, the cells of the row take the place of its values. Nothing is written
    unless all rows fit.
    """
    library = readable(root)
    options.collection(library, collection)
    locale = options.language(library, language or library.settings.default)
    try:
        rows = read_table(file, sheet, collection)
        columns = list(dict.fromkeys(name for row in rows for name in row.cells))
        wanted = targets(library, collection, columns, _mapping(given))
    except BadTable as reason:
        raise click.ClickException(f"{file.name}: {reason}") from None
    outcome = Importer(library, collection, wanted, locale).run(rows)
    _tell(file.name, outcome)
    if outcome.faults and not partial:
        raise click.ClickException(f"{len(outcome.faults)} of {len(rows)} rows do not fit; nothing was written.")
    _write(library, outcome, dry_run)


def _mapping(given: tuple[str, ...]) -> dict[str, str]:
    return {column: name.strip() for column, _, name in (each.partition("=") for each in given)}


def _tell(name: str, outcome: Outcome) -> None:
    for number, reasons in sorted(outcome.faults.items()):
        for reason in dict.fromkeys(reasons):
            click.echo(f"{name}: row {number}: {reason}")


def _write(library: Library, outcome: Outcome, dry_run: bool) -> None:
    for path, text in outcome.files.items():
        target = library.root / path
        if not dry_run:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        click.echo(f"{path} {'would be written' if dry_run else 'written'}.")
    if not outcome.files:
        click.echo("Nothing to write: the records hold all of it.")
