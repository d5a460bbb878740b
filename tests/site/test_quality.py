"""Every kind of page before the checkers of others: axe-core (WCAG 2.2 AA), the Nu HTML checker, and the budgets."""

import gzip
import statistics
import subprocess

import pytest

from quality.install import TOOLS

KINDS = (
    "", "countries/", "countries/kazakhstan/", "countries/kazakhstan/law/", "countries/kazakhstan/activities/", "workshops/",
    "workshops/2018-09-almaty-industrial-safety/", "workshops/2018-09-almaty-industrial-safety/both/", "guidelines/",
    "guidelines/unece-tmf-guidelines/", "agreements/", "agreements/industrial-accidents/", "projects/", "projects/bpca/",
    "organizations/", "organizations/unece/", "topics/", "topics/tailings-safety/", "terms/", "terms/tmf/", "tasks/",
    "tasks/join-convention/", "needs/", "commitments/", "accidents/", "timeline/", "changes/", "freshness/", "status/", "search/",
    "about/", "contribute/", "offline/", "data/", "fields/", "problems/",
)  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LISTS = {
    "workshops",
    "guidelines",
    "agreements",
    "projects",
    "organizations",
    "terms",
    "needs",
    "timeline",
    "freshness",
    "fields",
    "problems",
}


# Every pair of language, width and scheme occurs; all eight triples would take twice the time and find the same.
@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("", 1280, "light"), ("", 320, "dark"), ("en/", 1280, "dark"), ("en/", 320, "light")],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, base_url, language, width, scheme):
    axe = (TOOLS / "axe-core-4.14.1" / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page, faults = context.new_page(), []
    for kind in KINDS:
        page.goto(f"{base_url}{language}{kind}")
        page.evaluate(axe)
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        faults += [(kind, each["id"], each["nodes"][0]["html"][:120]) for each in result["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append((kind, "scrolls sideways", page.evaluate("document.documentElement.scrollWidth")))
    context.close()
    assert faults == []


def test_html_checker_reports_no_error(site):
    pages = [site / language / kind / "index.html" for language in ("", "en") for kind in KINDS]
    checker = TOOLS / "vnu-jar-26.9.27" / "build" / "dist" / "vnu.jar"
    command = [
        "java",
        "-jar",
        str(checker),
        "--errors-only",
        "--format",
        "gnu",
        *map(str, pages),
        str(site / "404.html"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr.replace(str(site), "") == ""


def _pages(site):
    return {path.parent.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("index.html"))}


def test_pages_keep_within_their_budgets(site):
    """Records under 60 kB of HTML at the median 45, lists under 120 kB; see design.md, section 7, for where the figures come from."""
    sizes = {name: len(data) for name, data in _pages(site).items()}
    lists = {
        name: size
        for name, size in sizes.items()
        if name.removeprefix("en/").split("/")[0] in LISTS and name.count("/") <= 1
    }
    heavy = {name: size for name, size in lists.items() if size > 120_000}
    records = {name: size for name, size in sizes.items() if name not in lists}
    assert heavy == {}
    assert statistics.median(records.values()) < 45_000
    assert {name: size for name, size in records.items() if size > 95_000} == {}


def test_first_visit_is_light(site):
    """Page, style sheet, scripts and fonts of the Russian home page, compressed: under 110 kB."""
    assets = site / "assets"
    files = [*assets.glob("kb.*.css"), *assets.glob("kb.*.js"), *assets.glob("scheme.*.js"), site / "index.html"]
    compressed = sum(len(gzip.compress(path.read_bytes())) for path in files)
    fonts = sum((assets / "fonts" / name).stat().st_size for name in ("onest-latin.woff2", "onest-cyrillic.woff2"))
    assert compressed + fonts < 110_000
