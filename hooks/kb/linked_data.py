"""What a page says to machines, in the words of schema.org (JSON-LD 1.1): what page it is, of which whole it is a part, what it is
about, and where it stands.

What a record is comes from its kind (`linked_data` in `hooks/catalog/<kind>/sharing.py`); nothing here knows a subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.exporting.data import table_files, whole_files
from kb.sharing import ALL, hook, list_id, present

if TYPE_CHECKING:
    from kb.frame import Frame

Node = dict[str, Any]
# Media types as registered with IANA.
_TYPES = {
    "atom": "application/atom+xml",
    "csv": "text/csv",
    "ics": "text/calendar",
    "jsonld": "application/ld+json",
    "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def graph(frame: Frame) -> list[Node]:
    """The descriptions of a page, as one document each; none for pages that search engines are not to find."""
    if frame.page and not frame.page.listed:
        return []
    nodes = [_whole(frame)] if not frame.address else [_page(frame), _breadcrumbs(frame)]
    return [{"@context": "https://schema.org", **node} for node in nodes]


def _site_id(frame: Frame) -> Node:
    return {"@id": f"{frame.library.settings.url}#site"}


def _page(frame: Frame) -> Node:
    """The page itself; `mainEntity` is what it is about."""
    page = frame.page
    address = frame.absolute(frame.text_locale)
    about = f"{frame.library.settings.page_url(frame.text_locale, f'{page.ref}/')}#about" if page and page.ref else ""
    found: Node = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": frame.page_title,
        "inLanguage": frame.text_locale,
        "isPartOf": _site_id(frame),
        "dateModified": str(page.updated) if page and page.updated else None,
        "license": frame.library.settings.licence,
    }
    if frame.collection:
        found |= {
            "@type": "CollectionPage",
            "description": frame.description,
            "mainEntity": _list(frame, frame.collection),
        }
    elif page and page.ref and page.address == f"{page.ref}/":
        entity = page.data or {"@type": "Thing", "name": page.title, "description": page.description}
        found |= {"identifier": page.ref, "mainEntity": {"@id": about, **entity}}
    elif about:
        found |= {"description": frame.description, "about": {"@id": about}}
    else:
        found["description"] = frame.description
    return present(found)


def _list(frame: Frame, collection: str) -> Node:
    """A collection as a set of data, or as what its kind says it is."""
    kind = hook(frame.library, collection, "LIST_TYPE")
    return {
        **list_id(frame.library, frame.locale, collection),
        "@type": ["Dataset", kind] if kind else "Dataset",
        **_described(frame, frame.page_title, frame.description),
        "isPartOf": _site_id(frame),
        "size": frame.writer.n(f"collections.{collection}.count", frame.library.count(collection)).unescape(),
        "distribution": [_download(frame, name) for name in table_files(collection)],
    }


def _described(frame: Frame, name: str, text: str) -> Node:
    """What search engines for data ask of a set (developers.google.com/search/docs/appearance/structured-data/dataset)."""
    library = frame.library
    return present(
        {
            "name": name,
            "description": text,
            "url": frame.absolute(frame.locale),
            "inLanguage": frame.locale,
            "license": library.settings.licence,
            "isAccessibleForFree": True,
            "dateModified": str(library.reviewed),
            "creator": {
                "@type": "Organization",
                "name": frame.t("site.name").unescape(),
                "url": library.settings.page_url(frame.locale, ""),
            },
            "spatialCoverage": {"@type": "Place", "name": frame.t("site.region").unescape()},
        }
    )


def _whole(frame: Frame) -> Node:
    """The knowledge base: a site and a set of data with its parts."""
    settings = frame.library.settings
    prefix = settings.prefix(frame.locale)
    files = [*whole_files(frame.library), f"{prefix}feeds/{ALL}.atom", f"{prefix}calendars/{ALL}.ics"]
    return {
        "@type": ["WebSite", "Dataset"],
        **_site_id(frame),
        **_described(frame, frame.t("site.name").unescape(), frame.t("site.lead").unescape()),
        "alternateName": frame.t("site.short").unescape(),
        "inLanguage": list(settings.languages),
        "hasPart": [list_id(frame.library, frame.locale, name) for name in frame.library.order],
        "distribution": [_download(frame, name) for name in files],
    }


def _download(frame: Frame, name: str) -> Node:
    return {
        "@type": "DataDownload",
        "encodingFormat": _TYPES[name.rpartition(".")[2]],
        "contentUrl": f"{frame.library.settings.url}{name}",
    }


def _breadcrumbs(frame: Frame) -> Node:
    """The way from the home page."""
    steps = [("", frame.t("site.short").unescape())]
    collection = frame.address.partition("/")[0]
    if collection in frame.library.collections:
        steps.append((f"{collection}/", frame.t(f"collections.{collection}.many").unescape()))
    if frame.address not in [address for address, _ in steps]:
        steps.append((frame.address, frame.page_title))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": name,
                "item": frame.library.settings.page_url(frame.locale, address),
            }
            for number, (address, name) in enumerate(steps, 1)
        ],
    }
