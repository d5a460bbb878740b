"""`kb init`: another knowledge base with the same generator."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from kb.starting.founding import Plan, found, speak
from kb.starting.palette import parsed
from kb.switching import replacing
from kb.values import is_language


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", required=True, help="What the knowledge base is called.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    help="Code of a language, the default one first (default: en). May be repeated.",
)
@click.option("--colour", help="The main colour, as #rrggbb.")
def init(directory: Path, name: str, languages: tuple[str, ...], colour: str | None) -> None:
    """Begin another knowledge base in DIRECTORY: a copy of the generator, an example collection, all words and pages it needs."""
    plan = Plan(name, _slug(name, directory), _codes(languages or ("en",)), _colour(colour), date.today())
    if directory.exists() and any(directory.iterdir()):
        raise click.ClickException(f"{directory} is not empty. Name another folder.")
    with replacing(directory.resolve()) as made:
        found(made, plan)
        speak(made, plan)
    click.echo(f"{directory} written. Go there and run: make site, or look at README.md.")


def _codes(codes: tuple[str, ...]) -> list[str]:
    for code in codes:
        if not is_language(code):
            raise click.ClickException(f'"{code}" is no language. Write a code such as en, ru or uz.')
    if len(set(codes)) != len(codes):
        raise click.ClickException("A language is named twice. Name each of them once.")
    return list(codes)


def _colour(text: str | None) -> str | None:
    try:
        return text and (parsed(text) and text)
    except ValueError:
        raise click.ClickException(f'"{text}" is no colour. Write it as #rrggbb, for example #1b4f9c.') from None


def _slug(name: str, directory: Path) -> str:
    """The name in small Latin letters; for another script that of the folder."""
    for text in (name, directory.name):
        slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        if text.isascii() and slug:
            return slug
    return "knowledge-base"
