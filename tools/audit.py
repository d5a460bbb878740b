"""Ask for known vulnerabilities: python tools/audit.py [REPORT.md]

Of the Python packages in requirements/test.txt (pip-audit) and of the npm packages that readers get or that the tests use
(npm audit). Exit code 1 when there are any, 2 when somebody who was asked did not answer.
"""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

from kb.vendored import packages  # noqa: E402 - found only now

LOCK = "requirements/test.txt"


class NoAnswer(Exception):
    """Somebody who was asked did not say whether there are vulnerabilities."""


def npm_packages(root: Path) -> dict[str, str]:
    """Name -> version of what comes from npm: for readers, and for the tests."""
    urls = (unquote(package.package) for package in packages(root))
    shipped = [match.groups() for url in urls if (match := re.fullmatch(r"pkg:npm/(.+)@(.+)", url))]
    tested = runpy.run_path(str(root / "tests/quality/install.py"))["PACKAGES"].values()
    return dict([*shipped, *(spec.rsplit("@", 1) for spec, _ in tested)])


def of_python(said: dict[str, Any]) -> Iterator[str]:
    """What pip-audit found, a line each."""
    silent = [each["name"] for each in said["dependencies"] if "skip_reason" in each]
    if silent:
        raise NoAnswer(f"pip-audit could not ask for {len(silent)} packages: {', '.join(silent[:5])} ...")
    for each in said["dependencies"]:
        for fault in each["vulns"]:
            mended = ", ".join(fault["fix_versions"]) or "no version yet"
            yield f"PyPI {each['name']} {each['version']}: {fault['id']}, mended in {mended}."


def of_npm(said: dict[str, Any]) -> Iterator[str]:
    """What npm audit found, a line each."""
    if "vulnerabilities" not in said:
        raise NoAnswer(f"npm audit did not answer: {said.get('message', 'no reason given')}")
    for name, each in sorted(said["vulnerabilities"].items()):
        titles = [via["title"] for via in each["via"] if isinstance(via, dict)]
        yield f"npm {name} ({each['range']}), {each['severity']}: {'; '.join(titles) or 'by way of another package'}."


def _said(*command: str, cwd: Path) -> dict[str, Any]:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        raise NoAnswer(f"{command[0]} failed: {done.stderr.strip()[-500:]}") from None


def _ask_python() -> Iterator[str]:
    program = str(Path(sys.executable).with_name("pip-audit"))
    yield from of_python(_said(program, "--require-hashes", "--disable-pip", "-f", "json", "-r", LOCK, cwd=ROOT))


def _ask_npm() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wanted = {"name": "audited", "version": "1.0.0", "private": True, "dependencies": npm_packages(ROOT)}
        (folder / "package.json").write_text(json.dumps(wanted), encoding="utf-8")
        subprocess.run(
            ["npm", "install", "--silent", "--package-lock-only", "--ignore-scripts"], cwd=folder, check=False
        )
        yield from of_npm(_said("npm", "audit", "--json", cwd=folder))


def main(report: Path | None) -> int:
    """Ask, tell, and write the report where there is something to tell."""
    found: list[str] = []
    silent: list[str] = []
    for ask in (_ask_python, _ask_npm):
        try:
            found += ask()
        except NoAnswer as reason:
            silent.append(str(reason))
    lines = [*found, *silent] or ["No known vulnerabilities."]
    print("\n".join(lines))
    if report and (found or silent):
        report.write_text("".join(f"- {line}\n" for line in lines), encoding="utf-8")
    return 1 if found else 2 if silent else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
