"""Every word and every message that the form for records says in the browser, in one language; braces are filled there."""

from __future__ import annotations

from collections.abc import Callable

from kb.writing import Writer


def words(writer: Writer) -> dict[str, str]:
    """The words around the fields."""

    def t(key: str) -> str:
        return writer.t(key).unescape()

    return _filling_in(t) | _finishing(t)


def messages(writer: Writer) -> dict[str, str]:
    """What is wrong and how to mend it, by the code of the problem."""

    def t(key: str) -> str:
        return writer.t(key).unescape()

    return _of_values(t) | _of_the_whole(t)


def _filling_in(t: Callable[[str], str]) -> dict[str, str]:
    """While a record is filled in."""
    return {
        "loading": t("form.words.loading"),
        "not_found": t("form.words.not_found"),
        "new_of": t("form.words.new_of"),
        "original": t("form.words.original"),
        "translation": t("form.words.translation"),
        "language": t("form.words.language"),
        "into": t("form.words.into"),
        "file_name": t("form.words.file_name"),
        "file_name_help": t("form.words.file_name_help"),
        "required": t("form.words.required"),
        "more": t("form.words.more"),
        "add": t("form.words.add"),
        "remove": t("form.words.remove"),
        "undo": t("form.words.undo"),
        "none": t("form.words.none"),
        "ticked": t("form.words.ticked"),
        "source_none": t("form.words.source_none"),
        "not_defined": t("form.words.not_defined"),
        "stale": t("form.words.stale"),
        "still_right": t("form.words.still_right"),
        "problems": t("form.words.problems"),
        "no_problems": t("form.words.no_problems"),
        "changes": t("form.words.changes"),
        "no_changes": t("form.words.no_changes"),
        "field": t("form.words.field"),
    }


def _finishing(t: Callable[[str], str]) -> dict[str, str]:
    """What was changed, and where it goes."""
    return {
        "before": t("form.words.before"),
        "after": t("form.words.after"),
        "nothing": t("form.words.nothing"),
        "finish": t("form.words.finish"),
        "finish_help": t("form.words.finish_help"),
        "with_errors": t("form.words.with_errors"),
        "save": t("form.words.save"),
        "saved": t("form.words.saved"),
        "copy": t("form.words.copy"),
        "copied": t("form.words.copied"),
        "copy_failed": t("form.words.copy_failed"),
        "host_edit": t("form.words.host_edit"),
        "host_edit_help": t("form.words.host_edit_help"),
        "host_new": t("form.words.host_new"),
        "host_new_help": t("form.words.host_new_help"),
        "host_long": t("form.words.host_long"),
        "text": t("form.words.text"),
        "draft": t("form.words.draft"),
        "no_draft": t("form.words.no_draft"),
        "draft_found": t("form.words.draft_found"),
        "draft_old": t("form.words.draft_old"),
        "discard": t("form.words.discard"),
        "warning": t("form.words.warning"),
    }


def _of_values(t: Callable[[str], str]) -> dict[str, str]:
    """Of single values."""
    return {
        "KB006": t("form.messages.kb006"),
        "KB007": t("form.messages.kb007"),
        "KB021": t("form.messages.kb021"),
        "KB022": t("form.messages.kb022"),
        "KB023": t("form.messages.kb023"),
        "KB023_long": t("form.messages.kb023_long"),
        "KB023_lines": t("form.messages.kb023_lines"),
        "KB023_calendar": t("form.messages.kb023_calendar"),
        "KB035": t("form.messages.kb035"),
        "taken": t("form.messages.taken"),
        "KB036": t("form.messages.kb036"),
        "KB050": t("form.messages.kb050"),
        "KB051": t("form.messages.kb051"),
    }


def _of_the_whole(t: Callable[[str], str]) -> dict[str, str]:
    """Of texts, sources, items and translations."""
    return {
        "KB052": t("form.messages.kb052"),
        "KB052_link": t("form.messages.kb052_link"),
        "KB053": t("form.messages.kb053"),
        "KB054": t("form.messages.kb054"),
        "KB055": t("form.messages.kb055"),
        "KB056": t("form.messages.kb056"),
        "KB057": t("form.messages.kb057"),
        "KB058": t("form.messages.kb058"),
        "KB060": t("form.messages.kb060"),
        "KB061": t("form.messages.kb061"),
        "KB062": t("form.messages.kb062"),
        "KB063": t("form.messages.kb063"),
        "KB064": t("form.messages.kb064"),
        "KB065": t("form.messages.kb065"),
        "hint": t("form.messages.hint"),
        "empty": t("form.messages.empty"),
        "see": t("form.messages.see"),
    }
