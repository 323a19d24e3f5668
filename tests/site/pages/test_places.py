"""Addresses last, and no menu leads to an empty page."""

from __future__ import annotations

import pytest

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.site.blocks import Cell
from ssj_publish.site.pages import places
from tests.world import World


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("S001", "S001"), ("index", "index~"), ("INDEX", "INDEX~"), ("con", "con~"), ("NUL.x", "NUL~.x"), ("com1", "com1~"),
        ("lpt9", "lpt9~"), ("com0", "com0~"), ("com10", "com10"), ("console", "console"), ("a.index", "a.index"), ("aux.", "aux~."),
    ],
)  # fmt: skip
def test_no_id_takes_a_name_that_is_taken(id_: str, name: str) -> None:
    assert places.file_name(id_) == name
    assert places.url("bodies", id_) == f"bodies/{name}.html"


def test_the_menu_grows_with_the_ledger(empty_world: World) -> None:
    world = empty_world.found()
    assert [name for name, _ in places.columns(world.state)] == ["首页", "监督", "台账"]
    assert [name for name, _ in places.further(world.state)] == [
        "本周变化", "应办与逾期", "异常情况", "规则的变更", "开放数据", "搜索",
    ]  # fmt: skip
    world.register()
    assert [name for name, _ in places.columns(world.state)] == [
        "首页", "抽查事项", "监管对象", "检查人员", "监督", "台账",
    ]  # fmt: skip
    world.plan()
    world.commit()
    assert [name for name, _ in places.columns(world.state)][1:3] == ["年度计划", "随机抽取"]
    world.complaint("S001", day=world.now.date())
    assert ("检查结果", "results/index.html") in places.columns(world.state)
    assert ("依法处理", "cases/index.html") not in places.columns(world.state)


def test_a_full_ledger_has_every_column(full_world: World) -> None:
    assert len(places.columns(full_world.state)) == 10
    assert [name for name, _ in places.further(full_world.state)] == [
        "数据图示", "检查负担", "按乡镇看", "比一比", "全部检查", "本周变化", "抽中名单", "从未抽中",
        "应办与逾期", "逾期史", "异常情况", "更正与撤回", "名录核对", "规则的变更", "培训记录", "年度总结", "检查点和见证", "核对检查通知",
        "宣传", "评价和投诉", "开放数据", "搜索",
    ]  # fmt: skip


def test_a_ledger_whose_only_mistake_was_annulled_has_the_column_of_amendments(world: World) -> None:
    visit = world.complaint("S001")
    assert places.CORRECTIONS not in places.further(world.state)
    world.say(Annulment(target=visit.id, ground="wrong-subject", explanation="对象弄错。"), "o1", "p")
    assert places.CORRECTIONS in places.further(world.state)


def test_links_bear_names_and_unknown_ids_stand_for_themselves(world: World) -> None:
    state = world.state
    assert places.body(state, "S001") == Cell("第1学校", "bodies/S001.html")
    assert places.body(state, "S999") == Cell("S999", "bodies/S999.html")
    assert places.item(state, "I1") == Cell("I1 I1检查", "items/I1.html")
    assert places.item(state, "I9") == Cell("I9", "items/I9.html")
    assert places.inspector(state, "N01") == Cell("检查员1", "inspectors/N01.html")
    assert places.inspector_name(state, "N99") == "N99"
    assert places.task(state, "T1") == Cell("T1 春季抽查", "tasks/T1.html")
    assert places.task(state, "T9") == Cell("T9", "tasks/T9.html")
    assert places.case("AJ-1") == Cell("AJ-1", "cases/AJ-1.html")
    assert (places.role(state, "o1"), places.role(state, "zz")) == ("一科", "zz")
    assert places.plan_url(2025) == "plans/2025.html"


def test_records_are_named_by_their_number(world: World) -> None:
    first = next(iter(world.state.records.values()))
    assert places.record(first) == Cell("第 1 号", "records/000/000001.html")
    assert places.record(first, "创立").text == "创立"
    assert places.raw_url(first) == "ledger/000/000001.yaml"
    assert places.visit(first) == Cell("检查记录", "visits/000/000001.html")
    assert places.kind(first) == "创世记录"
    draw = world.commit()
    assert places.draw(draw) == Cell("T1-1", "draws/T1-1.html")
    assert places.draw(draw, "甲").text == "甲"
