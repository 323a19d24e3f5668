"""Awkward cells in the tables of visits, results and cases that offices fill in after a draw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ssj_publish.core.kinds.case import CaseDecision, CaseReinspection
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.kind import RecordBody
from ssj_publish.importers import tables
from ssj_publish.importers.cases import Ground, read_cases
from ssj_publish.importers.reading import Import
from ssj_publish.importers.visits import Planned
from ssj_publish.office import visits
from tests.importers.conftest import here
from tests.world import World

#: A body that is drawn with 检查员5 and 检查员3.
BODY, TEAM = "S012", ("N05", "N03")
GOOD: Mapping[str, Any] = {"监管对象": "第12学校", "检查日期": "2025-04-10", "检查方式": "实地检查", "检查人员": None,
                           "签字人职务": "校长", "检查结果": "未发现问题", "检查要点": "全部符合"}  # fmt: skip
DECISION: Mapping[str, Any] = {"案件编号": "AJ-9", "步骤": "决定", "日期": "2025-05-12", "决定": "警告",
                               "文号": "教罚〔2025〕3号", "依据": "《民办教育促进法》第六十二条", "内容": "警告。",
                               "处罚轻重": "一般", "公示截止日期": "2026-05-11"}  # fmt: skip


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "confined", here)


@pytest.fixture(scope="module")
def drawn() -> World:
    world = World().found().register().plan()
    draw = world.open(world.commit())
    assert draw.teams[BODY] == TEAM
    return world


def book_of(folder: Path, cells: Mapping[str, Any]) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(list(cells))
    book.worksheets[0].append(list(cells.values()))
    book.save(folder / "表.xlsx")
    return folder / "表.xlsx"


def read(world: World, folder: Path, **cells: Any) -> Import[Planned]:
    return visits.read(world.state, book_of(folder, {**GOOD, **cells}), "T1", None, {})


def read_case(world: World, folder: Path, **cells: Any) -> Import[RecordBody]:
    known = visits.known(world.state)
    said = {**DECISION, **cells}
    grounds = [Ground("0" * 64, BODY, "I1", "o1")]
    return read_cases(book_of(folder, said), known=known, grounds=grounds, cases=("AJ-9",))


def codes(found: Import[Any]) -> set[str]:
    return {one.code for one in found.faults}


def doubts(found: Import[Any]) -> set[str]:
    return {one.code for one in found.notices if one.doubt}


def made(found: Import[Planned]) -> tuple[Visit, Planned]:
    assert found.faults == ()
    [planned] = found.entries
    assert planned.visit is not None
    return planned.visit, planned


def test_the_good_row_is_good(drawn: World, tmp_path: Path) -> None:
    found = read(drawn, tmp_path)
    visit, planned = made(found)
    assert (visit.body, visit.date, visit.method, visit.inspectors) == (BODY, date(2025, 4, 10), "on-site", TEAM)
    assert [one.code for one in planned.results] == ["no-problem"]
    assert doubts(found) == set()


@pytest.mark.parametrize(
    "written", ["2025.4.10上午", "2025年4月10日下午", "20250410全天", "2025-04-10（星期四） 下午3:00", "2025-4-10 9:30"]
)
def test_a_part_of_the_day_is_left_off(drawn: World, tmp_path: Path, written: str) -> None:
    assert made(read(drawn, tmp_path, 检查日期=written))[0].date == date(2025, 4, 10)


@pytest.mark.parametrize(
    "written", ["4月10日", "2025年4月10日-11日", "2025-04-10至2025-04-11", "2025-04-10、2025-04-12", "昨天"]
)
def test_no_day_is_guessed(drawn: World, tmp_path: Path, written: str) -> None:
    assert codes(read(drawn, tmp_path, 检查日期=written)) == {"day-unclear"}


@pytest.mark.parametrize(
    "written",
    [
        "检查员5/检查员3",
        "检查员5（组长）、检查员3",
        "组长：检查员5，组员：检查员3",
        "组长: 检查员5 组员: 检查员3",
        "检查员3（记录）、检查员5（主检）",
        "检查员5（N05）、检查员3（N03）",
    ],
)
def test_a_team_is_its_people_whatever_they_did(drawn: World, tmp_path: Path, written: str) -> None:
    assert made(read(drawn, tmp_path, 检查人员=written))[0].inspectors == TEAM


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("检查员5等2人", "names-open"),
        ("检查员5、检查员3等", "names-open"),
        ("检查员5检查员3", "name-unknown"),
        ("检查员5、检查员3（请假）", "name-unknown"),
        ("检查员5（代）、检查员3", "name-unknown"),
        ("同上", "ditto"),
    ],
)
def test_a_team_that_is_not_named_is_refused(drawn: World, tmp_path: Path, written: str, code: str) -> None:
    assert codes(read(drawn, tmp_path, 检查人员=written)) == {code}


@pytest.mark.parametrize("written", ["拒签", "校长（拒签）", "未签", "无人签字", "略", "电话确认", "待补"])
def test_nobody_is_no_signer(drawn: World, tmp_path: Path, written: str) -> None:
    assert codes(read(drawn, tmp_path, 签字人职务=written)) == {"sign-none"}


@pytest.mark.parametrize("written", ["校长", "副园长", "校长代签", "值班教师", "法定代表人"])
def test_a_post_is_a_signer(drawn: World, tmp_path: Path, written: str) -> None:
    assert made(read(drawn, tmp_path, 签字人职务=written))[0].signed_by == written


@pytest.mark.parametrize(
    ("method", "code"),
    [
        ("现场检查", "on-site"),
        ("现场", "on-site"),
        ("资料审查", "written"),
        ("线上检查", "online"),
        ("网络检查", "online"),
    ],
)
def test_a_method_is_known_by_the_words_in_use(drawn: World, tmp_path: Path, method: str, code: str) -> None:
    assert made(read(drawn, tmp_path, 检查方式=method))[0].method == code


@pytest.mark.parametrize("written", ["双随机", "实地+网络", "现场检查、查阅资料"])
def test_two_methods_are_none(drawn: World, tmp_path: Path, written: str) -> None:
    assert codes(read(drawn, tmp_path, 检查方式=written)) == {"form"}


@pytest.mark.parametrize("written", ["合格", "正常", "未见异常", "无问题"])
def test_what_was_found_is_known_by_the_words_in_use(drawn: World, tmp_path: Path, written: str) -> None:
    assert [one.code for one in made(read(drawn, tmp_path, 检查结果=written))[1].results] == ["no-problem"]


@pytest.mark.parametrize("written", ["基本合格", "不合格", "已整改", "通过", "√", "优", "责令改正"])
def test_what_may_mean_two_things_is_refused(drawn: World, tmp_path: Path, written: str) -> None:
    assert codes(read(drawn, tmp_path, 检查结果=written)) == {"form"}


@pytest.mark.parametrize("written", ["基本符合", "大部分符合", "全部符合（除食堂外）", "是"])
def test_a_word_for_all_points_is_told_once(drawn: World, tmp_path: Path, written: str) -> None:
    assert [one.code for one in read(drawn, tmp_path, 检查要点=written).faults] == ["form"]


@pytest.mark.parametrize("written", ["S012 第12学校", "第12学校（S012）", "第12学校 (S012)"])
def test_a_body_may_stand_beside_its_number(drawn: World, tmp_path: Path, written: str) -> None:
    assert made(read(drawn, tmp_path, 监管对象=written))[0].body == BODY


@pytest.mark.parametrize("written", ["S011 第12学校", "第12学校（S011）", "第12学校（分校）"])
def test_a_number_of_another_body_is_not_passed_over(drawn: World, tmp_path: Path, written: str) -> None:
    assert codes(read(drawn, tmp_path, 监管对象=written)) == {"name-unknown"}


@pytest.mark.parametrize(
    ("head", "written"),
    [("文号", "待定"), ("文号", "教罚〔2025〕××号"), ("内容", "见附件"), ("依据", "详见附件2"), ("文号", "待编号")],
)
def test_what_only_keeps_a_place_is_asked_about(drawn: World, tmp_path: Path, head: str, written: str) -> None:
    found = read_case(drawn, tmp_path, **{head: written})
    assert found.faults == ()
    assert doubts(found) == {"stand-in"}


def test_a_decision_in_usual_words_raises_no_doubt(drawn: World, tmp_path: Path) -> None:
    found = read_case(drawn, tmp_path)
    [decision] = found.entries
    assert isinstance(decision, CaseDecision)
    assert (decision.decision, doubts(found)) == ("warning", set())


@pytest.mark.parametrize(
    ("written", "passed"), [("通过", True), ("合格", True), ("未通过", False), ("不合格", False), ("是", True)]
)
def test_a_reinspection_passed_or_not(drawn: World, tmp_path: Path, written: str, passed: bool) -> None:
    path = {"案件编号": "AJ-9", "步骤": "复查", "日期": "2025-05-20", "复查人员": "检查员1（组长）、检查员2",
            "是否通过": written, "内容": "已改正。"}  # fmt: skip
    known = visits.known(drawn.state)
    found = read_cases(book_of(tmp_path, path), known=known, grounds=[], cases=("AJ-9",))
    assert found.faults == ()
    [made_] = found.entries
    assert isinstance(made_, CaseReinspection)
    assert (made_.passed, made_.inspectors) == (passed, ("N01", "N02"))
