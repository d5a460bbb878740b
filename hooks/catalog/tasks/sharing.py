"""Tasks for other programs: schema.org/HowTo."""

from __future__ import annotations

from typing import Any

from kb.translating import Localized
from kb.writing import Writer


def linked_data(writer: Writer, record: Localized) -> dict[str, Any]:
    """The path, step by step."""
    steps = [
        {"@type": "HowToStep", "name": writer.plain(step.title), "text": writer.plain(step.text)}
        for step in record.steps
    ]
    return {
        "@type": "HowTo",
        "name": writer.plain(record.title),
        "description": writer.plain(record.summary),
        "step": steps,
    }
