"""`kb receive`: a file that somebody sent, or a filled-in form of the issue tracker, checked and put into its place."""

from __future__ import annotations

from pathlib import Path

import click

from kb.checking import check
from kb.commands import options
from kb.commands.new import free_place, slug
from kb.commands.options import ROOT, readable
from kb.contributing.issue_forms import NoForm, answers, drafted, looks_like_one
from kb.contributing.receiving import NoPlace, is_translation, place, receive
from kb.library import Library
from kb.previewing.session import Session
from kb.problems import errors, summary
from kb.reading import MAX_BYTES


@click.command("receive")
@ROOT
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--as", "named", help="Where a single file belongs (default: what a comment in it, or its name, says).")
@click.option("--id", "name", help="For the text of a form: name of the new file, without .yml.")
@click.option("--collection", help="For the text of a form: the kind of record (default: the one that has its fields).")
@click.option("--language", help="For the text of a form: its language (default: that of the letters of its title).")
def receive_file(
    root: Path,
    files: tuple[Path, ...],
    named: str | None,
    name: str | None,
    collection: str | None,
    language: str | None,
) -> None:
    """Check each FILE of a record that somebody sent, and put it into its place if nothing is wrong with it.

    Originals come before their translations, in whatever order they are given. FILE can also hold the text of an issue
    that was made with a form: a draft is made of it, and what is missing is named.
    """
    if named and len(files) > 1:
        raise click.ClickException("--as names the place of one file. Give the others by themselves.")
    sent = sorted(((file, _read(file)) for file in files), key=lambda each: is_translation(each[1]))
    session = Session(root.resolve())
    for file, data in sent:
        text = data.decode("utf-8-sig", "replace")
        if looks_like_one(text):
            _draft(readable(root), text, name, collection, language)
        else:
            _receive(session, file, data, named)


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise click.ClickException("The file is larger than 256 KiB. Split the record or shorten its texts.")
    return data


def _receive(session: Session, file: Path, data: bytes, named: str | None) -> None:
    session.look()
    if session.publication is None:
        click.echo(summary(session.problems))
        raise SystemExit(1)
    try:
        shown = place(session.publication.library, data, named, file.name)
    except NoPlace as reason:
        raise click.ClickException(f"{file.name}: {reason}") from None
    problems = receive(session, data, shown)
    if problems:
        click.echo(summary(problems))
    if errors(problems):
        raise click.ClickException(f"{shown} was not changed. Mend the file, or send it back with these messages.")
    click.echo(f"{shown} written.")


def _draft(library: Library, text: str, name: str | None, collection: str | None, language: str | None) -> None:
    """Write the draft of a record from a filled-in form, and tell what a person still has to do."""
    kind = options.collection(library, collection) if collection else None
    locale = options.language(library, language) if language else None
    try:
        made = drafted(library, answers(library.root, text), kind, locale)
    except NoForm as reason:
        raise click.ClickException(str(reason)) from None
    path = free_place(library, made.collection, made.locale, name or slug(made.title))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text(library), encoding="utf-8")
    shown = path.relative_to(library.root).as_posix()
    click.echo(f"{shown} written, a draft.")
    for each in made.left:
        click.echo(f"- {each.partition(chr(10))[0]}")
    _, problems = check(library.root)
    missing = [problem for problem in problems if problem.path == shown]
    click.echo(summary(missing) if missing else "Nothing is missing.")
