"""Terms for other programs: schema.org/DefinedTerm, the glossary as DefinedTermSet."""

from __future__ import annotations

from typing import Any

from catalog.terms.glossary import glossary
from catalog.terms.suggesting import suggestions
from kb.sharing import list_id, present
from kb.translating import Localized
from kb.writing import Writer

__all__ = ["LIST_TYPE", "glossary", "linked_data", "suggestions"]

LIST_TYPE = "DefinedTermSet"


def linked_data(writer: Writer, record: Localized) -> dict[str, Any]:
    """The term and its definition."""
    return present(
        {
            "@type": "DefinedTerm",
            "name": writer.plain(record.title),
            "alternateName": [writer.plain(each) for each in record.variants],
            "description": writer.plain(record.summary),
            "termCode": record.abbreviation,
            "inDefinedTermSet": list_id(writer.library, writer.locale, "terms"),
        }
    )
