"""A list that somebody else keeps: names and codes, and the reason for which a body is not in the register."""

from __future__ import annotations

from pathlib import Path

from ssj_publish.importers.outside import Outside, read_outside
from ssj_publish.importers.reading import Import

HEAD = "名称,统一社会信用代码,未列入原因,说明,法定代表人"


def read(folder: Path, *rows: str, head: str = HEAD) -> Import[Outside]:
    path = folder / "名单.csv"
    path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return read_outside(path)


def test_a_name_is_enough_and_other_columns_are_left_unread(folder: Path) -> None:
    found = read(
        folder,
        "第一小学,,,,张三",
        "第二小学,52990122MJ0X35802L,不在本县,邻县管理,李四",
        "第三小学,,应补录,,",
        "第四小学,,不属本局监管,,",
        "第五小学,,已停办或注销,,",
        "第六小学,,其他,改制,",
    )
    assert found.entries == (
        Outside("第一小学", None, None, None),
        Outside("第二小学", "52990122MJ0X35802L", "elsewhere", "邻县管理"),
        Outside("第三小学", None, "to-add", None),
        Outside("第四小学", None, "out-of-scope", None),
        Outside("第五小学", None, "closed", None),
        Outside("第六小学", None, "other", "改制"),
    )
    assert "张三" not in repr(found)


def test_a_reason_that_is_none_and_a_row_without_a_name_are_told(folder: Path) -> None:
    found = read(folder, "第一小学,,不想列,,", ",52990122MJ0X35802L,,,")
    told = [(one.code, one.row) for one in found.faults]
    assert ("blank", 3) in told
    assert [row for _, row in told] == [2, 3]


def test_a_list_of_names_alone_has_no_codes(folder: Path) -> None:
    found = read(folder, "第一小学,x", head="名称,备注")
    assert found.entries == (Outside("第一小学", None, None, "x"),)
    assert found.absent == {"code", "reason"}
