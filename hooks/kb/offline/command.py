"""The command `kb offline`: packs the site for people without a connection, checks and updates such bundles."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from kb.checking import check
from kb.handbook.typesetting import TypesettingFailed
from kb.library import Library
from kb.offline import applying, making, verifying
from kb.offline.archive import Tick
from kb.offline.faults import OfflineFault
from kb.problems import errors, summary
from kb.rendering import TemplateFault

_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path)
_SHOWN = 20


@click.command()
@click.option("--root", type=_FOLDER, default=Path(), show_default="this folder", help="Folder of the knowledge base.")
@click.option("--site", type=_FOLDER, help="The built site (default: site/).")
@click.option("--dist", type=_FOLDER, help="Where to put what is made (default: dist/).")
@click.option("--bundle-only", is_flag=True, help="Make neither the handbook nor the archive for Kiwix.")
@click.option(
    "--verify", type=_FILE, help="Tell whether a bundle (zip, update or unpacked folder) is complete and unaltered."
)
@click.option("--since", type=_FILE, help="Make an update from this older bundle to the one in dist/.")
@click.option("--apply", "update", type=_FILE, help="Bring an unpacked bundle to the edition of this update.")
@click.option("--to", "folder", type=_FILE, help="The unpacked bundle that --apply changes.")
def offline(
    root: Path,
    site: Path | None,
    dist: Path | None,
    bundle_only: bool,
    verify: Path | None,
    since: Path | None,
    update: Path | None,
    folder: Path | None,
) -> None:
    """Pack the built site, the handbook and the rest into dist/; or verify, make or apply updates.

    Exit code 1 when something is wrong; what was there before is then as it was.
    """
    if sum(each is not None for each in (verify, since, update)) > 1:
        raise click.UsageError("Give one of --verify, --since and --apply.")
    if (update is None) != (folder is None):
        raise click.UsageError("--apply and --to go together: kb offline --apply UPDATE.zip --to FOLDER.")
    root, dist = root.resolve(), (dist or root / "dist").resolve()
    try:
        if verify:
            _verify(verify)
        elif since:
            path, count = making.make_update(since, dist)
            click.echo(f"{path.name}: {count} files new or changed, {path.stat().st_size / 1e6:.2f} MB.")
        elif update and folder:
            with _progress("files", None) as tick:
                done = applying.apply(update, folder, tick)
            click.echo(done)
        else:
            _make(root, (site or root / "site").resolve(), dist, bundle_only)
    except (OfflineFault, TemplateFault, TypesettingFailed) as fault:
        raise click.ClickException(str(fault)) from None


def _verify(path: Path) -> None:
    said, wrong = verifying.verify(path)
    if said:
        click.echo(f"{said}.")
    for line in wrong[:_SHOWN]:
        click.echo(line)
    if len(wrong) > _SHOWN:
        click.echo(f"... and {len(wrong) - _SHOWN} more.")
    click.echo("Not complete, or altered: get it anew." if wrong else "Complete and unaltered.")
    raise SystemExit(1 if wrong else 0)


def _make(root: Path, site: Path, dist: Path, bundle_only: bool) -> None:
    began = time.monotonic()
    made = making.make(_library(root), site, dist, _progress, bundle_only=bundle_only)
    console = Console()
    console.print(_table(made))
    if made.packed.unused:
        size = sum(made.packed.unused.values())
        console.print(f"Left out, since no page needs them: {len(made.packed.unused)} files, {size / 1e3:.0f} kB.")
    for name, size in made.written.items():
        console.print(f"{dist.name}/{name}  {size / 1e6:.2f} MB", highlight=False)
    console.print(
        f"Edition {made.edition.name} of {made.edition.day} ({time.monotonic() - began:.1f} s).", highlight=False
    )


def _table(made: making.Made) -> Table:
    table = Table(title="In the bundle, before compression")
    for title in ("kind", "files", "kB"):
        table.add_column(title, justify="left" if title == "kind" else "right")
    for kind, count, size in making.sizes(made.packed.files):
        table.add_row(kind, str(count), f"{size / 1e3:.0f}")
    return table


def _library(root: Path) -> Library:
    """The library without errors."""
    library, problems = check(root)
    if library is None or errors(problems):
        click.echo(summary(errors(problems) or problems))
        raise SystemExit(1)
    return library


@contextmanager
def _progress(step: str, total: int | None) -> Iterator[Tick]:
    """A bar in a terminal; one line for each step elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        click.echo(f"{step} ...", err=True)
        yield lambda: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(step, total=total)
        yield lambda: bar.advance(task)
