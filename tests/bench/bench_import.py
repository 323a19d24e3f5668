"""A register of 50,000 bodies read from a workbook, against openpyxl going once through its cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import xlsxwriter

from ssj_publish.importers import read_bodies
from tests.bench.measure import Row, compare

HEADS = ("对象编号", "对象名称", "对象类型", "详细地址", "所属乡镇", "信用等级", "等级评定日期", "状态")


def main() -> Iterator[Row]:
    """One row."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "名录.xlsx")
        _write(file, 50_000)
        ours = partial(read_bodies, file, classes=tuple("ABCD"), today=date(2026, 1, 1))
        if len(ours().entries) != 50_000:
            raise AssertionError("not all was read")
        yield compare("xlsx 名录 50,000 行，读成对象", ours, "openpyxl 逐格读一遍", partial(_cells, file), 3)


def _write(file: Path, count: int) -> None:
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    for number in range(count):
        told = (
            f"BD-{number:06d}",
            f"安澜县第{number}号中心",
            "校外培训机构",
            f"人民路{number}号",
            "城关镇",
            "ABCD"[number % 4],
        )
        sheet.write_row(number + 1, 0, (*told, "2025-01-06", "正常"))
    book.close()


def _cells(file: Path) -> int:
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    return sum(cell.value is not None for row in book.worksheets[0].iter_rows() for cell in row)


if __name__ == "__main__":
    list(main())
