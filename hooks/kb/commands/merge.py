"""`kb merge`: parts of a site, each built with `kb build --part`, put together."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kb.commands.options import ROOT
from kb.merging import MergeFault, Part, merge
from kb.problems import summary
from kb.settings import read_settings

_FOLDER = click.Path(path_type=Path, file_okay=False)


class PartOf(click.ParamType[Part]):
    """A part of a build, written `1/2`."""

    name = "part"

    def convert(self, value: str | Part, param: click.Parameter | None, ctx: click.Context | None) -> Part:
        """The part, from how it is written."""
        if isinstance(value, Part):
            return value
        found = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)", value)
        if not found or int(found[1]) > int(found[2]):
            self.fail(f'"{value}" is no part. Write its number and how many there are, for example 1/2.', param, ctx)
        return Part(int(found[1]), int(found[2]))


@click.command("merge")
@ROOT
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.argument("site", type=_FOLDER)
def merge_parts(root: Path, parts: tuple[Path, ...], site: Path) -> None:
    """Put PARTS, made with `kb build --part`, together into SITE."""
    settings, problems = read_settings(root.resolve())
    if settings is None:
        raise click.ClickException(summary(problems))
    try:
        files = merge(parts, site.resolve(), settings)
    except MergeFault as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"{files} files of {len(parts)} parts in {site.name}/.")
