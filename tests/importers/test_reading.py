"""Ugly tables: what is tolerated without a word, what is said, and what is refused with its place."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ssj_publish import errors
from ssj_publish.importers import read_bodies, wording
from ssj_publish.importers.reading import Import
from tests.importers.conftest import Write

CLASSES = ("A", "B", "C", "D")
HEAD = ("序号", "编号", "名称", "统一社会信用代码", "类型", "地址", "信用等级", "等级评定日期", "联系电话")
CODES = ("52990122XP8LAUY127", "919901221NKC0EP5CM", "91990122HA80416HA6", "91990122N90G1MH048", "52990122784ATUTPJ9")


def row(number: int, **changes: object) -> list[object]:
    """A good row; ``changes`` by head."""
    id_, name, address = f"DX-{number:04}", f"第{number}小学", f"学府街{number}号"
    made = (number, id_, name, CODES[number - 1], "中小学", address, "A", "2025-01-06", "13800001111")
    return list((dict(zip(HEAD, made, strict=True)) | changes).values())


def read(path: Path, **options: Any) -> Import[Any]:
    return read_bodies(path, classes=CLASSES, **options)


def said(read: Import[Any]) -> list[tuple[Any, ...]]:
    """The faults as (code, row, column)."""
    return [(fault.code, fault.row, fault.column) for fault in read.faults]


def noted(read: Import[Any]) -> list[tuple[Any, ...]]:
    return [(notice.code, notice.row, notice.column) for notice in read.notices]


def test_a_plain_table(write: Write) -> None:
    """Entries in order; the file's own name and digest; paths with spaces and Chinese."""
    found = read(write([HEAD, row(1), row(2)]))
    assert [one.id for one in found.entries] == ["DX-0001", "DX-0002"]
    assert found.source.file == "名录 库.xlsx"
    assert ("column-personal", 1, "I") in noted(found)


def test_everything_ugly_at_once(write: Write) -> None:
    """Title rows, blank rows, a two-row merged head, widths, stray spaces, dates in several notations, feet: no
    fault."""
    rows = [
        ["安澜县监管对象名录库"],
        ["填报单位：基础教育科", None, None, None, None, "填报日期：2025年1月6日"],
        [],
        ["序号", "编 号", "名  称", "统一社会信用代码（注册号）", "类型", "地址*", "信用", None, "联系人"],
        [None, None, None, None, None, None, "等级", "评定\n日期", None],
        row(1, 编号="ＤＸ－０００１", 名称=" 第１ 小学\u200b", 信用等级="Ａ类", 等级评定日期="2025年1月6日"),
        [None] * 9,
        row(2, 等级评定日期="2025.1.6", 信用等级="b", 统一社会信用代码=" 919901221nkc0ep5cm "),
        row(3, 等级评定日期=datetime(2025, 1, 6), 类型="中 小 学"),
        ["序号", "编号", "名称", "统一社会信用代码", "类型", "地址", "等级", "评定日期", "联系人"],
        row(4, 等级评定日期=45663, 编号=4),
        row(5, 等级评定日期="20250106", 地址="学府街\n5号"),
        ["合计", None, 5],
        ["填表人：张三 13800001111", None, "审核人：李四", None, None, "2025年1月7日"],
    ]

    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:I1")
        sheet.merge_cells("G4:H4")
        for column in "ABCDEFI":
            sheet.merge_cells(f"{column}4:{column}5")
        sheet.merge_cells("A14:B14")

    found = read(write(rows, change=merge))
    assert said(found) == []
    assert [(one.id, one.name, one.type) for one in found.entries] == [
        ("DX-0001", "第１小学", "中小学"), ("DX-0002", "第2小学", "中小学"), ("DX-0003", "第3小学", "中小学"),
        ("4", "第4小学", "中小学"), ("DX-0005", "第5小学", "中小学"),
    ]  # fmt: skip
    assert {one.class_date for one in found.entries} == {date(2025, 1, 6)}
    assert [one.credit_class for one in found.entries] == ["A", "B", "A", "A", "A"]
    assert found.entries[1].code == CODES[1]
    assert found.entries[4].address == "学府街 5号"
    assert noted(found) == [
        ("column-personal", 5, "I"),
        ("row-head", 10, None),
        ("row-foot", 13, None),
        ("row-foot", 14, None),
        ("code-number", 11, "B"),
        ("assumed-state", None, None),
        ("assumed-capped", None, None),
    ]
    assert not [
        one for one in found.notices if "13800001111" in wording.sentence(one) or "张三" in wording.sentence(one)
    ]


def test_every_fault_is_said_at_once(write: Write) -> None:
    """All rows and cells, each with place, head, value and way out; nothing can be had of it."""
    rows = [
        HEAD,
        row(1, 统一社会信用代码="52990122XP8LAUY128", 信用等级="E", 等级评定日期="2025年1月"),
        row(2, 名称=None, 地址="—"),
        row(3, 编号="第三", 统一社会信用代码=9.1e17),
        row(4, 名称="第1小学"),
        row(5, 编号="dx-0001", 地址="校长13912345678"),
    ]
    found = read(write(rows))
    assert said(found) == [
        ("code-check", 2, "D"), ("class-unknown", 2, "G"), ("day-missing", 2, "H"),
        ("blank", 3, "C"), ("blank", 3, "F"),
        ("precision-lost", 4, "D"), ("id-malformed", 4, "B"),
        ("name-twice", 5, "C"),
        ("id-twice", 6, "B"), ("personal", 6, "F"),
    ]  # fmt: skip
    with pytest.raises(errors.WorkbookFaults) as refused:
        found.entries  # noqa: B018
    assert found.accepted == ()
    assert refused.value.faults == found.faults
    assert refused.value.count == 10
    sentences = [wording.sentence(fault) for fault in found.faults]
    assert sentences[0] == (
        "名录 库.xlsx 工作表“名录” 第 2 行 D 列（统一社会信用代码）：“52990122XP8LAUY128”："
        "统一社会信用代码的校验位不对（按前 17 位应为 7），多半是抄错了一位。请核对登记证书。"
    )
    assert "13912345678" not in "".join(sentences)


def test_sheets(write: Write) -> None:
    """The sheet whose head fits is taken; hidden ones are passed over aloud; two that fit are one register, which is a
    doubt."""

    def others(sheet: Any) -> None:
        sheet.parent.create_sheet("填表说明", 0).append(["请逐项填写", "不得空缺"])
        hidden = sheet.parent.create_sheet("旧表")
        hidden.append(HEAD)
        hidden.append(row(2))
        hidden.sheet_state = "hidden"
        sheet.parent.create_sheet("模板").append(HEAD)

    found = read(write([HEAD, row(1)], change=others))
    assert [one.id for one in found.entries] == ["DX-0001"]
    assert [(one.code, one.data) for one in found.notices if one.code == "sheet-hidden"] == [
        ("sheet-hidden", {"name": "旧表"})
    ]

    def second(sheet: Any) -> None:
        copy = sheet.parent.create_sheet("名录二")
        copy.append(HEAD)
        copy.append(row(2))

    path = write([HEAD, row(1)], change=second)
    joined = read(path)
    assert [one.id for one in joined.entries] == ["DX-0001", "DX-0002"]
    assert [one.data["fits"] for one in joined.notices if one.doubt] == ["“名录”、“名录二”"]
    assert [one.id for one in read(path, sheet="名录二").entries] == ["DX-0002"]
    (fault,) = read(path, sheet="名录三").faults
    assert fault.code == "sheet-unknown"
    assert "“名录”、“名录二”" in wording.sentence(fault)


def test_no_head(write: Write) -> None:
    """A workbook of another kind: what was looked for, and which sheets there are."""
    (fault,) = read(write([["姓名", "执法证号"], ["甲", "1"]], sheet="人员")).faults
    assert fault.code == "head-missing"
    assert "信用等级" in wording.sentence(fault)
    assert "“人员”" in wording.sentence(fault)


def test_missing_columns_are_named_once(write: Write) -> None:
    """Each missing column once, not once a row, and the other columns are read all the same."""
    keep = [0, 1, 2, 3, 4]
    rows = [[values[index] for index in keep] for values in (HEAD, row(1), row(2, 编号="二"))]
    found = read(write(rows))
    assert said(found) == [("head-absent", None, None)] * 3 + [("id-malformed", 3, "B")]
    assert [fault.data["wanted"] for fault in found.faults[:3]] == ["地址", "信用等级", "等级评定日期"]


def test_rival_columns(write: Write) -> None:
    """Two columns under one head are refused where they differ; a further column of the same meaning is left unused."""
    found = read(write([(*HEAD, "名称"), [*row(1), "别名"]]))
    assert said(found) == [("head-twice", 1, "J")]
    assert said(read(write([(*HEAD, "名称"), [*row(1), "第1小学"]]))) == []
    found = read(write([(*HEAD, "注册地址"), [*row(1), "他处"]]))
    assert found.entries[0].address == "学府街1号"
    assert ("column-unused", 1, "J") in noted(found)


def test_empty_tables(write: Write) -> None:
    """A head without rows is a fault: it would otherwise remove the whole register."""
    assert said(read(write([HEAD]))) == [("table-empty", None, None)]
    assert said(read(write([HEAD, ["合计", None, 0]]))) == [("table-empty", None, None)]


def test_merged_data_cells(write: Write) -> None:
    """A merged cell counts for every row it covers, but brings no blank row to life."""

    def merge(sheet: Any) -> None:
        sheet.merge_cells("E2:E5")

    rows = [HEAD, row(1), row(2, 类型=None), row(3, 类型=None), [None] * 9]
    found = read(write(rows, change=merge))
    assert [one.type for one in found.entries] == ["中小学"] * 3


def test_formulas(write: Write) -> None:
    """A formula that nobody has calculated is a fault in a column that is read, and nowhere else."""

    def formulas(sheet: Any) -> None:
        sheet["C2"] = '="第"&A2&"小学"'
        sheet["I2"] = "=1+1"
        sheet["A2"] = "=ROW()-1"

    assert said(read(write([HEAD, row(1)], change=formulas))) == [("formula", 2, "C")]


def test_stored_formula_values_are_read(write: Write) -> None:
    """A calculated formula is its value, the empty text included."""
    path = write([HEAD, row(1)], change=lambda sheet: sheet.__setitem__("C2", '="x"'))
    rewrite(path, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v />")
    rewrite(path, "xl/worksheets/sheet1.xml", b'<f>"x"</f><v />', '<f>"x"</f><v>甲校</v>'.encode())
    rewrite(path, "xl/worksheets/sheet1.xml", b'<c r="C2"><f>', b'<c r="C2" t="str"><f>')
    assert read(path).entries[0].name == "甲校"
    rewrite(path, "xl/worksheets/sheet1.xml", "<v>甲校</v>".encode(), b"<v></v>")
    assert said(read(path)) == [("blank", 2, "C")]


def rewrite(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Change the bytes of one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_sheet_that_misstates_its_size(write: Write) -> None:
    """Some writers state A1 for a whole table; all its rows are read."""
    path = write([HEAD, row(1), row(2)])
    rewrite(path, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:I3"', b'<dimension ref="A1:A1"')
    assert len(read(path).entries) == 2


def test_hidden_rows_are_read_and_said(write: Write) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    found = read(write([HEAD, row(1), row(2)], change=hide))
    assert len(found.entries) == 2
    assert [one.data for one in found.notices if one.code == "rows-hidden"] == [{"count": 1}]


def test_comments_charts_and_styles_do_no_harm(write: Write) -> None:
    def dress(sheet: Any) -> None:
        sheet["A1"].comment = Comment("请核对", "甲")
        sheet["H2"].number_format = 'yyyy"年"m"月"d"日"'
        sheet.parent.create_chartsheet("图")

    assert len(read(write([HEAD, row(1, 等级评定日期=date(2025, 1, 6))], change=dress)).entries) == 1


def test_personal_data_in_a_kept_column(write: Write) -> None:
    """Identity and mobile numbers are refused wherever they stand in a column that is read, and never repeated."""
    head = (*HEAD, "办学许可证号", "乡镇")
    rows = [
        head,
        [*row(1, 地址="学府街１３８００００１１１１"), None, 990122199101013683],
        [*row(2, 统一社会信用代码="990122199101013683"), 13800001111, None],
    ]
    found = read(write(rows))
    assert said(found) == [("personal", 2, "F"), ("personal", 2, "K"), ("personal", 3, "D")]
    text = "".join(wording.sentence(one) for one in (*found.faults, *found.notices)) + repr(found)
    assert "13683" not in text
    assert "１１１１" not in text


def test_personal_data_in_the_file_name(write: Write) -> None:
    """The file's name goes into the ledger."""
    found = read(write([HEAD, row(1)], name="名录13800001111.xlsx"))
    assert said(found) == [("file-name", None, None)]
    assert "13800001111" not in wording.sentence(found.faults[0])


def test_long_texts(write: Write) -> None:
    """What no record can hold is refused with its cell."""
    found = read(write([HEAD, row(1, 名称="长" * 501)]))
    assert said(found) == [("shape", 2, "C")]
    assert len(wording.sentence(found.faults[0])) < 300


def test_error_values(write: Write) -> None:
    assert said(read(write([HEAD, row(1, 名称="#REF!", 信用等级="#N/A")]))) == [
        ("cell-error", 2, "C"),
        ("cell-error", 2, "G"),
    ]


def test_workbooks_keep_openpyxl_loaded_only_when_read() -> None:
    """The room itself does not bring openpyxl in."""
    import subprocess
    import sys

    code = "import sys, ssj_publish.importers; print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "False"


def test_a_1904_workbook(write: Write) -> None:
    """A bare count of days would be four years off there, so it is refused; a date cell is right."""

    def late(sheet: Any) -> None:
        sheet.parent.epoch = CALENDAR_MAC_1904

    found = read(write([HEAD, row(1, 等级评定日期=44201), row(2, 等级评定日期=datetime(2025, 1, 6))], change=late))
    assert said(found) == [("day-1904", 2, "H")]


def test_a_year_typed_with_two_digits(write: Write) -> None:
    """Excel makes 1931 of it."""
    assert said(read(write([HEAD, row(1, 等级评定日期=datetime(1931, 1, 6))]))) == [("day-century", 2, "H")]


def test_numbers_in_a_column_of_codes_are_told_once_for_their_own_sheet(folder: Path) -> None:
    """The first sheet's numbers are not told again of the second, whose codes are text."""
    book = openpyxl.Workbook()
    first, second = book.worksheets[0], book.create_sheet("乙")
    for sheet, code in ((first, 7001), (second, "7002")):
        sheet.append(["编号", "名称", "类型", "地址", "信用等级", "评定日期"])
        sheet.append([code, f"第{code}小学", "中小学", f"街{code}号", "A", "2025-01-06"])
    path = folder / "两张.xlsx"
    book.save(path)
    found = read_bodies(path, classes="AB")
    assert [(one.sheet, one.row, one.column) for one in found.notices if one.code == "code-number"] == [
        (first.title, 2, "A")
    ]
