"""What others made is what its papers (`docs/assets/*/vendor.json`) say, and nothing comes without papers."""

import hashlib
import re

import pytest

from kb.vendored import ASSETS, packages
from support import ROOT

OWN = {
    "css": "style sheets",
    "js": "scripts",
    "screenshots": "pictures of the site itself",
    "favicon.svg": "our sign",
    "icons/icon-48.png": "our sign",
}
PAPERS = re.compile(r"(README|LICENSE[\w-]*|OFL)\.(md|txt)|vendor\.json")
PACKAGES = packages(ROOT)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_a_package_has_its_files_digests_licence_and_origin(package) -> None:
    assert len(package.licence_text(ROOT)) > 500
    assert re.search(r"@(\d+\.\d+\.\d+)|==\d", package.fetched_with)
    assert package.package.startswith("pkg:")
    assert package.package.endswith(f"@{package.version}")
    for file in package.files:
        data = (ROOT / package.place / file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"], file["path"]


def test_every_file_of_the_assets_is_ours_or_has_papers() -> None:
    named = {(package.place / file["path"]).as_posix() for package in PACKAGES for file in package.files}
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / ASSETS).rglob("*") if path.is_file()}
    own = tuple(f"{ASSETS.as_posix()}/{name}" for name in OWN)
    left = {
        path for path in found - named if not path.startswith(own) and not PAPERS.fullmatch(path.rpartition("/")[2])
    }
    assert left == set()


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_what_is_said_for_people_is_the_same(package) -> None:
    """The papers in the folder, the list of licences, and the page about the site follow the list for programs."""
    papers = "".join(path.read_text(encoding="utf-8") for path in (ROOT / package.place).glob("*.md"))
    assert all(
        word in papers for word in (package.version, package.fetched_with.split(" &&")[0], package.archive_sha256)
    )
    listed = (ROOT / "LICENSE-content").read_text(encoding="utf-8")
    assert (package.place / package.licence_file).as_posix() in listed


def test_the_papers_of_the_fonts_name_every_digest() -> None:
    text = (ROOT / ASSETS / "fonts/README.md").read_text(encoding="utf-8")
    fonts = next(package for package in PACKAGES if package.used_for == "fonts")
    assert dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", text, re.MULTILINE)) == {
        file["sha256"]: file["path"] for file in fonts.files
    }
