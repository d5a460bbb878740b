"""`kb check`: everything that is wrong, for people and for programs."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kb.checking import check as check_root
from kb.commands.options import ROOT
from kb.contributing import form
from kb.contributing.git import NoGit, changed_files
from kb.contributing.mending import mend
from kb.contributing.reporting import FORMATS
from kb.library import Library
from kb.problems import Problem, errors


@click.command()
@ROOT
@click.option(
    "--format",
    "shape",
    type=click.Choice(list(FORMATS)),
    help="How to tell it (default: text; github where GITHUB_ACTIONS is true).",
)
@click.option("--changed", is_flag=True, help="Tell only what is wrong in files changed since the last commit.")
@click.option("--fix", is_flag=True, help="First mend what can be mended without doubt.")
def check(root: Path, shape: str | None, changed: bool, fix: bool) -> None:
    """Tell everything that is wrong with the records, and how to mend it.

    Exit code 0 when there is no error, 1 when there is one.
    """
    root = root.resolve()
    if fix:
        for path in mend(root):
            click.echo(f"{path}: mended.", err=True)
    library, problems = found(root)
    if changed:
        problems = _only_changed(root, problems)
    in_ci = os.environ.get("GITHUB_ACTIONS") == "true"
    click.echo(FORMATS[shape or ("github" if in_ci else "text")](library, problems))
    raise SystemExit(1 if errors(problems) else 0)


def found(root: Path) -> tuple[Library | None, list[Problem]]:
    """The library and every problem of it, also of the form of its files, which no build minds."""
    library, problems = check_root(root)
    if library is not None:
        problems = sorted([*problems, *form.problems(library)])
    return library, problems


def _only_changed(root: Path, problems: list[Problem]) -> list[Problem]:
    try:
        files = changed_files(root)
    except NoGit as reason:
        raise click.ClickException(f"{reason} --changed needs a Git repository with a commit.") from None
    return [problem for problem in problems if problem.path in files]
