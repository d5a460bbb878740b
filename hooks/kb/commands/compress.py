"""`kb compress`: copies of a site's files as gzip and brotli, for servers that can use them."""

from __future__ import annotations

import time
from pathlib import Path

import click

from kb import compressing
from kb.parallel import WorkerLost


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), default=Path("site"))
def compress(directory: Path) -> None:
    """Write a .gz and a .br beside every text file of the site in DIRECTORY (default: site/).

    Copies that are up to date stay, copies of files that are gone are removed.
    """
    if not (directory / "index.html").is_file():
        raise click.ClickException(f"There is no site in {directory}. Build it first: kb build.")
    began = time.monotonic()
    try:
        done = compressing.compress(directory)
    except WorkerLost as lost:
        raise click.ClickException(str(lost)) from None
    except OSError as fault:
        raise click.ClickException(f"{fault.filename} cannot be written: {fault.strerror}.") from None
    sizes = ", ".join(f"{_megabytes(size)} as {ending}" for ending, size in done.sizes.items())
    click.echo(
        f"{done.files} files of {_megabytes(done.size)}: {sizes}; {done.made} copies written, {done.removed} removed "
        f"({time.monotonic() - began:.1f} s)."
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
