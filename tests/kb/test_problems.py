"""How problems are shown."""

from kb.problems import MOST, Problem, ProblemsFound, did_you_mean, errors, limited, one_line, summary

ERROR = Problem("b.yml", 3, 5, "Bad. Mend it.", "KB001")
WARNING = Problem("a.yml", 1, 1, "Old. Stamp it.", "KB063", "warning")


def test_a_problem_is_one_line_that_editors_can_follow() -> None:
    assert str(ERROR) == "b.yml:3:5: Bad. Mend it. [KB001]"
    assert str(WARNING) == "a.yml:1:1: warning: Old. Stamp it. [KB063]"


def test_problems_stand_in_the_order_of_files_lines_and_columns() -> None:
    later = Problem("b.yml", 12, 1, "x", "KB001")
    assert summary([later, ERROR, WARNING]).splitlines() == [*map(str, (WARNING, ERROR, later)), "3 problems found."]
    assert str(ProblemsFound([ERROR])).endswith("1 problem found.")


def test_only_errors_stop_a_build() -> None:
    assert errors([ERROR, WARNING]) == [ERROR]


def test_did_you_mean_speaks_only_when_it_knows() -> None:
    assert did_you_mean("tilte", ["title", "summary"]) == ' Did you mean "title"?'
    assert did_you_mean("xyz", ["title"]) == ""
    assert did_you_mean("title" * 100, ["title" * 100]) == ""


def test_more_problems_than_anybody_reads_are_not_told() -> None:
    many = [Problem("a.yml", number, 1, "x", "KB021") for number in range(1, MOST + 50)]
    assert list(limited(many[:MOST])) == many[:MOST]
    told = list(limited(many))
    assert told[:MOST] == many[:MOST]
    assert (
        str(told[MOST])
        == "a.yml:101:1: Here follow more than 100 problems of this file. Mend those told first. [KB016]"
    )
    assert len(told) == MOST + 1


def test_nothing_in_a_message_has_an_effect_on_a_terminal_or_a_log() -> None:
    assert str(Problem("a.yml", 1, 1, "a\x1b[31m\n::error::b\u202e", "KB001")).startswith(
        "a.yml:1:1: a\\x1b[31m\\n::error::b\\u202e ["
    )
    assert one_line("x" * 2000, 10) == "xxxxxxxxxx…"
    assert one_line("a\u00a0b") == "a\u00a0b"
