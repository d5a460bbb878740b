"""Guidelines for other programs: schema.org/Report."""

from __future__ import annotations

from typing import Any

from kb.sharing import present
from kb.translating import Localized
from kb.writing import Writer


def dated(data: Any) -> str | None:
    """When it was published."""
    return data.published or (str(data.year) if data.year else None)


def linked_data(writer: Writer, record: Localized) -> dict[str, Any]:
    """The document itself: its address is that of the publisher."""
    return present(
        {
            "@type": "Report",
            "name": writer.plain(record.title),
            "description": writer.plain(record.summary),
            "datePublished": str(record.published or record.year or ""),
            "inLanguage": [edition.language for edition in record.editions],
            "publisher": [
                {"@type": "Organization", "name": writer.plain(writer.get(ref).title)} for ref in record.publishers
            ],
            "isbn": record.isbn,
            "reportNumber": record.symbol,
            "url": record.url,
        }
    )
