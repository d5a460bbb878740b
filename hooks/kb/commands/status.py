"""`kb status`: how complete everything is; of one record, what changed since it was translated."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from kb import status as state
from kb.commands import options
from kb.commands.options import ROOT, readable
from kb.contributing.git import NoGit
from kb.contributing.history import then_and_now, word_diff
from kb.library import Library, Record

_MARKS = {"=": ("", "", None), "-": ("[-", "-]", "red"), "+": ("{+", "+}", "green")}


@click.command()
@ROOT
@click.argument("ref", required=False)
def status(root: Path, ref: str | None) -> None:
    """Show how complete the records and their translations are; with REF, the fields of one record.

    Of a stale field it shows what changed in the original since it was translated: [-only then-]{+only now+}.
    """
    library = readable(root)
    if ref is None:
        console = Console()
        console.print(_overview(library))
        console.print(f"Records without source: {len(state.without_source(library))}")
        console.print(f"Statements without date: {len(state.undated(library))}")
        return
    record = library.drafts.get(ref) or options.record(library, ref)
    for locale in (code for code in library.settings.languages if code != record.locale):
        for path in sorted(record.missing(locale)):
            click.echo(f"{locale}: missing: {path}")
        for path, change in _changes(library, record, locale).items():
            click.echo(f"{locale}: stale: {path}\n{change}")
        if not record.missing(locale) and not record.stale(locale):
            click.echo(f"{locale}: complete")


def _changes(library: Library, record: Record, locale: str) -> dict[str, str]:
    """What changed in the original of each stale field."""
    try:
        found = then_and_now(library, record, locale)
    except NoGit as reason:
        return dict.fromkeys(sorted(record.stale(locale)), f"    What changed is not known: {reason}")
    return {path: f"    {_shown(then, now)}" for path, (then, now) in found.items()}


def _shown(then: str | None, now: str) -> str:
    if then is None:
        return "What changed is not known: the text that was translated is not in the history here."
    words = []
    for kind, text in word_diff(then, now):
        before, after, colour = _MARKS[kind]
        words.append(click.style(f"{before}{text}{after}", fg=colour))
    return "".join(words)


def _overview(library: Library) -> Table:
    table = Table()
    for title in ("collection", "language", "records", "originals", "translated", "partial", "stale", "complete"):
        table.add_column(title, justify="left" if title in ("collection", "language") else "right")
    for each in state.counts(library):
        share = f"{100 * each.complete // each.records} %" if each.records else "–"
        counts = (each.records, each.originals, each.translated, each.partial, each.stale)
        table.add_row(each.collection, each.locale, *map(str, counts), share)
    return table
