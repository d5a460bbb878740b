"""List the parts of a release (SBOM, CycloneDX 1.6): python tools/make_sbom.py OUT.cdx.json

What readers get of others' work comes from docs/assets/*/vendor.json, what only builds the site from
requirements/site.txt. The same commit gives the same bytes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "hooks"))

from kb.vendored import Package, packages  # noqa: E402 - found only now

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:.*\\\n)*.*)", re.MULTILINE)


def _sha256(digest: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=digest)


def shipped(package: Package) -> Component:
    """Something that readers get, with the digests of its files."""
    licence = {"name": "Public domain"} if package.licence.startswith("LicenseRef-") else {"id": package.licence}
    files = [
        Component(
            name=f"docs/assets/{package.folder}/{file['path']}",
            type=ComponentType.FILE,
            bom_ref=f"{package.package}#{file['path']}",
            hashes=[_sha256(file["sha256"])],
        )
        for file in package.files
    ]
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=package.package,
        purl=PackageURL.from_string(package.package),
        scope=ComponentScope.REQUIRED,
        copyright=package.holder,
        licenses=[DisjunctiveLicense(**licence)],
        external_references=[ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(package.url))],
        components=files,
    )


def building(lock: str) -> Iterator[Component]:
    """The Python packages of a lock file, which only build the site, with the digests that it allows."""
    for name, version, rest in _PINNED.findall(lock):
        purl = PackageURL("pypi", None, name.lower(), version)
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=str(purl),
            purl=purl,
            scope=ComponentScope.EXCLUDED,
            hashes=[_sha256(digest) for digest in re.findall(r"sha256:([0-9a-f]{64})", rest)],
        )


def sbom(root: Path, moment: datetime) -> str:
    """The list as JSON."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    itself = Component(name=project["name"], version=project["version"], type=ComponentType.APPLICATION, bom_ref="site")
    bom = Bom(components=[*map(shipped, packages(root)), *building((root / "requirements/site.txt").read_text())])
    bom.metadata.component, bom.metadata.timestamp = itself, moment
    bom.register_dependency(itself, list(bom.components))
    names = ",".join(sorted(str(component.purl) for component in bom.components))
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{project['name']} {moment.isoformat()} {names}")
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _moment() -> datetime:
    """When the commit was made."""
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return datetime.fromtimestamp(int(done.stdout), UTC)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    Path(sys.argv[1]).write_text(sbom(ROOT, _moment()), encoding="utf-8")
