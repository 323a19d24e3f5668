"""Awkward workbooks of the kinds that offices send, a workbook a case: each is read right, or says first what is wrong.

Bodies and people are invented. ``DOUBT`` is a “请核对” that the clerk must confirm; ``FAULT`` keeps the whole table
out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ssj_publish.importers import read_bodies, read_inspectors, read_items, read_plans
from ssj_publish.importers.reading import Import

OFFICES = {"基础教育科": "jijiao", "民办教育科": "minban", "安全管理科": "anquan"}
ITEMS = {"JY-01": "幼儿园办园行为检查", "JY-02": "校园安全检查"}
GOOD: dict[str, dict[str, Any]] = {
    "body": {"编号": "DX-{n}", "名称": "青河县{n}号实验小学", "类型": "小学", "地址": "河东路{n}号", "乡镇": "城关镇",
             "信用等级": "A", "等级评定日期": "2025-01-06"},
    "person": {"编号": "JC-{n}", "姓名": "检查员{n}", "单位": "基础教育科", "执法证号": "99012200{n}",
               "有效期": "2027-12-31", "可检查事项": "JY-01"},
    "item": {"事项编号": "JY-{n}", "责任科室": "基础教育科", "抽查事项": "检查事项{n}", "检查对象": "小学",
             "事项类别": "一般", "检查方式": "实地检查", "检查依据": "《教育法》", "抽查内容": "招生、收费"},
    "plan": {"任务编号": "RW-{n}", "任务名称": "任务{n}", "抽查事项": "JY-01", "发起科室": "基础教育科",
             "抽查对象范围": "小学", "抽查比例": "5%", "抽取时间自": "2025-03-01", "抽取时间至": "2025-05-30"},
}  # fmt: skip


def rows(kind: str, *changes: dict[str, Any]) -> list[list[Any]]:
    """A head, and for each of ``changes`` a good row with them."""
    heads = list(dict.fromkeys([*GOOD[kind], *(head for one in changes for head in one)]))
    made: list[list[Any]] = [list(heads)]
    for number, one in enumerate(changes, 1):
        good = {head: value.format(n=number) for head, value in GOOD[kind].items()}
        made.append([(good | one).get(head) for head in heads])
    return made


def read(
    folder: Path, kind: str, lines: Sequence[Sequence[Any]], change: Callable[[Any], None] | None = None
) -> Import[Any]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in lines:
        sheet.append(list(line))
    if change is not None:
        change(book)
    path = folder / "表.xlsx"
    book.save(path)
    if kind == "plan":
        return read_plans(path, offices=OFFICES, classes="ABCD", items=ITEMS, year=2025)
    if kind == "item":
        return read_items(path, offices=OFFICES)
    if kind == "person":
        return read_inspectors(path, items=ITEMS)
    return read_bodies(path, classes="ABCD", today=date(2025, 3, 20))


def faults(found: Import[Any]) -> set[str]:
    return {one.code for one in found.faults}


def told(found: Import[Any]) -> set[str]:
    return {one.code for one in found.notices}


def doubts(found: Import[Any]) -> set[str]:
    return {one.code for one in found.notices if one.doubt}


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "a count of days of a 1904 workbook, as text": ("body", {"等级评定日期": "'44202"}, "day-unclear"),
    "two-digit year in the middle European order": ("body", {"等级评定日期": "1/6/25"}, "day-short"),
    "two-digit year with dots": ("body", {"等级评定日期": "24.3.1"}, "day-short"),
    "year and month in Chinese numerals": ("body", {"等级评定日期": "二〇二四年三月"}, "day-missing"),
    "a number 2024.1 that was 2024.10 once": ("body", {"等级评定日期": 2024.1}, "day-missing"),
    "month or day first, who knows": ("body", {"等级评定日期": "03/04/2024"}, "day-unclear"),
    "two types that a line break divides": ("body", {"类型": "小学\n幼儿园"}, "names-divided"),
    "a code with a letter O for zero": ("body", {"统一社会信用代码": "5299O122XP8LAUY127"}, "code-format"),
    "a code with a wrong check digit": ("body", {"统一社会信用代码": "52990122XP8LAUY128"}, "code-check"),
    "a code applied for": ("body", {"统一社会信用代码": "申领中"}, "code-length"),
    "a mobile in full width in the address": ("body", {"地址": "河东路１３８００００００００"}, "personal"),
    "an identity number with blanks": ("body", {"地址": "110105 19491231 002X"}, "personal"),
    "in order, and closed in brackets": ("body", {"状态": "正常（已停办）"}, "choice"),
    "a town as above": ("body", {"乡镇": "同上"}, "ditto"),
    "a type as above, by a mark": ("body", {"类型": "〃"}, "ditto"),
    "subjects as above": ("item", {"检查对象": "同上"}, "ditto"),
    "two people in a cell": ("person", {"姓名": "张三、李四"}, "person-several"),
    "an old certificate": ("person", {"执法证号": "990122001（旧）"}, "certificate-none"),
    "a state that nobody can place": ("body", {"状态": "失联"}, "choice"),
    "a certificate applied for": ("person", {"执法证号": "申领中"}, "certificate-none"),
    "a certificate being made": ("person", {"执法证号": "办理中"}, "certificate-none"),
    "no certificate": ("person", {"执法证号": "无"}, "blank"),
    "a certificate put out of use": ("person", {"执法证号": "停用99010123"}, "certificate-none"),
    "a teacher's certificate": ("person", {"执法证号": "教师证 20240101"}, "certificate-none"),
    "a certificate with a question mark": ("person", {"执法证号": "99010123？"}, "certificate-none"),
    "a term in years": ("person", {"有效期": "5年"}, "day-unclear"),
    "articles of no law": ("item", {"检查依据": "第三十八条第二款"}, "basis-nameless"),
    "towns with an and so on": ("plan", {"抽查区域": "城关镇等3个乡镇"}, "names-open"),
    "all towns but one": ("plan", {"抽查区域": "全县（城关镇除外）"}, "names-open"),
    "types with an exception": ("plan", {"抽查对象范围": "除民办外的小学"}, "names-open"),
    "a share and everybody": ("plan", {"抽查比例": "5%，C类全覆盖"}, "ratio-several"),
    "another year": ("plan", {"抽取时间自": "2024-03-01", "抽取时间至": "2024-05-30"}, "window-year"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_told_is_refused(name: str, tmp_path: Path) -> None:
    kind, change, code = REFUSED[name]
    assert faults(read(tmp_path, kind, rows(kind, change))) == {code}


DOUBTED: dict[str, tuple[str, list[dict[str, Any]], str]] = {
    "ids but for zeros in front": ("body", [{"编号": 1}, {"编号": "001"}], "id-alike"),
    "ids but for O and 0": ("body", [{"编号": "DX-O1"}, {"编号": "DX-01"}], "id-alike"),
    "the town's ending left out": ("body", [{"名称": "青河县城关镇第一小学"}, {"名称": "青河县城关第一小学"}], "body-twin"),
    "other numerals": ("body", [{"名称": "青河县第一小学"}, {"名称": "青河县第1小学"}], "body-twin"),
    "traditional characters": ("body", [{"名称": "邵陽縣第一小學"}, {"名称": "邵阳县第一小学"}], "body-twin"),
    "variants of characters": ("body", [{"名称": "青河县淸風衞校"}, {"名称": "青河县清风卫校"}], "body-twin"),
    "full width": ("body", [{"名称": "青河县第１２小学"}, {"名称": "青河县第十二小学"}], "body-twin"),
    "three ways to write nought": ("body", [{"名称": "青河县一〇一中学"}, {"名称": "青河县一○一中学"}], "body-twin"),
    "another dot": ("body", [{"名称": "阳光·贝贝幼儿园"}, {"名称": "阳光•贝贝幼儿园"}], "body-twin"),
    "an older word": ("body", [{"名称": "青河县阳光幼儿园"}, {"名称": "青河县阳光幼稚园"}], "body-twin"),
    "without the county": (
        "body", [{"名称": "青河县阳光幼儿园", "地址": "青河县中山路1号"}, {"名称": "阳光幼儿园", "地址": "中山路一号"}],
        "body-twin",
    ),
    "no pupils any more": ("body", [{"备注": "2024年9月起不再招生"}], "remark-out"),
    "gone in a word": ("body", [{"备注": "学校已撤"}], "remark-out"),
    "moved to the next county": ("body", [{"备注": "整体搬迁至邻县"}], "remark-out"),
    "papers out of date": ("body", [{"备注": "证照已过有效期"}], "remark-out"),
    "an inspector with child": ("person", [{"备注": "孕期"}], "remark-out"),
    "an inspector of age": ("person", [{"备注": "2026年3月到龄"}], "remark-out"),
    "an inspector in another post": ("person", [{"备注": "已转岗"}], "remark-out"),
    "joined to another school": ("body", [{"备注": "已并入城关中心小学"}], "remark-out"),
    "a school that was pulled down": ("body", [{"变更情况": "2023年拆除"}], "remark-out"),
    "a question answered no": ("body", [{"是否正常办学": "否"}], "remark-out"),
    "not passed the yearly check": ("body", [{"年检情况": "未通过"}], "remark-out"),
    "an inspector lent to a village": ("person", [{"备注": "驻村"}], "remark-out"),
    "an inspector moved to the city": ("person", [{"岗位变动": "已调市局"}], "remark-out"),
    "an inspector on loan": ("person", [{"人员状态": "借调"}], "person-out"),
    "an inspector suspended": ("person", [{"人员状态": "暂停执法"}], "person-out"),
    "an inspector ill": ("person", [{"人员状态": "病休"}], "person-out"),
    "no law in particular": ("item", [{"检查依据": "依据相关法律法规"}], "basis-vague"),
    "what the state has laid down": ("item", [{"检查依据": "国家有关规定"}], "basis-vague"),
    "a law and others": ("item", [{"检查依据": "《教育法》等相关法律法规"}], "basis-vague"),
    "a law and so on": ("item", [{"检查依据": "《教育法》等"}], "basis-vague"),
    "a basis to come": ("item", [{"检查依据": "待补充"}], "stand-in"),
    "a basis elsewhere": ("item", [{"检查依据": "见附件"}], "stand-in"),
    "a basis out of force, as it says": ("item", [{"检查依据": "《教育法》第三十条（已废止）"}], "basis-gone"),
    "a law that the civil code replaced": ("item", [{"检查依据": "《中华人民共和国合同法》第五十二条"}], "basis-replaced"),
    "rules that a law replaced": ("item", [{"检查依据": "《社会力量办学条例》；《教育法》"}], "basis-replaced"),
    "points elsewhere": ("item", [{"检查方式": "实地检查", "备注": "详见附件2"}], "stand-in"),
    "a name with a post": ("person", [{"姓名": "张三（组长）"}], "name-marked"),
    "a name with a note": ("person", [{"姓名": "张三（已调离）"}], "name-marked"),
    "a name with a star": ("person", [{"姓名": "张三*"}], "name-marked"),
    "a name to come": ("person", [{"姓名": "待定"}], "stand-in"),
    "a body to come": ("body", [{"名称": "待定"}], "stand-in"),
    "an address to come": ("body", [{"地址": "待核实"}], "stand-in"),
    "a share with a lowest number": ("plan", [{"抽查比例": "5%（不少于3家）"}], "ratio-bound"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTED)
def test_what_only_the_clerk_can_judge_is_asked(name: str, tmp_path: Path) -> None:
    kind, changes, code = DOUBTED[name]
    found = read(tmp_path, kind, rows(kind, *changes))
    assert (faults(found), doubts(found)) == (set(), {code})


@pytest.mark.parametrize(
    "written", ["《教育法》第三十条", "《教育法》；《民办教育促进法》第六十二条的有关规定", "《校外培训机构等级评定办法》",
                "《关于废止部分规章的决定》", "《民法典》第一百四十三条"]
)  # fmt: skip
def test_a_usual_basis_raises_no_doubt(written: str, tmp_path: Path) -> None:
    assert doubts(read(tmp_path, "item", rows("item", {"检查依据": written}))) == set()


def test_a_body_of_the_ledger_under_another_spelling_and_number_is_asked_about(tmp_path: Path) -> None:
    """One new school is added, and is an old one in traditional characters; under its own number it may be renamed."""
    held = {"DX-7": "邵阳县第一小学", "DX-8": "邵阳县第二小学"}

    def doubted(id_: str, name: str) -> set[str]:
        book = openpyxl.Workbook()
        for line in rows("body", {"编号": id_, "名称": name}):
            book.worksheets[0].append(line)
        book.save(tmp_path / "表.xlsx")
        return doubts(read_bodies(tmp_path / "表.xlsx", classes="ABCD", held=held))

    assert doubted("DX-9", "邵陽縣第一小學") == {"body-held"}
    assert doubted("DX-7", "邵陽縣第一小學") == set()
    assert doubted("DX-9", "邵阳县第三小学") == set()


def test_a_countys_own_names_are_no_second_spellings(tmp_path: Path) -> None:
    names = [f"青河县第{number}小学" for number in "一二三四五六七八九十"] + ["青河县第十一小学", "青河县第二十小学"]
    names += [
        "青河县发展幼儿园",
        "青河县头发幼儿园",
        "青河县里仁小学",
        "青河县理仁小学",
        "青河县前后小学",
        "青河县干溪小学",
    ]
    found = read(tmp_path, "body", rows("body", *({"名称": name, "地址": f"{name}旁"} for name in names)))
    assert (faults(found), doubts(found)) == (set(), set())


def test_two_bodies_in_one_building_are_not_taken_for_one(tmp_path: Path) -> None:
    names = ("青河县晨光音乐学校", "青河县星海艺考教室", "青河县第一小学", "青河县第二小学")
    found = read(tmp_path, "body", rows("body", *({"名称": name, "地址": "中山路1号"} for name in names)))
    assert (faults(found), doubts(found)) == (set(), set())


DAYS = {
    "2025-1-6 0:00:00": date(2025, 1, 6),
    "2025/3/1 0:00": date(2025, 3, 1),
    "2025.3.1  00:00:00.000": date(2025, 3, 1),
    "2025-03-01T00:00:00+08:00": date(2025, 3, 1),
    "2025-01-05T16:00:00Z": date(2025, 1, 6),  # midnight in Beijing
    "2025-01-05T16:00:00.000+0000": date(2025, 1, 6),
    "2024.3.1": date(2024, 3, 1),
    "2024．3．1": date(2024, 3, 1),
    "二○二四年十二月三十一日": date(2024, 12, 31),
    "2025年1月6日（星期一）": date(2025, 1, 6),
}


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_the_day_that_was_meant(written: str, tmp_path: Path) -> None:
    found = read(tmp_path, "body", rows("body", {"等级评定日期": written}))
    assert [one.class_date for one in found.entries] == [DAYS[written]]


def test_a_1904_workbook_keeps_its_days_and_refuses_bare_counts(tmp_path: Path) -> None:
    def late(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904

    found = read(tmp_path, "body", rows("body", {"等级评定日期": datetime(2025, 1, 6)}), late)
    assert [one.class_date for one in found.entries] == [date(2025, 1, 6)]
    assert faults(read(tmp_path, "body", rows("body", {"等级评定日期": 44202}), late)) == {"day-1904"}


BASES = {
    "《教育法》第三十八条 之一": ["《教育法》第三十八条之一"],
    "《民办教育促进法》第三十八条第二款、第六十二条之一": ["《民办教育促进法》第三十八条第二款、第六十二条之一"],
    "教育法、义务教育法第二十一条": ["教育法", "义务教育法第二十一条"],
    "《教育法》第三十八条第二款 各级人民政府应当依照《会计法》第三条管理": ["《教育法》第三十八条第二款"],
    "【法律】《教育法》第三十八条【行政法规】《幼儿园管理条例》第九条": [
        "《教育法》第三十八条",
        "《幼儿园管理条例》第九条",
    ],
    "法律：《教育法》第八条；法规：《幼儿园管理条例》": ["《教育法》第八条", "《幼儿园管理条例》"],
    "根据《教育法》第三十八条第二款、《义务教育法》第八条第二款之规定": [
        "《教育法》第三十八条第二款",
        "《义务教育法》第八条第二款",
    ],
}


@pytest.mark.parametrize("written", BASES)
def test_a_basis_is_a_law_with_its_articles(written: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path, "item", rows("item", {"检查依据": written})).entries
    assert [one.title for one in found.basis] == BASES[written]


def test_names_lose_line_breaks_and_wide_blanks(tmp_path: Path) -> None:
    names = (
        "青河县\n第一小学",
        "青河县　第二小学",
        "青 河 县 第 三 小 学",
        "\u00a0青河县第四小学\u200b",
        "青河县第五小学_x000D_\n",
    )
    found = read(tmp_path, "body", rows("body", *({"名称": one, "乡镇": "城关\n镇"} for one in names)))
    assert [one.name for one in found.entries] == [f"青河县第{one}小学" for one in "一二三四五"]
    assert {one.town for one in found.entries} == {"城关镇"}


def test_ids_in_full_width_or_other_case_are_one(tmp_path: Path) -> None:
    for other in ("ＤＸ－１", "dx-1"):
        assert faults(read(tmp_path, "body", rows("body", {"编号": "DX-1"}, {"编号": other}))) == {"id-twice"}


def test_apostrophes_before_numbers_go(tmp_path: Path) -> None:
    found = read(tmp_path, "body", rows("body", {"编号": "'001"}, {"编号": "‘002"}))
    assert [one.id for one in found.entries] == ["001", "002"]


def test_an_old_registration_number_is_no_credit_code(tmp_path: Path) -> None:
    found = read(tmp_path, "body", rows("body", {"统一社会信用代码": "370100200012345"}))
    assert ([one.code for one in found.entries], "code-old" in told(found)) == ([None], True)


@pytest.mark.parametrize("merged", ["F2:G2", "G2:H2"])
def test_cells_merged_across_columns_are_told(merged: str, tmp_path: Path) -> None:
    def merge(book: Any) -> None:
        book.worksheets[0].merge_cells(merged)

    found = read(tmp_path, "item", rows("item", {}), merge)
    assert "cell-merged" in doubts(found)


def test_a_merge_over_rows_holds_for_each(tmp_path: Path) -> None:
    def merge(book: Any) -> None:
        book.worksheets[0].merge_cells("B2:B4")

    lines = rows("item", {"责任科室": "民办教育科"}, {"责任科室": None}, {"责任科室": None})
    assert [one.office for one in read(tmp_path, "item", lines, merge).entries] == ["minban"] * 3


FEET = (
    "合计",
    "总数：1所",
    "填表人：某某",
    "审核人：某某",
    "说明：本表一式两份",
    "※名单截至3月1日",
    "（盖章）",
    "青河县教育局 2025年3月1日",
)


@pytest.mark.parametrize("foot", FEET)
def test_a_foot_is_no_entry_and_left_out_aloud(foot: str, tmp_path: Path) -> None:
    found = read(tmp_path, "body", [*rows("body", {}), [foot]])
    assert ([one.id for one in found.entries], found.left) == (["DX-1"], 1)


@pytest.mark.parametrize("count", [range(1, 9), "①②③④⑤⑥⑦⑧", [f"（{n}）" for n in range(1, 9)]])
def test_heads_of_several_rows_and_numbers_below_them(count: Sequence[Any], tmp_path: Path) -> None:
    head, row = rows("item", {})
    found = read(tmp_path, "item", [["青河县抽查事项清单"], ["（2025年版）"], head, list(count), row])
    assert ([one.id for one in found.entries], faults(found)) == (["JY-1"], set())


def test_hidden_rows_columns_and_sheets_are_told(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True
        book.worksheets[0].column_dimensions["E"].hidden = True
        book.create_sheet("旧名录").sheet_state = "hidden"

    found = read(tmp_path, "body", rows("body", {}, {}), hide)
    assert {"rows-hidden", "columns-hidden", "sheet-hidden"} <= told(found)
    assert len(found.entries) == 2


def test_a_formula_that_was_never_reckoned_is_refused(tmp_path: Path) -> None:
    assert faults(read(tmp_path, "body", rows("body", {"名称": '=A1&"小学"'}))) == {"formula"}


def test_columns_about_persons_are_dropped(tmp_path: Path) -> None:
    found = read(tmp_path, "body", rows("body", {"联系电话": "13800000000", "身份证号": "11010519491231002X"}))
    assert "column-personal" in told(found)
    assert "138" not in repr(found.entries)


@pytest.mark.parametrize(
    "written", ["小学和初中", "小学及初中", "小学/初中", "小学\n初中", "小学　初中", "部分小学、初中"]
)
def test_types_are_divided_as_they_are_meant(written: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path, "plan", rows("plan", {"抽查对象范围": written})).entries
    assert found.scope == ("小学", "初中")


def test_a_towns_name_with_an_and_in_it_is_one(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "plan", rows("plan", {"抽查区域": "和平镇和共和乡"})).entries
    assert found.towns == ("和平镇", "共和乡")
    (whole,) = read(tmp_path, "plan", rows("plan", {"抽查区域": "各乡镇"})).entries
    assert whole.towns == ()


@pytest.mark.parametrize(
    ("written", "since"),
    [
        ("自2022-01-01起至2027-12-31止", True),
        ("20220101-20271231", True),
        ("2022.1.1-2027.12.31", True),
        ("2027.12.31", False),
    ],
)
def test_terms_of_validity(written: str, since: bool, tmp_path: Path) -> None:
    (found,) = read(tmp_path, "person", rows("person", {"有效期": written})).entries
    assert (found.valid_from, found.valid_until) == (date(2022, 1, 1) if since else None, date(2027, 12, 31))
