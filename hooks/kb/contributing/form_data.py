"""What the form for records loads: words, schemas and names of all records in one language; and the record itself.

A record comes as values and comments, not as YAML: the form writes files anew in the canonical form (`form-file.js` is
`kb.contributing.canonical` in JavaScript), so what nobody touched comes out as it was, byte for byte, and no browser
has to read YAML.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache, partial
from typing import Any

from babel import Locale
from babel.localedata import locale_identifiers

from kb.assets import hashed
from kb.contributing.comments import Comments, read_comments
from kb.contributing.form_schemas import form_schemas
from kb.contributing.form_words import messages, words
from kb.finding import RecordFile
from kb.library import Library, Record
from kb.schema import SLUG
from kb.searching.vendor import library_script
from kb.values import country_codes
from kb.writing import Writer

LIBRARY, SHARES = "form-library.js", 8


def form_files(library: Library) -> dict[str, bytes]:
    """Name -> bytes of each script of the form: the libraries, all records, and for each language all it has to know."""
    made = record_files(library)
    files = {name: f"assets/{file}" for name, file in hashed(made).items()}
    for locale in library.settings.languages:
        made[f"form-{locale}.js"] = _script("kbFormData", content(Writer(library, locale)) | {"files": files})
    return made | {LIBRARY: library_script(library.root, LIBRARY)}


def record_files(library: Library) -> dict[str, bytes]:
    """Name -> bytes of the scripts with the records, of which the form loads the one that holds its record.

    Records of a kind share some files: one for all would be heavy for a reader, one for each in the offline copy.
    """
    found: dict[str, bytes] = {}
    for ref in sorted(library.records):
        name = file_of(ref)
        found[name] = found.get(name, b"") + library.remember(("form", ref), partial(_record, library, ref))
    return found


def _record(library: Library, ref: str) -> bytes:
    return _script(f'(globalThis.kbRecords??={{}})["{ref}"]', record_content(library.records[ref]))


def file_of(ref: str) -> str:
    """The file that holds a record: its place depends on its reference alone, so that a new record moves no other."""
    share = int(hashlib.sha256(ref.encode()).hexdigest()[0], 16) % SHARES
    return f"records-{ref.partition('/')[0]}-{share}.js"


def _script(name: str, content: Any) -> bytes:
    return f"{name}={json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def content(writer: Writer) -> dict[str, Any]:
    """Everything the form knows in a language but the records themselves."""
    library, settings = writer.library, writer.library.settings
    return {
        "locale": writer.locale,
        "languages": {code: writer.language.language(code) for code in settings.languages},
        "kinds": {name: writer.t(f"collections.{name}.one").unescape() for name in library.order},
        "records": {ref: writer.plain(writer.get(ref).title) for ref in sorted(library.records)},
        "schemas": library.remember(("form schemas", writer.locale), partial(_schemas, library, writer.locale)),
        "shares": SHARES,
        "slug": SLUG.pattern,
        "codes": {"language": language_codes(), "country": sorted(country_codes())},
        "edit": settings.edit_url("{path}"),
        "new": settings.new_url("{path}"),
        "words": words(writer),
        "messages": messages(writer),
    }


def _schemas(library: Library, locale: str) -> dict[str, Any]:
    return {name: form_schemas(library, name, locale) for name in library.order}


@cache
def language_codes() -> list[str]:
    """The languages that CLDR knows, without their regions and scripts."""
    return sorted({Locale.parse(code).language for code in locale_identifiers()})


def record_content(record: Record) -> dict[str, Any]:
    """A record as the form opens it: its original and its translations."""
    return {
        "locale": record.locale,
        "original": file_content(record.original),
        "translations": {code: file_content(file) for code, file in sorted(record.translations.items())},
    }


def file_content(file: RecordFile) -> dict[str, Any]:
    """The values of a file and, where there are any, its comments by location."""
    comments = read_comments(file.path.read_text(encoding="utf-8"), file.node)
    return {"values": file.node.plain(), **({"comments": packed(comments)} if comments != Comments() else {})}


def packed(comments: Comments) -> dict[str, Any]:
    """Comments as JSON, which has no locations as keys."""
    return {
        "head": comments.head,
        "above": [[list(location), lines] for location, lines in comments.above.items()],
        "behind": [[list(location), text] for location, text in comments.behind.items()],
        "tail": comments.tail,
    }
