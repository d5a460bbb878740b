"""Every kind of page before the checkers of others: the Nu HTML checker, and the budgets."""

import subprocess

from kinds import KINDS

from bench import budgets
from quality.install import TOOLS


def test_html_checker_reports_no_error(site):
    pages = [site / language / kind / "index.html" for language in ("", "en") for kind in KINDS]
    checker = TOOLS / "vnu-jar-26.9.27" / "build" / "dist" / "vnu.jar"
    command = [
        "java",
        "-jar",
        str(checker),
        "--errors-only",
        "--format",
        "gnu",
        *map(str, pages),
        str(site / "404.html"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr.replace(str(site), "") == ""


def test_pages_keep_within_their_budgets(site):
    """Records, lists, first and later visits; `make budgets` prints the whole table."""
    assert budgets.over(budgets.measure(site)) == []
