"""Projects for other programs: schema.org/Project."""

from __future__ import annotations

from typing import Any

from kb.sharing import present
from kb.translating import Localized
from kb.writing import Writer


def dated(data: Any) -> str | None:
    """When it began."""
    return data.starts  # type: ignore[no-any-return]


def linked_data(writer: Writer, record: Localized) -> dict[str, Any]:
    """The project: who pays, who carries it out, where."""

    def named(kind: str, titles: list[Any]) -> list[dict[str, Any]]:
        return [{"@type": kind, "name": writer.plain(title)} for title in titles]

    return present(
        {
            "@type": "Project",
            "name": writer.plain(record.title),
            "description": writer.plain(record.summary),
            "foundingDate": record.starts,
            "dissolutionDate": record.ends,
            "url": record.url,
            "funder": named("Organization", [writer.get(ref).title for ref in record.donors]),
            "member": named("Organization", [writer.get(ref).title for ref in record.implementers]),
            "areaServed": named("Country", [writer.country(each) for each in record.countries]),
        }
    )
