"""How problems are shown."""

from kb.problems import Problem, ProblemsFound, did_you_mean, errors, summary

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
