"""All records as linked data: one JSON-LD 1.1 document in the words of schema.org, the links between records as dcterms:references.

What a record is comes from its kind (`linked_data` in `hooks/catalog/<kind>/sharing.py`), told in each language and laid together
here: what is alike stands once, a text in several languages gets a language tag. The context is in the file, so that no
reader has to fetch one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from kb.library import Library, Record
from kb.sharing import hook
from kb.writing import Writer

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    **{name: {"@type": "@id"} for name in ("url", "sameAs", "license", "eventStatus", "eventAttendanceMode")},
    **{f"dcterms:{name}": {"@type": "@id"} for name in ("source", "references")},
}


def graph(library: Library) -> dict[str, Any]:
    """The document."""
    writers = {locale: Writer(library, locale) for locale in library.settings.languages}
    site = {
        "@id": f"{library.settings.url}#site",
        "@type": "Dataset",
        "name": _merged({locale: writer.t("site.name").unescape() for locale, writer in writers.items()}),
        "url": library.settings.url,
        "dateModified": library.reviewed.isoformat(),
        **({"license": library.settings.licence} if library.settings.licence else {}),
    }
    return {"@context": CONTEXT, "@graph": [site, *_nodes(library, writers)]}


def _nodes(library: Library, writers: Mapping[str, Writer]) -> Iterator[dict[str, Any]]:
    for ref in library.records:
        yield library.remember(("node", ref), partial(_node, writers, ref))


def _id(library: Library, record: Record) -> str:
    """The name of the thing: its page in the first language in which it is there, as the pages' own linked data says."""
    locale = next(code for code in library.settings.languages if record.has(code))
    return f"{library.settings.page_url(locale, f'{record.ref}/')}#about"


def _node(writers: Mapping[str, Writer], ref: str) -> dict[str, Any]:
    library = next(iter(writers.values())).library
    record = library.records[ref]
    told = {code: _told(writer, record) for code, writer in writers.items() if record.has(code)}
    linked = sorted({link.target for link in library.links_from.get(ref, ())})
    found = {
        "@id": _id(library, record),
        **_merged(told),
        "identifier": record.ref,
        "dateModified": record.data.reviewed.isoformat(),
        "mainEntityOfPage": [{"@id": library.settings.page_url(code, f"{record.ref}/")} for code in told],
        "dcterms:source": list(dict.fromkeys(str(source.url) for source in record.data.sources)),
        "dcterms:references": [_id(library, library.records[target]) for target in linked if target in library.records],
    }
    return {key: value for key, value in found.items() if value}


def _told(writer: Writer, record: Record) -> dict[str, Any]:
    """What the kind says of the record in one language; kinds that say nothing are things with a name."""
    here = writer.get(record.ref)
    writer.begin("")
    say = hook(writer.library, record.collection, "linked_data")
    plain = {"@type": "Thing", "name": writer.plain(here.title), "description": writer.plain(here.summary)}
    return (say(writer, here) if say else None) or plain


def _merged(values: Mapping[str, Any]) -> Any:
    """What is said in each language as one value."""
    several = list(values.values())
    if all(each == several[0] for each in several):
        return several[0]
    if all(isinstance(each, dict) for each in several) and len({each.get("@id") for each in several}) == 1:
        names = dict.fromkeys(name for each in several for name in each)
        return {name: _merged({code: each[name] for code, each in values.items() if name in each}) for name in names}
    if all(isinstance(each, list) for each in several):
        return _merged_lists(values)
    return [_tagged(each, code) for code, each in values.items()]


def _merged_lists(values: Mapping[str, list[Any]]) -> list[Any]:
    """Lists of things of the same length go together one by one, lists of words one after another."""
    several = list(values.values())
    alike = len({len(each) for each in several}) == 1
    if alike and all(isinstance(item, dict) for each in several for item in each):
        return [_merged({code: each[index] for code, each in values.items()}) for index in range(len(several[0]))]
    found: list[Any] = []
    for code, each in values.items():
        found += [tagged for item in each if (tagged := _tagged(item, code)) not in found]
    return found


def _tagged(value: Any, locale: str) -> Any:
    """A text with its language; addresses and things stay as they are."""
    if not isinstance(value, str) or value.startswith(("http://", "https://")):
        return value
    return {"@value": value, "@language": locale}
