"""`kb new`: a new record, asked for or from flags, with every field explained."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import click

from kb.commands import options
from kb.commands.options import ROOT, readable
from kb.contributing.answers import BadAnswer, default, fault, field_at, needed, parsed
from kb.contributing.describing import Describer
from kb.contributing.scaffolding import scaffold
from kb.finding import CONTENT
from kb.library import Library
from kb.schema import SLUG

_NO_SLUG = re.compile(r"[^a-z0-9]+")
Values = dict[str, str | list[str]]


@click.command()
@ROOT
@click.argument("collection")
@click.option("--id", "name", help="Name of the file, without .yml: small Latin letters, digits, hyphens.")
@click.option("--language", help="Language in which the record is written (default: the first of the site).")
@click.option("--set", "given", multiple=True, metavar="FIELD=VALUE", help="A value, for example title=Report.")
@click.option("--ask/--no-ask", default=None, help="Ask for what is needed (default: where there is a keyboard).")
def new(
    root: Path, collection: str, name: str | None, language: str | None, given: tuple[str, ...], ask: bool | None
) -> None:
    """Begin a record of a COLLECTION: write its file, with what each field means."""
    library = readable(root)
    options.collection(library, collection)
    locale = options.language(library, language or library.settings.default)
    values = _given(library, collection, given)
    if sys.stdin.isatty() if ask is None else ask:
        _ask(library, collection, locale, values)
        name = name or click.prompt("id", default=slug(values.get("title", "")) or None)
    path = free_place(library, collection, locale, name or slug(values.get("title", "")))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(scaffold(library, collection, locale, values), encoding="utf-8")
    shown = path.relative_to(library.root)
    click.echo(f"{shown} written. Fill it in; kb check tells what is still missing.")


def _given(library: Library, collection: str, given: tuple[str, ...]) -> Values:
    """The values of the flags."""
    schema = library.collections[collection].schema
    values: Values = {}
    for each in given:
        path, sign, text = each.partition("=")
        if not sign:
            raise click.ClickException(f'"{each}" is no value. Write FIELD=VALUE, for example title=Report.')
        try:
            values[path] = parsed(field_at(schema, path), text)
            wrong = fault(library, schema, path, values[path])
        except BadAnswer as reason:
            raise click.ClickException(str(reason)) from None
        if wrong:
            raise click.ClickException(wrong)
    return values


def _ask(library: Library, collection: str, locale: str, values: Values) -> None:
    """Ask for every value that a record must have; an empty answer leaves it for later."""
    schema = library.collections[collection].schema
    describer = Describer(library, collection, locale)
    for path, field in needed(schema):
        if path in values:
            continue
        click.echo("\n" + "\n".join(line.removeprefix("# ") for line in describer.comment(field)))
        while True:
            guess = default(field, day=date.today().isoformat(), language=locale)
            value = parsed(field, click.prompt(path, default=guess, show_default=bool(guess)))
            wrong = fault(library, schema, path, value) if value else ""
            if not wrong:
                break
            click.echo(wrong)
        if value:
            values[path] = value


def slug(title: str | list[str]) -> str:
    """A file name made of a title in Latin letters; nothing for other scripts."""
    text = str(title)
    return _NO_SLUG.sub("-", text.lower()).strip("-")[:60].strip("-") if text.isascii() else ""


def free_place(library: Library, collection: str, locale: str, name: str) -> Path:
    """Where the file goes; the name must be a slug that no record bears."""
    if not name:
        raise click.ClickException("The record needs a name. Give it with --id.")
    if not SLUG.fullmatch(name):
        raise click.ClickException(f'"{name}" is no name. Use small Latin letters, digits and single hyphens.')
    if f"{collection}/{name}" in library.known:
        raise click.ClickException(f"There is already a record {collection}/{name}.")
    return library.root / CONTENT / locale / collection / f"{name}.yml"
