"""What is vendored is what its papers say."""

import hashlib
import json
import re

from support import ROOT

ASSETS = ROOT / "docs" / "assets"


def test_scripts_have_their_digests():
    for package in json.loads((ASSETS / "vendor" / "vendor.json").read_text(encoding="utf-8")):
        assert (ASSETS / "vendor" / package["licence_file"]).is_file()
        for file in package["files"]:
            data = (ASSETS / "vendor" / file["path"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == file["sha256"], file["path"]


def test_the_rivers_of_the_map_are_what_the_tool_wrote():
    licence = (ASSETS / "map" / "LICENSE.md").read_text(encoding="utf-8")
    assert hashlib.sha256((ASSETS / "map" / "rivers.json").read_bytes()).hexdigest() in licence


def test_fonts_have_their_digests():
    lines = re.findall(
        r"^([0-9a-f]{64})  (\S+)$", (ASSETS / "fonts" / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {name for _, name in lines} == {path.name for path in (ASSETS / "fonts").glob("*.woff2")}
    for digest, name in lines:
        assert hashlib.sha256((ASSETS / "fonts" / name).read_bytes()).hexdigest() == digest, name
