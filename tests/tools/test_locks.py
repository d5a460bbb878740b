"""The lock files: all is pinned with hashes, both agree, and they name no host."""

from __future__ import annotations

import re
import tomllib

import pytest

from support import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:.*\\\n.*)*)", re.MULTILINE)
LOCKS = ("site", "test")


def _pins(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for package, version, rest in PINNED.findall((ROOT / f"requirements/{name}.txt").read_text()):
        found.setdefault(package, set()).add(version)
        assert "--hash=sha256:" in rest, package
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_with_hashes(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text()
    assert [line for line in text.splitlines() if not re.match(r"[\w.-]+==|    --hash=sha256:[0-9a-f]{64}", line)] == []
    assert "://" not in text


def test_the_site_gets_what_was_tested() -> None:
    site, test = map(_pins, LOCKS)
    assert {name: versions for name, versions in site.items() if test.get(name) != versions} == {}


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    def names(wanted: list[str]) -> set[str]:
        return {re.split(r"[^A-Za-z0-9._-]", each)[0].lower() for each in wanted}

    site, test = map(_pins, LOCKS)
    assert names(project["dependencies"]) <= set(site)
    assert names(project["optional-dependencies"]["test"]) <= {name.lower() for name in test}
