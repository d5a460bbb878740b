"""What a knowledge base says of its records for the search; the generator itself knows no word of the subject.

The view `search`, where there is one, may define

- `features(writer, record) -> Features`: other names, date and place of a record;
- `filters(writer) -> [(collection, label)]`: the collections whose records narrow the results;
- `WEIGHTS`: how much a collection counts in the order of results (1 where not named);
- `SILENT`: names of fields whose texts are not searched, such as remarks on the sources.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kb import discovery
from kb.library import Library
from kb.translating import Localized
from kb.writing import Writer

VIEW = "search"


@dataclass(frozen=True)
class Features:
    """`names` are other names, abbreviations and symbols by which a record is known; `date` and `place` are shown with
    a result; `years` are the first and the last one; `related` are the records of filters it belongs to."""

    names: list[str] = field(default_factory=list)
    date: str = ""
    years: tuple[int, int] | None = None
    place: str = ""
    related: list[str] = field(default_factory=list)


class Subject:
    """The view `search` of a knowledge base, asked once; without one, nothing is said of any record."""

    def __init__(self, library: Library) -> None:
        view = discovery.views(library.root).get(VIEW)
        self._module = view.module if view else None

    def features(self, writer: Writer, record: Localized) -> Features:
        """What is said of a record in the writer's language."""
        if not self._module:
            return Features()
        features, ref = self._module.features, str(record.ref)
        key = ("features", writer.locale, ref)
        found: Features = writer.library.remember(key, lambda: features(writer, writer.get(ref)))
        return found

    def filters(self, writer: Writer) -> list[tuple[str, str]]:
        """Collection and label of each filter."""
        return self._module.filters(writer) if self._module else []

    def weight(self, collection: str) -> float:
        """How much the records of a collection count."""
        return float(getattr(self._module, "WEIGHTS", {}).get(collection, 1))

    @property
    def silent(self) -> frozenset[str]:
        """Names of the fields that are not searched."""
        return frozenset(getattr(self._module, "SILENT", ()))
