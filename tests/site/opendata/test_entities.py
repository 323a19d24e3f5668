"""What a page is about, with the records' own fields; what is private or gone stays away."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, Removal
from ssj_publish.site.opendata import entities
from tests.bureau import at, inspector
from tests.site.pages.reading import view_of
from tests.world import World


def about(world: World, url: str) -> Any:
    return msgspec.to_builtins(entities.by_page(view_of(world))[url])


def test_every_page_of_one_thing_is_about_it(full_world: World) -> None:
    found = entities.by_page(view_of(full_world))
    kinds = {url: one["kind"] for url, one in found.items() if not url.endswith("/index.html")}
    rooms = {
        "items": "item",
        "bodies": "body",
        "inspectors": "inspector",
        "tasks": "task",
        "visits": "visit",
        "cases": "case",
        "towns": "town",
    }
    assert {one["kind"] for url, one in found.items() if url not in kinds} == {"table"}
    assert {url.split("/")[0] for url in kinds} == set(rooms)
    assert all(kind == rooms[url.split("/")[0]] for url, kind in kinds.items())


def test_an_entry_comes_with_its_history(world: World) -> None:
    world.say(
        BodyChange(reason="撤并", removed=(Removal(id="S001", ground="closed", state="closed", reason="合并"),)), "p"
    )
    found = about(world, "bodies/S001.html")
    assert (found["listed"], found["entry"]["name"]) == (False, "第1学校")
    assert [(one["seq"], one["record"], one["time"], one["reason"]) for one in found["history"]] == [
        (4, "body-change", "2025-01-07T09:02:00+08:00", "初次"),
        (9, "body-change", "2025-01-07T09:07:00+08:00", "合并"),
    ]
    assert found["history"][0]["entry"] == found["entry"]
    assert found["history"][1]["entry"] is None
    assert about(world, "bodies/S002.html")["listed"]


def test_a_body_s_life(world: World) -> None:
    spoilt = world.commit()
    world.void(spoilt)
    draw = world.open(world.commit())
    world.open(spoilt)
    id_ = next(iter(draw.teams))
    visit = world.visit(draw, id_)
    world.case(world.pending(visit))
    found = about(world, f"bodies/{id_}.html")
    assert [(one["draw"], one["void"]) for one in found["draws"]] == [("T1-1", True), ("T1-2", False)]
    place = found["draws"][1]
    assert draw.outcome is not None
    [ticket] = [one for one in draw.outcome.tickets if one.body == id_]
    same = [one.body for one in draw.outcome.tickets if one.credit_class == ticket.credit_class]
    assert place == {
        "draw": "T1-2", "void": False, "credit_class": ticket.credit_class, "ticket": ticket.ticket,
        "rank": same.index(id_) + 1, "size": 3, "sample": {"A": 1, "B": 1, "C": 2, "D": 3}[ticket.credit_class],
        "drawn": True, "team": list(draw.teams[id_]),
    }  # fmt: skip
    assert (found["visits"], found["cases"]) == ([visit.seq], ["AJ-1"])
    assert about(world, f"inspectors/{draw.teams[id_][0]}.html")["visits"] == [visit.seq]


def test_an_inspector_s_private_fields_are_nowhere(world: World) -> None:
    world.say(InspectorChange(reason="新增", added=(inspector(7, title="科员", training="受训", expert=True),)), "p")
    found = about(world, "inspectors/N07.html")
    for entry in (found["entry"], found["history"][0]["entry"]):
        assert entry["certificate"] == "Z0007"
        assert not {"title", "training", "expert"} & entry.keys()


def test_a_task_with_its_plan(world: World) -> None:
    world.commit()
    found = about(world, "tasks/T1.html")
    assert (found["approved"], found["cancelled"], found["draws"]) == (True, None, ["T1-1"])
    assert (found["plan"]["record"], found["plan"]["seq"], found["task"]["id"]) == ("plan", 7, "T1")


def test_a_visit_with_its_results(world: World) -> None:
    visit = world.complaint("S001")
    world.now = at("2025-04-01 09:00")
    result = world.pending(visit)
    world.case(result)
    better = msgspec.structs.replace(result.body, finding="补记。")
    world.say(Correction(target=result.id, reason="补写。", replacement=msgspec.to_builtins(better)), "o1")
    found = about(world, f"visits/000/{visit.seq:06d}.html")
    shown = msgspec.convert(found["visit"], Visit)
    assert shown == msgspec.structs.replace(visit.body, trigger=shown.trigger, unsigned_reason="负责人外出")
    assert shown.trigger is not None
    assert shown.trigger.note == "家长来信"
    [one] = found["results"]
    assert (one["seq"], one["case"], one["late"], one["corrected"]) == (result.seq, "AJ-1", True, 1)
    assert one["result"]["finding"] == "补记。"


def test_a_decision_that_has_expired_keeps_only_its_day(world: World) -> None:
    world.case(world.pending(world.complaint("S001")), form="penalty")
    until = date(2025, 5, 20)
    fine = CaseDecision(
        case="AJ-1",
        date=date(2025, 3, 3),
        decision="fine",
        document="罚字1号",
        basis="《条例》",
        text="罚款。",
        severity="minor",
        public_until=until,
    )
    world.say(fine, "o1", "l")
    world.now = at("2025-05-20 09:00")
    world.change("S002", name="甲")
    assert about(world, "cases/AJ-1.html")["steps"][1]["body"]["text"] == "罚款。"
    world.now = at("2025-05-21 09:00")
    world.change("S002", name="乙")
    found = about(world, "cases/AJ-1.html")
    assert (found["case"], found["stage"], found["office"]) == ("AJ-1", "decided", "一科")
    assert "_sd" in found["steps"][0]["body"]["ground"]  # it would tell what was taken
    assert found["steps"][1].keys() == {"seq", "id", "record", "time", "expired"}
    assert found["steps"][1]["expired"] == "2025-05-20"
