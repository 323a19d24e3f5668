"""Published tables of different bureaus come in with at most one answer from the clerk, and none wrongly."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.importers import read_bodies, read_items, read_plans, wording
from ssj_publish.importers.reading import Import
from tests.cases.published import TABLES, Table, write

OFFICES = {"基础教育科": "jijiao", "民办教育科": "minban", "安全管理科": "anquan"}
KNOWN = {"JY-01": "办学行为检查", "JY-02": "校园安全检查"}
#: What cannot be read without the clerk's changing the table: a range instead of a share, months nobody can tell from
#: days.
REFUSED = {"wuhan", "chongqing"}


def read(table: Table, path: Path) -> Import[Any]:
    fill = {f"={value}": title for title, value in table.fill.items()}
    if table.kind == "items":
        return read_items(path, offices=OFFICES, mapped=fill)
    if table.kind == "plan":
        return read_plans(path, offices=OFFICES, classes="ABCD", items=KNOWN, year=table.year, mapped=fill)
    return read_bodies(path, classes="ABCD", today=date(2025, 3, 20), mapped=fill)


@pytest.mark.parametrize("name", sorted(TABLES.keys() - REFUSED))
def test_a_published_table_is_read(name: str, tmp_path: Path) -> None:
    found = read(TABLES[name], write(TABLES[name], tmp_path))
    assert [wording.sentence(one) for one in found.faults] == []
    assert found.entries


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_not_said_clearly_is_refused(name: str, tmp_path: Path) -> None:
    assert read(TABLES[name], write(TABLES[name], tmp_path)).faults


def test_the_right_values_come_out(tmp_path: Path) -> None:
    def of(name: str) -> list[Any]:
        folder = tmp_path / name
        folder.mkdir()
        return list(read(TABLES[name], write(TABLES[name], folder)).entries)

    assert [(one.name, one.office, one.methods) for one in of("zichuan")] == [
        ("用语用字的管理", "jijiao", ("on-site",)),
        ("学校安全管理", "jijiao", ("on-site", "written")),
    ]
    assert [one.office for one in of("guanxian")] == ["jijiao", "anquan"]
    assert [(one.office, one.cap, one.remark) for one in of("jiayu")] == [
        ("minban", 1, None),
        ("anquan", None, "频次：每学期不少于1次"),
    ]
    (liangzihu,) = of("liangzihu")
    assert (liangzihu.cap, [one.title for one in liangzihu.basis]) == (
        None,
        ["《中华人民共和国民办教育促进法》第四十一条"],
    )
    assert {(one.office, one.start, one.end) for one in of("xuanzhou")} == {
        ("minban", date(2025, 4, 1), date(2025, 11, 30)),
        ("jijiao", date(2025, 4, 1), date(2025, 11, 30)),
    }
    assert [(one.start.month, one.end.month, one.ratios[0].p) for one in of("huancui")] == [(3, 11, 5), (3, 10, 5)]
    assert [(one.start.month, one.end, one.ratios[0].p) for one in of("shandong")] == [
        (9, date(2023, 10, 31), 5),
        (3, date(2023, 11, 30), 5),
    ]
    assert [one.ratios[0].p for one in of("district")] == [100, 20]
    (fucheng,) = of("fucheng")
    assert (fucheng.start, fucheng.end, fucheng.ratios[0].p) == (date(2026, 1, 1), date(2026, 12, 31), 100)
    assert [one.ratios[0].p for one in of("changzhi")] == [3, 20]
    assert [one.town for one in of("shanghai")] == ["东区", "东区"]
    assert [one.credit_class for one in of("kecheng")] == ["A", "A"]
    beipiao = of("beipiao")
    assert [[basis.title for basis in one.basis] for one in beipiao] == [
        ["《中华人民共和国教育法》第七十六条"],
        ["《校车安全管理条例》第四条第二款"],
    ]
    assert [one.subjects for one in beipiao] == [("中小学",), ("幼儿园", "中小学")]
    assert [(one.id, one.stage) for one in of("ministry")] == [
        ("4199010001", "本科"),
        ("4199010002", "专科"),
        ("4199010003", "本科"),
    ]
    assert [(one.code, one.state) for one in of("province")] == [
        (None, "active"),
        ("52990122XP8LAUY127", "closed"),
    ]


def test_enough_tables_of_enough_bureaus_are_tried() -> None:
    assert len({one.source.split("，")[0].split("（")[0] for one in TABLES.values()}) >= 20
    assert len(TABLES.keys() - REFUSED) >= 16
