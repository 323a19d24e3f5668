"""What the search needs to understand people: readings, traditional forms, other names; and what it may tell for
good."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.site import searching
from tests.site.pages.reading import view_of
from tests.world import World


def test_a_character_has_the_readings_of_the_names_in_which_it_stands() -> None:
    found = searching.readings(["长安小学", "长安中学", "校长", "A1 绿城"])
    assert found["长"] == "chang zhang"
    assert found["绿"] == "lv"
    assert "A" not in found
    assert list(found) == sorted(found)
    assert searching.readings(["校长", "校长", "长安"])["长"] == "zhang chang", "the commonest first"


def test_traditional_forms_of_what_is_there_alone() -> None:
    found = searching.traditional("实验")
    assert (found["實"], found["驗"]) == ("实", "验")
    assert "學" not in found
    assert "實" not in searching.traditional("实實"), "what stands in the text itself is searched as it is"


def test_a_page_is_found_by_what_people_call_it() -> None:
    row = searching.also(("rules", "抽查办法", "", "栏目"))
    assert row[:4] == ("rules", "抽查办法", "", "栏目")
    assert "双随机" in row[4]
    assert searching.also(("x", "甲", "", "", "乙"))[4] == "乙"


def test_findings_stand_in_the_index_as_long_as_they_are_in_force(world: World) -> None:
    visit = world.visit(world.open(world.commit()), day=date(2025, 4, 10))
    bad = world.pending(visit, rectify_by=date(2025, 4, 30), finding="消防通道堵塞。")
    name = world.state.bodies.current[visit.body.body].name
    told = [row for row in searching.findings(view_of(world)) if row[3].startswith("检查结果")]
    assert [(row[1], row[3]) for row in told] == [(f"{name}，2025-04-10 检查", "检查结果：消防通道堵塞。")]
    assert not told[0][0].endswith(".html")
    world.say(Annulment(target=bad.id, ground="mistaken-entry", explanation="录错。"), "o1", "p")
    assert not [row for row in searching.findings(view_of(world)) if row[3].startswith("检查结果")]


def test_towns_and_approved_plans_are_found(world: World) -> None:
    rows = list(searching.findings(view_of(world)))
    assert rows[0][0] == "map"
    assert ("东镇", "乡镇（街道）") in [(row[1], row[3]) for row in rows]
    assert ("计划", "教发1号", "批准的计划") in [row[1:4] for row in rows]
