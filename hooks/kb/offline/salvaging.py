"""What is still whole in an archive that was cut short: its list of contents stood at the end and is gone."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from kb.offline.archive import MOST

_HEADER = struct.Struct("<4s5H3L2H")
_SIGN = b"PK\x03\x04"
_DEFLATED = 8


def whole_files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file from the beginning on, up to the first that is not whole."""
    data = path.read_bytes() if path.stat().st_size < MOST else b""
    place = 0
    while place + _HEADER.size <= len(data):
        sign, _, _, method, _, _, crc, packed, size, name_length, more = _HEADER.unpack_from(data, place)
        name_at = place + _HEADER.size
        begin = name_at + name_length + more
        place = begin + packed
        if sign != _SIGN or place > len(data):
            return
        content = _unpacked(data[begin:place], method, size)
        if content is None or zlib.crc32(content) != crc:
            return
        yield data[name_at : name_at + name_length].decode("utf-8", "replace"), content


def _unpacked(packed: bytes, method: int, size: int) -> bytes | None:
    """The content, or None when it is not what its header says."""
    if method != _DEFLATED:
        return packed if method == 0 and len(packed) == size else None
    try:
        found = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
    except zlib.error:
        return None
    return found if len(found) == size else None
