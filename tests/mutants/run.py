"""`make mutants`: mutmut on reading, checking and digests, with the tests of these modules only.

mutmut takes the path of a file for the name of its module, so it gets a tree in which `kb` stands at the top.
`python tests/mutants/run.py FOLDER MODULE ...`
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Modules, and the tests that are to notice what is changed in them; both quick, for they run hundreds of times.
MODULES = {
    "reading": ["reading", "characters"],
    "characters": ["characters", "hosts"],
    "yaml_faults": ["reading"],
    "texts": ["texts", "hosts"],
    "translating": ["translating"],
    "checking": ["checking"],
    "translation_checks": ["checking"],
}
_CONFIG = """
[tool.mutmut]
source_paths = ["kb"]
only_mutate = [{modules}]
also_copy = ["hooks", "kb", "content", "theme", "docs", "schemas", "mkdocs.yml"]
pytest_add_cli_args = ["-n", "0", "-p", "no:cacheprovider", "-p", "no:randomly"]
pytest_add_cli_args_test_selection = [{tests}]
mutate_only_covered_lines = false
"""


def main(folder: Path, modules: list[str]) -> int:
    """Make the tree and run mutmut in it."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("hooks", "content", "theme", "docs", "schemas", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "hooks/kb", folder / "kb", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "pyproject.toml").write_text(_project(modules), encoding="utf-8")
    mutmut = str(Path(sys.executable).with_name("mutmut"))
    paths = os.pathsep.join((".", "hooks", "tests"))
    return subprocess.run([mutmut, "run"], cwd=folder, env=os.environ | {"PYTHONPATH": paths}, check=False).returncode


def _project(modules: list[str]) -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    tests = sorted({f"tests/kb/test_{test}.py" for name in modules for test in MODULES[name]})
    files = [f"kb/{name}.py" for name in modules]
    config = _CONFIG.replace("[{modules}]", str(files)).replace("[{tests}]", str(tests))
    return text.replace('pythonpath = ["hooks", "tests"]', 'pythonpath = [".", "hooks", "tests"]') + config


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:] or list(MODULES)))
