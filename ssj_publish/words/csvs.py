"""The one writer of CSV: RFC 4180's commas and quotes, and nothing in a cell that a spreadsheet would reckon with.

A text that a spreadsheet might take for a formula bears an apostrophe in front, and so does a text that begins with
one: who takes exactly one leading apostrophe away from every text has the original again (`original`; in SQL
``regexp_replace(text, '^''', '')``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

Value = str | int | date | datetime | None

MARK: Final = "'"
#: What makes a formula in Excel, WPS or LibreOffice; in the East Asian editions the full-width forms too.
_FORMULA: Final = tuple("=+-@＝＋－＠")
_CONTROL: Final = ("\t", "\r", "\n")


def written(rows: Iterable[Sequence[Value]], end: str = "\r\n") -> str:
    """The rows as CSV, each with its ``end``.

    >>> written([("=1", "a,b", 3)])
    '\\'=1,"a,b",3\\r\\n'
    """
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows([plain(value) for value in row] for row in rows)
    return text.getvalue()


def plain(value: Value) -> str:
    """A value as a cell of CSV has it.

    >>> plain("=1+1"), plain("' x"), plain("A"), plain(-1)
    ("'=1+1", "'' x", 'A', '-1')
    """
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return neutral(value) if isinstance(value, str) else str(value)


def neutral(text: str) -> str:
    """``text`` so that no spreadsheet reckons with it; `original` undoes it."""
    risky = text.startswith((MARK, *_CONTROL)) or text.lstrip().startswith(_FORMULA)
    return MARK + text if risky else text


def original(cell: str) -> str:
    """What `neutral` was given."""
    return cell.removeprefix(MARK)
