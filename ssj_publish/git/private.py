"""What must never come into a repository, from whose history nothing can be taken out: keys, secrets, personal data.

The ledger's own files are not looked at here, for the door does; all others are, once for each of their versions:

- a private key, in whatever PEM form (OpenSSH's, PKCS#8, …);
- a file that is nothing but a draw's secret (64 hex digits);
- identity numbers whose check digit fits (GB 11643-1999), wherever they stand in a text or a workbook;
- a table with a column for identity or mobile numbers, or with mobile numbers in it, as CSV or as a workbook;
- a workbook that nobody can look into: Excel's old form, or under a password.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final
from zipfile import BadZipFile, ZipFile

from stdnum.cn import ric

from ssj_publish import errors
from ssj_publish.git import trees
from ssj_publish.git.command import Git
from ssj_publish.git.ledger import FOLDER
from ssj_publish.git.trees import FILE, PROGRAM, Item

#: Larger files are no texts or tables of an office, and are not looked into.
LIMIT: Final = 64 << 20
_UNPACKED: Final = 64 << 20
_KEY: Final = re.compile(rb"^-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\r?$", re.MULTILINE)
_SECRET: Final = re.compile(rb"(?:\xef\xbb\xbf)?[0-9a-fA-F]{64}\s*")
_IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_COLUMN: Final = re.compile("身份证|公民身份|手机")
_MOBILE: Final = re.compile(r"(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z.])")
_HEAD_ROWS: Final = 5
_HEAD_LENGTH: Final = 12
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TABLES: Final = (".csv", ".xls", ".xlsx", ".xlsm", ".et")
_TAGS: Final = re.compile(r"<[^>]*>")
_CELL: Final = re.compile(r"<(?:si|is)\b[^>]*>(.*?)</(?:si|is)>", re.DOTALL)


def check(git: Git, items: Iterable[Item]) -> None:
    """Every file of ``items`` outside the ledger may stand in a history; a leaf of `errors.PrivateContent`."""
    prefix = f"{FOLDER}/".encode()
    listed = [one for one in items if one.mode in (FILE, PROGRAM) and not one.path.startswith(prefix)]
    each = {one.id: one for one in listed}
    large = {id_ for id_, size in trees.sizes(git, [*each]).items() if size > LIMIT}
    for item, data in trees.blobs(git, [one for id_, one in each.items() if id_ not in large], LIMIT):
        name = trees.shown(item.path)
        fault = found(name, data)
        if fault is not None:
            raise fault(name=name)


def found(name: str, data: bytes) -> type[errors.PrivateContent] | None:
    """Why the file ``name`` with these bytes has to stay out; None where nothing was found."""
    if _KEY.search(data):
        return errors.PrivateKeyCommitted
    if _SECRET.fullmatch(data):
        return errors.SecretCommitted
    table = name.lower().endswith(_TABLES)
    if data.startswith(_OLE):
        return errors.WorkbookOpaque if table else None
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, table)
    text = _text(data)
    if text is None:
        return None
    return _told(text, _csv_heads(text), table)


def _told(text: str, heads: Iterable[str], table: bool) -> type[errors.PrivateContent] | None:
    """What a text holds; of a table, ``heads`` are the short cells that may be heads, and a mobile number is a
    person's."""
    if table and (any(_COLUMN.search(head) for head in heads) or _MOBILE.search(text)):
        return errors.PersonalColumn
    return errors.IdentityCommitted if any(ric.is_valid(one) for one in _IDENTITY.findall(text)) else None


def _packed(data: bytes, table: bool) -> type[errors.PrivateContent] | None:
    """A workbook or another document made of XML parts in a zip."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
            if any(part.flag_bits & 1 for part in parts) or sum(part.file_size for part in parts) > _UNPACKED:
                return errors.WorkbookOpaque
            texts = [archive.read(part).decode("utf-8", "replace") for part in parts]
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return errors.WorkbookOpaque if table else None
    cells = (_plain(cell) for text in texts for cell in _CELL.findall(text))
    # A head is short; a remark that speaks of identity cards is not one.
    heads = (cell for cell in cells if len(cell) <= _HEAD_LENGTH)
    return _told("\n".join(_TAGS.sub("\n", text) for text in texts), heads, table)


def _plain(cell: str) -> str:
    return re.sub(r"\s", "", unescape(_TAGS.sub("", cell)))


def _text(data: bytes) -> str | None:
    if b"\0" in data[:8192]:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _csv_heads(text: str) -> Iterator[str]:
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text))):
            if number == _HEAD_ROWS:
                return
            yield from (cell for cell in row if len(cell) <= _HEAD_LENGTH)
    except csv.Error:
        return
