"""`kb verify`: every page of a built site, and what stands beside the pages."""

from __future__ import annotations

import time
from pathlib import Path

import click

from kb.commands.options import ROOT
from kb.problems import summary
from kb.settings import Settings, read_settings
from kb.verifying import NoSite, shown, verify
from kb.verifying.flaws import MOST


@click.command(name="verify")
@ROOT
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False, metavar="DIR")
@click.option(
    "--most", default=MOST, show_default=True, type=click.IntRange(1), help="How many flaws of one kind to show."
)
def verify_pages(root: Path, folder: Path | None, most: int) -> None:
    """Check every page of the site in DIR (default: site/), or of an unpacked offline copy: links, anchors, ids,
    languages, translations, data for machines, and that nothing is left over from templates or this machine.

    Exit code 1 when there are flaws, 2 when there is no site. Whether a bundle is complete tells kb offline --verify.
    """
    began = time.monotonic()
    folder = folder or root / "site"
    try:
        flaws = verify(folder, _settings(root))
    except NoSite as fault:
        raise click.UsageError(str(fault)) from None
    if flaws:
        click.echo(shown(flaws, most))
        raise SystemExit(1)
    pages = sum(1 for _ in folder.rglob("*.html"))
    click.echo(f"{pages} pages, no flaws ({time.monotonic() - began:.1f} s).")


def _settings(root: Path) -> Settings:
    settings, problems = read_settings(root.resolve())
    if settings is None:
        click.echo(summary(problems))
        raise SystemExit(2)
    return settings
