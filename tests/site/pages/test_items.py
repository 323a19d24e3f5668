"""An item's page: basis, points, how often each result was found, and in which tasks it stands."""

from __future__ import annotations

from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.kinds.registers import Basis, ItemChange, Removal
from ssj_publish.site.pages import items
from tests.bureau import item
from tests.site.pages.reading import facts, headings, listed, page_at, told, urls, view_of
from tests.world import World

PAPER = Basis(title="《要点》", level="policy")


def test_without_items_there_is_no_page(empty_world: World) -> None:
    assert list(items.pages(view_of(empty_world.found()))) == []


def test_the_list_tells_what_is_in_force_and_what_is_retired(world: World) -> None:
    third = item("I3", office="o2", category="key", subjects=("学校", "机构"), methods=("written", "online"))
    world.say(ItemChange(reason="新增", added=(third,)), "p")
    world.say(ItemChange(reason="废止", removed=(Removal(id="I2", ground="basis", reason="废止。"),)), "p")
    found = list(items.pages(view_of(world)))
    assert urls(found) == ["items/index.html", "items/I1.html", "items/I2.html", "items/I3.html"]
    page = page_at(found, "items/index.html")
    assert "现行 2 项" in page.lead
    assert listed(page, "现行事项") == [
        ("I1 I1检查", "一科", "一般", "学校", "实地检查"),
        ("I3 I3检查", "二科", "重点", "学校、机构", "书面检查、网络监测"),
    ]
    assert listed(page, "已停用") == [("I2 I2检查", "二科", "一般", "学校", "实地检查")]
    assert [page_at(found, f"items/I{n}.html").valid for n in (1, 2, 3)] == ["有效", "已停用", "有效"]


def test_an_item_is_told_field_by_field(world: World) -> None:
    found = list(items.pages(view_of(world)))
    page = page_at(found, "items/I1.html")
    assert facts(page, "基本信息") == {
        "编号": "I1", "状态": "现行有效", "责任科室": "一科", "类别": "一般", "检查对象": "学校", "检查方式": "实地检查",
        "每个对象每年至多": "2 次",
    }  # fmt: skip
    assert listed(page, "依据") == [("《教育法》", "法律", "—")]
    assert listed(page, "查什么") == [("要点甲",), ("要点乙",)]
    assert listed(page, "列入的任务") == [("T1 春季抽查", "2025-03-24", "2025-05-30")]
    assert "列入的任务" not in headings(page_at(found, "items/I2.html"))


def test_an_item_on_a_paper_alone_is_marked(world: World) -> None:
    both = item("I4", basis=(PAPER, Basis(title="《条例》", level="regulation")), cap=None, remark="备注甲")
    world.say(ItemChange(reason="新增", added=(item("I3", basis=(PAPER,)), both)), "p")
    found = list(items.pages(view_of(world)))
    assert told(page_at(found, "items/I3.html"), "依据") == ["这一事项目前只有规范性文件作依据，没有法律、法规或规章。"]
    assert told(page_at(found, "items/I4.html"), "依据") == []
    plain = facts(page_at(found, "items/I4.html"), "基本信息")
    assert "每个对象每年至多" not in plain
    assert plain["备注"] == "备注甲"


def test_results_in_force_are_counted_each_kind_by_itself(world: World) -> None:
    draw = world.open(world.commit())
    world.result(world.visit(draw))
    world.result(world.visit(draw))
    world.pending(world.visit(draw))
    wrong = world.result(world.complaint("S001", day=world.now.date()))
    world.say(Retraction(target=wrong.id, reason="填错。"), "o1")
    found = list(items.pages(view_of(world)))
    assert listed(page_at(found, "items/I1.html"), "查过吗") == [("未发现问题", "2"), ("发现问题，待后续处理", "1")]
    assert "查过吗" not in headings(page_at(found, "items/I2.html"))
