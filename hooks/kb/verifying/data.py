"""Rules for what a page says to machines: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kb.verifying.flaws import Flaw
from kb.verifying.leftovers import MARK
from kb.verifying.page import Element, Page
from kb.verifying.structure import DATA

_WHOLE = ("name", "url")
REQUIRED = {
    "BreadcrumbList": ("itemListElement",),
    "CollectionPage": ("@id", "url", "name", "inLanguage", "isPartOf", "mainEntity"),
    "DataDownload": ("contentUrl", "encodingFormat"),
    "Dataset": ("name", "description", "url", "license", "creator"),
    "DefinedTerm": ("name", "inDefinedTermSet"),
    "Event": ("name", "startDate", "eventStatus"),
    "HowTo": ("name", "step"),
    "HowToStep": ("name", "text"),
    "ListItem": ("position", "name", "item"),
    "PostalAddress": ("addressCountry",),
    "Report": ("name", "inLanguage"),
    "WebPage": ("@id", "url", "name", "inLanguage", "isPartOf"),
    "WebSite": ("name", "url", "inLanguage"),
}
"""What search engines need of a type; of others they need a name."""
_CONTEXT = "https://schema.org"
_ADDRESSES = ("url", "contentUrl", "item")


def linked_data(page: Page) -> Iterator[Flaw]:
    """Each block is JSON in the vocabulary of schema.org, whole and with addresses that exist."""
    for element in page.tags("script"):
        if element.get("type") != DATA:
            continue
        try:
            data = json.loads(element.text or "")
        except json.JSONDecodeError as fault:
            yield page.flaw(element, "data", f"JSON-LD does not parse ({fault.msg}), expected was JSON.")
            continue
        context = data.get("@context") if isinstance(data, dict) else None
        if context != _CONTEXT:
            yield page.flaw(element, "data", f'@context of JSON-LD is "{context}", expected was "{_CONTEXT}".')
        for node in _nodes(data):
            yield from _node(page, element, node)


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """A node and all in it."""
    if isinstance(data, dict):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _nodes(each)


def _node(page: Page, element: Element, node: dict[str, Any]) -> Iterator[Flaw]:
    types = node.get("@type", [])
    types = types if isinstance(types, list) else [types]
    for name in types:
        for field in REQUIRED.get(name, ("name",)):
            if node.get(field) in (None, "", [], {}) and (field != "license" or page.site.settings.licence):
                yield page.flaw(element, "data", f"{name} in JSON-LD has no {field}, which it needs.")
    if not types and set(node) != {"@id"} and "@value" not in node:
        yield page.flaw(element, "data", f"a node of JSON-LD ({', '.join(sorted(node))}) has no @type, which it needs.")
    if "BreadcrumbList" in types:
        yield from _steps(page, element, node)
    for field, value in node.items():
        if isinstance(value, str) and MARK.search(value):
            yield page.flaw(element, "leftover", f'{field} in JSON-LD is "{value}", which a template left.')
    for field in _ADDRESSES:
        yield from _address(page, element, field, node.get(field))


def _steps(page: Page, element: Element, node: dict[str, Any]) -> Iterator[Flaw]:
    positions = [each.get("position") for each in node.get("itemListElement", []) if isinstance(each, dict)]
    if positions != list(range(1, len(positions) + 1)):
        yield page.flaw(
            element, "data", f"positions of the breadcrumbs are {positions}, expected were 1, 2, 3 and so on."
        )


def _address(page: Page, element: Element, field: str, value: Any) -> Iterator[Flaw]:
    if isinstance(value, str):
        target = page.site.target(page.path, value)
        if target is not None and target not in page.site.files:
            yield page.flaw(element, "data", f"{field} in JSON-LD is {value}: there is no file {target}.")


RULES = (linked_data,)
