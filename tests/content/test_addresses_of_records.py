"""Addresses for ever: none of the last released list may vanish without a redirect."""

from kb.addresses import addresses, released, vanished
from kb.publication import Publication
from support import ROOT


def test_every_released_address_still_leads_somewhere() -> None:
    assert len(released(ROOT)) > 2000
    assert vanished(ROOT, addresses(Publication.of(ROOT))) == []
