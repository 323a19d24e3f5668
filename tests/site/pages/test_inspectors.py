"""An inspector's page: name, unit, certificate, items and visits; never more."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.registers import InspectorChange, Removal
from ssj_publish.site.pages import inspectors
from tests.bureau import inspector
from tests.site.pages.reading import facts, headings, listed, page_at, urls, view_of
from tests.world import World


def test_without_inspectors_there_is_no_page(empty_world: World) -> None:
    assert list(inspectors.pages(view_of(empty_world.found()))) == []


def test_the_list_tells_who_is_there_and_who_left(world: World) -> None:
    changed = inspector(2, items=("I1",), unit="二科", valid_until=date(2026, 1, 2))
    world.say(
        InspectorChange(
            reason="换证", changed=(changed,), removed=(Removal(id="N03", ground="transferred", reason="调离"),)
        ),
        "p",
    )
    found = list(inspectors.pages(view_of(world)))
    assert urls(found) == ["inspectors/index.html", *(f"inspectors/N0{n}.html" for n in range(1, 7))]
    page = page_at(found, "inspectors/index.html")
    assert "现有 5 人" in page.lead
    assert listed(page, "现有人员")[:3] == [
        ("检查员1", "一科", "Z0001", "2027-12-31", "I1、I2"),
        ("检查员2", "二科", "Z0002", "2026-01-02", "I1"),
        ("检查员4", "一科", "Z0004", "2027-12-31", "I1、I2"),
    ]
    assert listed(page, "已移出") == [("检查员3", "一科", "Z0003", "2027-12-31", "I1、I2")]
    assert (
        facts(page_at(found, "inspectors/N03.html"), "名录记载")["名录"].split("（")[0].split("，")[0] == "已移出名录"
    )


def test_a_page_holds_no_more_than_may_be_public(world: World) -> None:
    full = inspector(7, title="科员", training="受训", expert=True, valid_from=date(2024, 1, 1))
    world.say(InspectorChange(reason="新增", added=(full,)), "p")
    page = page_at(inspectors.pages(view_of(world)), "inspectors/N07.html")
    assert facts(page, "名录记载") == {
        "编号": "N07", "名录": "现在名录中", "单位": "一科", "执法证号": "Z0007", "有效期": "2024-01-01 至 2027-12-31",
    }  # fmt: skip
    assert listed(page, "可检查事项") == [("I1 I1检查",), ("I2 I2检查",)]
    assert headings(page)[:2] == ["名录记载", "可检查事项"]
    assert (page.title, page.lead) == ("检查员7", "一科执法检查人员。")
    assert "科员" not in repr(page)
    assert "受训" not in repr(page)


def test_visits_are_listed_newest_first(world: World) -> None:
    world.complaint("S001", "N01", "N02")
    world.complaint("S002", "N01", "N02", day=date(2025, 3, 10))
    found = list(inspectors.pages(view_of(world)))
    assert listed(page_at(found, "inspectors/N01.html"), "检查过谁") == [
        ("2025-03-10", "第2学校"),
        ("2025-03-03", "第1学校"),
    ]
    assert "检查过谁" not in headings(page_at(found, "inspectors/N03.html"))
    assert facts(page_at(found, "inspectors/N01.html"), "名录记载")["有效期"] == "至 2027-12-31"
