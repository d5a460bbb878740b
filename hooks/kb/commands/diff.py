"""`kb diff`: what a change does, in words; `kb sizes`: how large the site is, to be compared later."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from kb.commands import options
from kb.commands.options import ROOT
from kb.contributing import git
from kb.contributing.comparing.as_markdown import as_markdown
from kb.contributing.comparing.as_text import as_json, as_text
from kb.contributing.comparing.comparison import Comparison, compare
from kb.contributing.comparing.report import Reporter
from kb.contributing.comparing.sizes import NoSizes, Sizes, known, measured
from kb.contributing.comparing.states import NoState, State, at, of_folder
from kb.contributing.comparing.words import Words
from kb.finding import CONTENT
from kb.library import Library


@click.command()
@ROOT
@click.argument("rev")
@click.option("--to", help="The revision to compare with (default: the files as they are now).")
@click.option("--format", "shape", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option("--language", multiple=True, help="Language of the labels; may be repeated (default: all, side by side).")
@click.option(
    "--sizes",
    nargs=2,
    type=click.Path(path_type=Path, exists=True),
    metavar="BEFORE AFTER",
    help="Folders with site/ and dist/, or files that kb sizes wrote.",
)
def diff(
    root: Path, rev: str, to: str | None, shape: str, language: tuple[str, ...], sizes: tuple[Path, Path] | None
) -> None:
    """Say in words what the files change against the revision REV (or REV..REV2, REV...REV2).

    Records added, removed, moved and changed field by field, pages, translations, external links, problems. The files are
    not touched.
    """
    root = root.resolve()
    library, comparison = _compared(root, rev, to, sizes)
    if shape == "json":
        click.echo(as_json(comparison))
        return
    codes = [options.language(library, code) for code in language] or library.settings.languages
    reporter = Reporter(comparison, Words(library, codes))
    if shape == "markdown":
        click.echo(as_markdown(reporter), nl=False)
    else:
        as_text(reporter, Console(highlight=False))


def _compared(root: Path, rev: str, to: str | None, sizes: tuple[Path, Path] | None) -> tuple[Library, Comparison]:
    try:
        measures = (known(sizes[0]), known(sizes[1])) if sizes else None
        old, new = _revisions(root, rev, to)
        others = [path for path in git.changed_between(root, old, new) if not _is_record(path)]
        with at(root, old) as before:
            if new is None:
                return _between(before, of_folder(root), (old, ""), others, measures)
            with at(root, new) as after:
                return _between(before, after, (old, new), others, measures)
    except (git.NoGit, NoState, NoSizes) as reason:
        raise click.ClickException(str(reason)) from None


def _between(
    old: State, new: State, names: tuple[str, str], others: list[str], sizes: tuple[Sizes, Sizes] | None
) -> tuple[Library, Comparison]:
    return new.library, compare(old, new, (names[0][:12], names[1][:12]), others, sizes)


def _revisions(root: Path, rev: str, to: str | None) -> tuple[str, str | None]:
    """The commits meant by REV, REV..REV2 or, from where both have come, REV...REV2."""
    first, dots, second = rev.partition("...") if "..." in rev else rev.partition("..")
    if dots and to:
        raise click.ClickException("Name the second revision once: as REV..REV2 or with --to.")
    target = second or to or ("HEAD" if dots else None)
    old, new = git.commit(root, first or "HEAD"), git.commit(root, target) if target else None
    return (git.merge_base(root, old, new), new) if dots == "..." and new else (old, new)


def _is_record(path: str) -> bool:
    return path.startswith(f"{CONTENT}/") and path.count("/") == 3 and path.endswith(".yml")


@click.command("sizes")
@ROOT
def sizes_command(root: Path) -> None:
    """Write the sizes of the built site and of its bundle as JSON, for kb diff --sizes."""
    try:
        click.echo(measured(root.resolve()).as_json())
    except NoSizes as reason:
        raise click.ClickException(str(reason)) from None
