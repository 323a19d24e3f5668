"""The zip archive that a workbook is, held to bounds before any parser sees it.

Whoever sends a file chooses what it unpacks to: 53 kB can be minutes of work. What a real workbook never holds is
refused by the archive's own directory and by one quick look through its parts; what still costs too much is stopped by
the limits of the process that reads it (`tables`).
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from ssj_publish.importers.faults import Trouble

UNPACKED_MAX: Final = 256 * 2**20  # bytes of all parts together
#: What a small file may unpack to: a table's XML is seldom a fortieth of its size packed, a bomb's a thousandth.
_UNPACKED: Final = (16 * 2**20, 100)  # bytes, and so many times the file's own
_TAGS: Final = (2_000_000, 20)  # tags of all parts, and so many for each byte of the file
_PARTS_MAX: Final = 5_000
_SHEETS_MAX: Final = 500
_NAMES_MAX: Final = 20_000
_SMALL: Final = {"xl/workbook.xml": 8 * 2**20, "[Content_Types].xml": 4 * 2**20, "content.xml": UNPACKED_MAX}
_CHUNK: Final = 2**20
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet[\s/>]|<table:table[\s/>]")
_NAME: Final = re.compile(rb"<(?:\w+:)?definedName[\s/>]|<table:named-range[\s/>]")


def check(data: bytes) -> dict[str, ZipInfo]:
    """The parts by name. Raises `Trouble` for an archive that is broken, locked, or larger than any workbook."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _measure(parts, len(data))
            _look(archive, parts, len(data))
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError) as fault:
        raise Trouble("workbook-broken", reason=type(fault).__name__) from None
    except Exception as fault:
        if isinstance(fault, Trouble | MemoryError):
            raise
        raise Trouble("workbook-broken", reason=type(fault).__name__) from None  # zlib.error and its like
    return {part.filename: part for part in parts}


def _measure(parts: list[ZipInfo], size: int) -> None:
    """What the directory states; zipfile stops at the size that is stated there, so a false one unpacks no further."""
    if any(part.flag_bits & 1 for part in parts):
        raise Trouble("file-encrypted")
    limit = min(UNPACKED_MAX, _UNPACKED[0] + _UNPACKED[1] * size)
    if sum(part.file_size for part in parts) > limit or len(parts) > _PARTS_MAX:
        raise Trouble("file-unpacked", limit=limit // 2**20)
    for part in parts:
        if part.file_size > _SMALL.get(part.filename, UNPACKED_MAX):
            raise Trouble("file-unpacked", limit=_SMALL[part.filename] // 2**20)


def _look(archive: ZipFile, parts: list[ZipInfo], size: int) -> None:
    """Count the tags, sheets and names of the XML parts, and refuse declarations, which no workbook has."""
    tags = sheets = names = 0
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        tail = b""
        with archive.open(part) as source:
            while chunk := source.read(_CHUNK):
                tags += chunk.count(b"<")
                if tags > _TAGS[0] + _TAGS[1] * size:
                    raise Trouble("file-heavy")
                whole = tail + chunk
                if b"<!DOCTYPE" in whole or b"<!ENTITY" in whole:
                    raise Trouble("workbook-broken", reason="DOCTYPE")
                if part.filename in _SMALL:
                    sheets += len(_SHEET.findall(whole)) - len(_SHEET.findall(tail))
                    names += len(_NAME.findall(whole)) - len(_NAME.findall(tail))
                tail = whole[-64:]
    if sheets > _SHEETS_MAX:
        raise Trouble("sheets-many", limit=_SHEETS_MAX)
    if names > _NAMES_MAX:
        raise Trouble("names-many", limit=_NAMES_MAX)
