"""The command `kb`: what a contributor or a maintainer does with a knowledge base."""

from __future__ import annotations

from pathlib import Path

import click

from kb.checking import check as check_root
from kb.problems import errors, summary

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default="this folder",
    help="Folder of the knowledge base.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check, build, serve and export the knowledge base."""


@main.command()
@ROOT
def check(root: Path) -> None:
    """Tell everything that is wrong with the records, and how to mend it.

    Exit code 0 when there is no error, 1 when there is one.
    """
    library, problems = check_root(root.resolve())
    if problems:
        click.echo(summary(problems))
    else:
        click.echo(f"{len(library.records) if library else 0} records, no problems.")
    raise SystemExit(1 if errors(problems) else 0)
