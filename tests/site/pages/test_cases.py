"""A case's page tells every step; a penalty's words go when its time in public has passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseReinspection
from ssj_publish.site.blocks import Page, Timeline
from ssj_publish.site.pages import cases
from tests.site.pages.reading import blocks, events, facts, headings, listed, page_at, view_of
from tests.world import World

DAY = date(2025, 4, 10)


@pytest.fixture
def opened(world: World) -> World:
    found = world.pending(world.visit(world.open(world.commit())))
    world.case(found, rectify_by=date(2025, 4, 30))
    return world


def again(passed: bool, text: str) -> CaseReinspection:
    return CaseReinspection(case="AJ-1", date=DAY, inspectors=("N01", "N02"), passed=passed, text=text)


def notes(page: Page) -> list[str]:
    [found] = [one for one in blocks(page, "经过") if isinstance(one, Timeline)]
    return [one.note for one in found.events]


def page_of(world: World, case: str = "AJ-1") -> Page:
    return page_at(cases.pages(view_of(world)), f"cases/{case}.html")


def test_without_cases_there_is_no_page(world: World) -> None:
    assert list(cases.pages(view_of(world))) == []


def test_a_case_is_told_from_its_opening_to_its_close(opened: World) -> None:
    decision = CaseDecision(
        case="AJ-1", date=DAY, decision="order", document="改字1号", basis="《教育法》", text="责令改正。"
    )
    opened.say(decision, "o1", "l")
    opened.say(CaseCorrection(case="AJ-1", date=DAY, text="已改。"), "o1")
    opened.say(again(False, "未改净。"), "o1")
    assert page_of(opened).sections[0].blocks[0].pairs[0][1].tone == "warn"  # type: ignore[union-attr]
    opened.say(CaseCorrection(case="AJ-1", date=DAY, text="再改。"), "o1")
    opened.say(again(True, "改净。"), "o1")
    opened.say(CaseClose(case="AJ-1", reason="整改到位。"), "o1")
    page = page_of(opened)
    assert [what for _, what in events(page, "经过")] == ["立案", "处理决定", "整改", "复查", "整改", "复查", "结案"]
    assert events(page, "经过")[0][0] == "2025-04-10 17:02"
    assert notes(page) == [
        "资料不全。",
        "责令改正。责令改正。 依据：《教育法》。文号：改字1号。",
        "2025-04-10 已改。",
        "2025-04-10 复查未通过。未改净。 复查人员：检查员1、检查员2。",
        "2025-04-10 再改。",
        "2025-04-10 复查通过。改净。 复查人员：检查员1、检查员2。",
        "整改到位。",
    ]
    [case] = opened.state.cases.values()
    told = facts(page, "案件")
    assert told == {
        "进展": "已结案", "对象": told["对象"], "承办科室": "一科", "形式": "责令整改", "理由": "资料不全。",
        "依据的结果": "发现问题，待后续处理", "整改期限": "2025-04-30",
    }  # fmt: skip
    assert page.title == f"{opened.state.bodies.current[case.opened.body.body].name}：案件 AJ-1"
    assert page.published == "2025-04-10 17:08"


def test_open_and_closed_cases_stand_apart(opened: World) -> None:
    other = opened.pending(opened.complaint("S002", day=DAY))
    opened.case(other, "AJ-2", ground="收费不明。")
    for case in ("AJ-1", "AJ-2"):
        opened.say(CaseCorrection(case=case, date=DAY, text="已改。"), "o1")
    opened.say(CaseClose(case="AJ-1", reason="整改到位。"), "o1")
    page = page_at(cases.pages(view_of(opened)), "cases/index.html")
    assert "共 2 件，正在处理 1 件" in page.lead
    assert listed(page, "案件（2）") == [
        ("AJ-2", "第2学校", "东镇", "学校", "一科", "责令整改", "正在处理 → 已整改待复查", "2025-04-10", "—"),
        ("AJ-1", *listed(page, "案件（2）")[1][1:6], "已结案", "2025-04-10", "2025-04-10"),
    ]
    opened.say(CaseClose(case="AJ-2", reason="整改到位。"), "o1")
    page = page_at(cases.pages(view_of(opened)), "cases/index.html")
    assert headings(page) == ["案件（2）"]
    assert [(row[0], row[6]) for row in listed(page, "案件（2）")] == [("AJ-2", "已结案"), ("AJ-1", "已结案")]


def test_a_penalty_is_public_up_to_its_last_day(world: World) -> None:
    found = world.pending(world.visit(world.open(world.commit())))
    world.case(found, form="penalty")
    fine = CaseDecision(
        case="AJ-1",
        date=DAY, decision="fine", document="罚字1号", basis="《条例》", text="罚款一千元。", party="李某",
        severity="minor", public_until=date(2025, 5, 20),
    )  # fmt: skip
    world.say(fine, "o1", "l")
    expected = "罚款（轻微）。被处罚人：李某。罚款一千元。 依据：《条例》。文号：罚字1号。公示至 2025-05-20。"
    assert notes(page_of(world))[1] == expected
    world.now += date(2025, 5, 20) - world.now.date()
    world.change("S001", name="改名")
    assert notes(page_of(world))[1] == expected
    world.now += timedelta(days=1)
    world.change("S001", name="又改名")
    assert notes(page_of(world))[1] == "依法不再公开（依据：公示期满，自 2025-05-21）。"


def test_a_penalty_with_contents_taken_away_says_not_one_word_more(world: World) -> None:
    found = world.pending(world.visit(world.open(world.commit())))
    world.case(found, form="penalty")
    until = date(2025, 5, 20)
    fine = CaseDecision(
        case="AJ-1",
        date=world.now.date(),
        decision="fine",
        document="罚字1号",
        basis="《条例》",
        text="罚款。",
        severity="minor",
        public_until=until,
    )
    record = world.disclose(fine, "o1", "l", until=until)
    assert notes(page_of(world))[1] == "罚款（轻微）。罚款。 依据：《条例》。文号：罚字1号。公示至 2025-05-20。"
    world.withhold(record, ground="repaired", document="修字1号")
    world.contents = {
        digest: data for digest, data in world.contents.items() if world.state.references[digest].withheld is None
    }
    assert notes(page_of(world))[1] == "依法不再公开（依据：信用修复，修字1号，自 2025-04-10）。"
