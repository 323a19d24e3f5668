"""What a clerk reads when importing: the workbooks to fill in, cell by cell, and the sentence of every fault and
notice."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from ssj_publish.importers import templates, visits, wording
from ssj_publish.importers.heads import Column
from tests.bureau import item


def texts() -> dict[str, str]:
    """Each by its name."""
    return {
        "templates": "".join(line for kind in templates.KINDS for line in _template(kind, None)) + _of_points(),
        "wording": "".join(
            f"{code}\n  {sentence}\n" for table in (wording.FAULTS, wording.NOTICES) for code, sentence in table.items()
        ),
    }


def _of_points() -> str:
    """The one for visits where the points of an item have columns, and a row stands in it already."""
    columns, row = visits.visit_columns([item()]), {"body": "第1学校", "point:要点甲": "符合"}
    return "".join(_template("visits", columns, row))


def _template(kind: str, columns: Sequence[Column] | None, *rows: Mapping[str, str]) -> Iterator[str]:
    """The notes with the lists to choose from, then the table's heads with their widths, its lists, and its rows."""
    made = templates.template(kind, classes="AB", offices=("一科",), columns=columns, rows=rows)
    table, notes = load_workbook(io.BytesIO(made)).worksheets
    yield f"== {kind} {table.title} {table.freeze_panes}\n"
    for place, column in enumerate(notes.iter_cols(), 1):
        texts = [str(cell.value) for cell in column if cell.value is not None]
        if texts and place > 4:
            yield f"{get_column_letter(place)} {'｜'.join(texts)}\n"
    for row in notes.iter_rows(max_col=4):
        yield " | ".join(str(cell.value or "") for cell in row).rstrip() + "\n"
    for place, cell in enumerate(table[1], 1):
        letter = get_column_letter(place)
        below = table.column_dimensions[letter]
        yield f"{letter} {cell.value} {below.width:.0f} {below.number_format} {cell.font.bold}\n"
    for one in table.data_validations.dataValidation:
        yield f"{one.sqref} {one.type} {one.formula1}\n"
    yield from ("｜".join(str(cell.value or "") for cell in row) + "\n" for row in table.iter_rows(min_row=2))
