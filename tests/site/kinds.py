"""An address of every type of page, and what is asked of each."""

from playwright.sync_api import Page

KINDS = (
    "", "countries/", "countries/kazakhstan/", "countries/kazakhstan/law/", "countries/kazakhstan/activities/", "workshops/",
    "workshops/2018-09-almaty-industrial-safety/", "workshops/2018-09-almaty-industrial-safety/both/", "guidelines/",
    "guidelines/unece-tmf-guidelines/", "agreements/", "agreements/industrial-accidents/", "projects/", "projects/bpca/",
    "organizations/", "organizations/unece/", "topics/", "topics/tailings-safety/", "terms/", "terms/tmf/", "tasks/",
    "tasks/join-convention/", "needs/", "commitments/", "accidents/", "timeline/", "changes/", "freshness/", "status/", "search/",
    "about/", "contribute/", "offline/", "data/", "fields/", "problems/", "places/", "licences/", "edit/", "countries/kazakhstan/risks/",
    "agreements/industrial-accidents/history/", "organizations/unece/mentions/",
)  # fmt: skip
LOST = "no-such-page/"


def sideways(page: Page, what: str) -> list[tuple[str, ...]]:
    """A fault where the page is wider than its window."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [(what, "scrolls sideways", str(wide))] if wide > room else []
