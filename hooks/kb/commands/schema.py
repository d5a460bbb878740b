"""`kb schema`: the files that are made from other ones and stand in the repository, for editors and hosts."""

from __future__ import annotations

from pathlib import Path

import click

from kb.commands.options import ROOT, readable
from kb.contributing.editors import generated
from kb.exporting.headers import nginx

NGINX = "deploy/nginx.conf"


@click.command()
@ROOT
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if a file is out of date.")
def schema(root: Path, check: bool) -> None:
    """Write the JSON Schemas of all collections to schemas/, the settings that give them to editors,
    and the settings of a host (nginx)."""
    stale = out_of_date(root.resolve())
    for path, text in {} if check else stale.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path in stale:
        click.echo(f"{path} is out of date. Run: kb schema" if check else f"{path} written.")
    if not stale:
        click.echo("All schemas are up to date.")
    raise SystemExit(1 if check and stale else 0)


def out_of_date(root: Path) -> dict[str, str]:
    """Path -> right text of each generated file that is missing or different."""
    library = readable(root)
    files = generated(library) | {NGINX: nginx(library.settings)}
    return {path: text for path, text in files.items() if _read(root / path) != text}


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
