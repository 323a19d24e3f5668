"""Records by number or beginning, bodies and inspectors by name; what is unclear says between what."""

from __future__ import annotations

import pytest

from ssj_publish import errors
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.oversight import Supervision
from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.office import lookup
from tests.bureau import inspector
from tests.world import World


def test_a_record_is_known_by_number_beginning_and_id(world: World) -> None:
    records = list(world.state.records.values())
    for one in records:
        for text in (
            str(one.seq),
            f"{one.seq:06d}",
            f" {record_name(one.seq)} ",
            one.id,
            one.id[:20],
            one.id[:20].upper(),
        ):
            assert lookup.record(world.state, text) is one


@pytest.mark.parametrize("text", ["", "0", "000000", "999999", "f" * 64, "abc", "../1", "一", "-1", "1.5", "²"])
def test_what_names_no_record_says_so(world: World, text: str) -> None:
    with pytest.raises(errors.RecordNotFound) as caught:
        lookup.record(world.state, text)
    assert caught.value.data["text"] == text


def test_a_beginning_that_several_ids_have_lists_them(world: World) -> None:
    state = world.state
    first, second = list(state.records.values())[:2]
    state.records["abcdef" + "0" * 58], state.records["abcdef" + "1" * 58] = first, second
    with pytest.raises(errors.RecordAmbiguous) as caught:
        lookup.record(state, "abcdef")
    assert caught.value.data["count"] == 2
    assert "000001 创世记录 2025-01-02" in caught.value.data["candidates"]
    assert lookup.record(state, "abcdef0") is first


def test_bodies_and_inspectors_are_known_by_a_name_that_only_one_has(world: World) -> None:
    assert lookup.body(world.state, "第3学校") == lookup.body(world.state, "S003") == "S003"
    assert lookup.inspector(world.state, "检查员2") == "N02"
    assert lookup.body(world.state, "没有的学校") == "没有的学校"
    world.say(InspectorChange(reason="新进", added=(inspector(90, name="检查员2", unit="二科"),)), "p")
    with pytest.raises(errors.NameAmbiguous, match="N02、N90"):
        lookup.inspector(world.state, "检查员2")


def test_a_task_is_known_by_a_name_that_only_one_has(world: World) -> None:
    [id_, one] = next(iter(world.state.tasks.items()))
    assert lookup.task(world.state, f" {one.task.name} ") == lookup.task(world.state, id_) == id_
    assert lookup.task(world.state, "没有的任务") == "没有的任务"
    world.state.tasks["另一个"] = one
    with pytest.raises(errors.NameAmbiguous):
        lookup.task(world.state, one.task.name)


def test_a_form_s_short_names_become_full_ids(world: World) -> None:
    draw = world.open(world.commit())
    visit = world.visit(draw)
    made = lookup.resolved(
        world.state, Visit, {"draw": draw.record.seq, "body": "第3学校", "inspectors": ["检查员2", "N01"], "note": "1"}
    )
    assert made == {"draw": draw.id, "body": "S003", "inspectors": ["N02", "N01"], "note": "1"}
    assert lookup.resolved(world.state, Result, {"visit": visit.id[:9]}) == {"visit": visit.id}
    subjects = lookup.resolved(world.state, Supervision, {"subjects": [f"{visit.seq:06d}", draw.id]})
    assert subjects == {"subjects": [visit.id, draw.id]}
    assert lookup.resolved(world.state, Visit, ["x"]) == ["x"]
    with pytest.raises(errors.RecordNotFound):
        lookup.resolved(world.state, Result, {"visit": "999999"})


def test_records_are_found_by_all_of_the_words(world: World) -> None:
    draw = world.open(world.commit())
    first = world.visit(draw)
    result = world.result(first)
    name = f"第{int(first.body.body[1:])}学校"
    assert lookup.find(world.state, [name, "检查记录"]) == [first]
    assert lookup.find(world.state, [name]) == [first, result]
    assert lookup.find(world.state, ["检查结果", "2025-04"]) == [result]
    assert lookup.find(world.state, [f"{first.seq:06d}"]) == [first]
    assert lookup.find(world.state, ["draw-commit", "T1"]) == [draw.record]
    assert lookup.find(world.state, ["没有"]) == []


def test_every_record_is_found_by_what_a_line_tells_of_it(full_world: World) -> None:
    for one in full_world.state.records.values():
        words = [*lookup.telling(full_world.state, one).split(" "), one.kind, one.id]
        assert lookup.find(full_world.state, words) == [one]
