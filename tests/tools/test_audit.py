"""The audit: what the two programs say becomes lines, and silence is no good news."""

from __future__ import annotations

import runpy

import pytest

from kb.vendored import packages
from support import ROOT

AUDIT = runpy.run_path(str(ROOT / "tools/audit.py"))


def test_all_that_comes_from_npm_is_asked_for() -> None:
    found = AUDIT["npm_packages"](ROOT)
    assert found["@fontsource-variable/onest"] == "5.3.1"
    assert {"minisearch", "lucide-static", "world-atlas", "axe-core", "vnu-jar"} <= set(found)
    assert len(found) >= 2 + sum(package.package.startswith("pkg:npm/") for package in packages(ROOT))


def test_findings_of_pip_audit() -> None:
    fault = {"id": "PYSEC-2026-1", "fix_versions": ["1.2"], "aliases": [], "description": ""}
    said = {
        "dependencies": [{"name": "a", "version": "1.1", "vulns": [fault]}, {"name": "b", "version": "2", "vulns": []}]
    }
    assert list(AUDIT["of_python"](said)) == ["PyPI a 1.1: PYSEC-2026-1, mended in 1.2."]


def test_findings_of_npm_audit() -> None:
    said = {"vulnerabilities": {"a": {"severity": "high", "range": "<2", "via": [{"title": "It runs code"}, "b"]}}}
    assert list(AUDIT["of_npm"](said)) == ["npm a (<2), high: It runs code."]
    assert list(AUDIT["of_npm"]({"vulnerabilities": {}})) == []


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        ("of_python", {"dependencies": [{"name": "a", "skip_reason": "not found"}]}),
        ("of_npm", {"message": "405 Method Not Allowed"}),
    ],
)
def test_who_did_not_answer_is_named(ask: str, said: dict[str, object]) -> None:
    with pytest.raises(AUDIT["NoAnswer"]):
        list(AUDIT[ask](said))
