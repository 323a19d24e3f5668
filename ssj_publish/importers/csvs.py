"""CSV files as offices send them: UTF-8 with or without its mark, GB18030, or UTF-16 with tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.sheets import Sheet, guard


def read(data: bytes) -> list[Sheet]:
    """The one sheet, which has no name. Raises `Trouble`."""
    return [Sheet(None, list(_rows(_decode(data))))]


def _decode(data: bytes) -> str:
    # UTF-16 is what Excel calls "Unicode text".
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    marked = data.startswith(b"\xef\xbb\xbf")
    for encoding in ("utf-16",) if wide else ("utf-8-sig",) if marked else ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as fault:
            start = fault.start
    raise Trouble("csv-encoding", line=data.count(b"\n", 0, start) + 1)


def _rows(text: str) -> Iterator[tuple[int, list[Value]]]:
    """Rows are counted as records, as a spreadsheet counts them: a line break inside a cell makes no new one."""
    first = text.split("\n", 1)[0].strip()
    delimiter = first[4] if first.lower().startswith("sep=") and len(first) == 5 else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count = held = 0
    try:
        for record in reader:
            count += 1
            if any(record) and not (count == 1 and first.lower().startswith("sep=")):
                held += 1
                guard(held, len(record), 0)
                yield count, list(record)
    except csv.Error:
        raise Trouble("csv-broken", row=count + 1, line=reader.line_num) from None


def _delimiter(text: str) -> str:
    """The one of comma, tab and semicolon that occurs most in the first lines."""
    sample = "\n".join(text.split("\n", 20)[:20])
    return max(",\t;", key=lambda one: (sample.count(one), one == ","))
