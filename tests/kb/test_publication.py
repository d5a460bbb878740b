"""One build as an engine sees it."""

import pytest

from kb.problems import ProblemsFound
from kb.publication import Publication


def test_errors_stop_it_and_are_all_in_the_message(make) -> None:
    root = make({"content/en/topics/a.yml": "", "content/en/topics/b.yml": "- x\n"})
    with pytest.raises(ProblemsFound) as stopped:
        Publication.of(root)
    message = str(stopped.value)
    assert "content/en/topics/a.yml:1:1: The file is empty." in message
    assert "content/en/topics/b.yml:1:1: The file is not a list of fields." in message
    assert message.endswith("problems found.")


def test_warnings_do_not_stop_it(make) -> None:
    root = make()
    path = root / "content/ru/organizations/unece.yml"
    path.write_text(path.read_text().replace("    seat: 806b1459\n", ""))
    assert "KB063" in {problem.code for problem in Publication.of(root).warnings}


def test_every_page_is_a_file_of_its_language(library) -> None:
    publication = Publication.of(library.root)
    assert len(publication.by_source) == len(publication.pages)
    assert publication.by_source["en/workshops/2018-09-almaty/index.md"].locale == "en"
    assert publication.by_source["ru/index.md"].address == ""
