"""No address of the last release leads nowhere."""

from pathlib import Path

from kb.addresses import released
from support import ROOT


def test_every_released_address_is_still_there(site: Path) -> None:
    listed = released(ROOT)
    assert listed[0] == "/"
    gone = [address for address in listed if not _file(site, address).is_file()]
    assert not gone, f"{gone[:5]} vanished without moved_from; see kb addresses"


def _file(site: Path, address: str) -> Path:
    path = site / address[1:]
    return path / "index.html" if address.endswith("/") else path
