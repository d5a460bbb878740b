"""`kb translate`: the file of a translation, ready to be filled in."""

from __future__ import annotations

from pathlib import Path

import click

from kb.commands import options
from kb.commands.options import ROOT, readable
from kb.contributing.drafting import draft
from kb.finding import CONTENT
from kb.library import Library, Record


@click.command()
@ROOT
@click.argument("ref")
@click.option("--language", help="Language to translate into (default: the one that is missing).")
def translate(root: Path, ref: str, language: str | None) -> None:
    """Write the translation of the record REF: each text to translate stands above the place for its translation.

    Where there is a translation, what is missing in it is added.
    """
    library = readable(root)
    record = options.record(library, ref)
    locale = _target(library, record, language)
    path = library.root / CONTENT / locale / f"{ref}.yml"
    if path.exists() and locale not in record.translations:
        raise click.ClickException(f"{path.relative_to(library.root)} cannot be read; mend it first. Run: kb check")
    text, new = draft(library, record, locale)
    shown = path.relative_to(library.root)
    if not new:
        click.echo(f"{shown} lacks nothing.")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    click.echo(f"{shown} written: {new} texts to translate. Delete the line of a text that you leave untranslated.")


def _target(library: Library, record: Record, language: str | None) -> str:
    """The language asked for, or the only one that is possible."""
    if language:
        if options.language(library, language) == record.locale:
            raise click.ClickException(f"{record.ref} is written in {language}; name another language.")
        return language
    others = [code for code in library.settings.languages if code != record.locale]
    if len(others) != 1:
        raise click.ClickException(f"Name the language with --language: {', '.join(others)}.")
    return others[0]
