"""What a clerk reads when importing: the workbooks to fill in, cell by cell, and the sentence of every fault and
notice."""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from ssj_publish.importers import templates, wording


def texts() -> dict[str, str]:
    """Each by its name."""
    return {
        "templates": "".join(line for kind in templates.KINDS for line in _template(kind)),
        "wording": "".join(
            f"{code}\n  {sentence}\n" for table in (wording.FAULTS, wording.NOTICES) for code, sentence in table.items()
        ),
    }


def _template(kind: str) -> Iterator[str]:
    """The table's heads with their widths and lists, then the notes."""
    table, notes = load_workbook(io.BytesIO(templates.template(kind, classes="AB", offices=("一科",)))).worksheets
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
