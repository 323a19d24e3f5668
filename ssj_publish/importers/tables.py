"""A file becomes sheets of rows: what kind of file it is, how large it may be, how its text is encoded.

The kind is told by the first bytes, for offices rename files. The bytes are read once, so that the digest that goes
into the ledger is that of what was read.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final
from unicodedata import normalize

from ssj_publish import errors
from ssj_publish.core.shapes import Source
from ssj_publish.importers import archive, csvs, older, xlsx
from ssj_publish.importers.faults import Trouble
from ssj_publish.importers.sheets import Sheet
from ssj_publish.machine.workers import confined

FILE_MAX: Final = 64 * 2**20  # bytes
_MEMORY: Final = 280 * 10**6  # bytes, of which the program itself takes some forty
_SECONDS: Final = 4.5  # and half a second for starting
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")


def load(path: Path) -> tuple[Source, bytes]:
    """The file's bytes with its name and digest. Raises `errors.WorkbookUnreadable`."""
    try:
        with path.open("rb") as stream:
            data = stream.read(FILE_MAX + 1)
    except OSError as fault:
        raise errors.WorkbookUnreadable(file=str(path), reason=fault.strerror or type(fault).__name__) from None
    return Source(file=file_name(path), sha256=sha256(data).hexdigest()), data


def file_name(path: Path) -> str:
    """The name as a ledger can hold it: NFC (macOS gives NFD), no undecodable bytes, one line."""
    name = path.name.encode("utf-8", "replace").decode()
    return " ".join(normalize("NFC", "".join(char for char in name if char.isprintable())).split())[:200] or "（无名）"


def parse(data: bytes, suffix: str) -> list[Sheet]:
    """The sheets of a workbook or of a CSV file. Raises `Trouble` for anything else.

    A workbook is read by a process of its own, with limits of time and memory (`machine.workers`): what a file unpacks
    to and how long a parser takes over it is in the hand of whoever made it.
    """
    if len(data) > FILE_MAX:
        raise Trouble("file-large", limit=FILE_MAX // 2**20)
    if not data.strip():
        raise Trouble("file-empty")
    if data.startswith((b"PK", _OLE)):
        memory, seconds = budget(len(data))
        try:
            return confined(workbook, data, memory=memory, seconds=seconds)
        except (MemoryError, TimeoutError, ChildProcessError):
            raise Trouble("file-heavy") from None
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<", b"{\\rtf", b"%pdf")):
        raise Trouble("file-disguised")
    if suffix.lower() not in {".csv", ".txt", ".tsv"}:
        raise Trouble("file-unknown", suffix=suffix or "无扩展名")
    return csvs.read(data)


def budget(size: int) -> tuple[int, float]:
    """Bytes of memory and seconds that reading a file of ``size`` bytes may take: 300 MB and 5 s for up to 400 kB."""
    more = max(size - 400_000, 0)
    return min(_MEMORY + 60 * more, 3 * 2**30), _SECONDS + more / 250_000


def workbook(data: bytes) -> list[Sheet]:
    """The sheets of a workbook of any kind. Raises `Trouble`."""
    if data.startswith(_OLE):
        if any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "DRMEncryptedDataSpace")):
            raise Trouble("file-encrypted")
        return older.read(data)
    parts = archive.check(data)
    if "content.xml" in parts and "[Content_Types].xml" not in parts:
        return older.read_ods(data)
    if "xl/workbook.bin" in parts:
        return older.read(data)
    if "[Content_Types].xml" not in parts:
        raise Trouble("file-zip")
    if "word/document.xml" in parts or "ppt/presentation.xml" in parts:
        raise Trouble("file-disguised")
    return xlsx.read(data)
