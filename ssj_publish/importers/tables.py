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
from ssj_publish.importers import csvs, xlsx
from ssj_publish.importers.faults import Trouble
from ssj_publish.importers.sheets import Sheet

FILE_MAX: Final = 64 * 2**20  # bytes
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
    """The sheets of a workbook or of a CSV file. Raises `Trouble` for anything else."""
    if len(data) > FILE_MAX:
        raise Trouble("file-large", limit=FILE_MAX // 2**20)
    if not data.strip():
        raise Trouble("file-empty")
    if data.startswith(b"PK") and b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        raise Trouble("file-ods")
    if data.startswith(b"PK"):
        return xlsx.read(data)
    if data.startswith(_OLE):
        raise Trouble("file-encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "file-xls")
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<", b"{\\rtf", b"%pdf")):
        raise Trouble("file-disguised")
    if suffix.lower() not in {".csv", ".txt", ".tsv"}:
        raise Trouble("file-unknown", suffix=suffix or "无扩展名")
    return csvs.read(data)
