"""Two names for one, and reasons and dates that free, each tried with all keys by whoever would gain from it (T8,
T9)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.cli import run
from ssj_publish.core import encoding
from ssj_publish.core.kinds.draw import Substitution
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.kinds.plan import PlanProposal
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, Recusal, Removal
from ssj_publish.core.reading import deadlines, scope
from ssj_publish.core.reading.times import Times
from ssj_publish.core.state import Draw
from tests.bureau import at, body, inspector, task
from tests.world import World

DAY = date(2025, 4, 10)
#: What a school's or a person's name can be written with besides, so that no eye sees it.
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u061c\u180e\u2061\u3164\uffa0\u115f\u1160\u2800\ufe0f\U000e0100\U000e0041"


def weekdays(count: int, first: date) -> tuple[date, ...]:
    found = (first + timedelta(days=n) for n in range(400))
    return tuple(one for one in found if one.weekday() < 5)[:count]


def bodies(**lists: Any) -> BodyChange:
    return BodyChange(reason="变动", **lists)


# Two names for one.


@pytest.mark.parametrize("mark", HIDDEN, ids=lambda mark: f"U+{ord(mark):04X}")
@pytest.mark.parametrize("where", [0, 1, 4], ids=["before", "within", "behind"])
def test_one_school_thrice(world: World, mark: str, where: int) -> None:
    """To have it drawn three times as often, or to have one of the three visited."""
    name = "第1学校"
    with pytest.raises(errors.UnseenText) as refused:
        world.say(bodies(added=(body(20, name=f"{name[:where]}{mark}{name[where:]}"),)), "p")
    assert (refused.value.path, refused.value.code) == ("statement.body.added.0.name", f"U+{ord(mark):04X}")


def every_string(value: Any, path: str = "") -> list[str]:
    """The paths of all strings in a body."""
    if isinstance(value, str):
        return [path]
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else ()
    return [found for key, one in pairs for found in every_string(one, f"{path}.{key}")]


def put(value: Any, path: list[str], change: Callable[[str], str]) -> Any:
    """``value`` with the string at ``path`` changed."""
    if not path:
        return change(value)
    if isinstance(value, dict):
        return value | {path[0]: put(value[path[0]], path[1:], change)}
    return [put(one, path[1:], change) if str(n) == path[0] else one for n, one in enumerate(value)]


def test_no_field_of_any_record_hides_anything(full_world: World) -> None:
    """Whatever kind, whatever field: ids, notes, file names, reasons."""
    tried = 0
    for record in full_world.state.records.values():
        plain = msgspec.to_builtins(record.body)
        for path in every_string(plain):
            with pytest.raises(errors.UnseenText) as refused:
                encoding.emit({"body": put(plain, path.split(".")[1:], lambda text: f"{text[:1]}\u200b{text[1:]}")})
            assert refused.value.path == f"body{path}"
            tried += 1
    assert tried > 500


def test_one_person_as_a_whole_team(world: World) -> None:
    """Two ids of one person in the pool: the pair that is sent would be one."""
    for changes in ({"certificate": "z 0001"}, {"name": "检查员１"}, {"name": "检查员1", "unit": "一 科"}):
        with world.refused(errors.CertificateShared if "certificate" in changes else errors.NameShared):
            world.say(InspectorChange(reason="新进", added=(inspector(90, **changes),)), "p")


def test_a_recused_person_under_a_new_id(world: World) -> None:
    world.say(Recusal(inspector="N01", body="S001", ground="kinship"), "d")
    with world.refused(errors.EntryReturned):
        gone = (Removal(id="N01", ground="transferred", reason="调离"),)
        world.say(InspectorChange(reason="变动", removed=gone, added=(inspector(90, certificate="Z-0001"),)), "p")
    world.say(InspectorChange(reason="调离", removed=(Removal(id="N01", ground="transferred", reason="调离"),)), "p")
    with world.refused(errors.EntryReturned):
        world.say(InspectorChange(reason="新进", added=(inspector(90, name="检查员1"),)), "p")
    world.say(InspectorChange(reason="调回", added=(inspector(1),)), "p")
    assert ("N01", "S001") in world.state.recused


def test_a_school_out_of_scope_by_a_blank(world: World) -> None:
    """It is neither drawn nor listed as excluded: so a way of writing takes nobody out."""
    for id_, changes in {"S001": {"type": "学 校"}, "S002": {"type": "（学校）"}, "S003": {"type": "学校。"}}.items():
        world.change(id_, **changes)
    assert {"S001", "S002", "S003"} <= world.commit().pool.keys()


def test_a_school_out_of_scope_by_another_type_is_told(world: World) -> None:
    """That is a change like any other, and nobody can say from here whether it is true: it is shown at every later
    draw."""
    first = world.commit()
    world.void(first)
    world.change("S001", type="其他机构")
    second = world.commit()
    assert "S001" not in second.pool
    assert [(one.body, one.how) for one in scope.left(world.state, second)] == [("S001", "type")]


def test_any_school_called_a_branch(world: World) -> None:
    """Neither has a code: they would share none."""
    with world.refused(errors.BranchMalformed):
        world.change("S002", branch_of="S001")


def test_ids_that_a_reader_takes_for_each_other(world: World) -> None:
    with world.refused(errors.IdAlike):
        world.say(bodies(added=(body(20, id="s001"),)), "p")
    with world.refused(errors.IdAlike):
        world.say(PlanProposal(year=2025, office="o1", tasks=(task("t1"),)), "o1")


# Reasons that free.


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


@pytest.mark.parametrize("reason", ["closed", "moved", "merged", "suspended"])
def test_an_active_school_is_excused(world: World, draw: Draw, reason: Any) -> None:
    target = next(iter(draw.teams))
    with world.refused(errors.ReasonUnfit):
        world.say(Substitution(draw=draw.id, body=target, reason=reason, explanation="x"), "o1", "d")


@pytest.mark.parametrize("reason", ["certificate", "transferred", "recusal"])
def test_an_inspector_that_nobody_likes_is_replaced(world: World, draw: Draw, reason: Any) -> None:
    target, team = next(iter(draw.teams.items()))
    made = Substitution(draw=draw.id, body=target, inspector=team[0], reason=reason, explanation="x")
    with world.refused(errors.ReasonUnfit):
        world.say(made, "o1", "d")


@pytest.mark.parametrize("code", ["closed", "moved", "deregistered"])
def test_an_active_school_is_let_off_its_checklist(world: World, draw: Draw, code: str) -> None:
    visit = world.visit(draw)
    with world.refused(errors.ResultUnfit):
        world.result(visit, code=code, checks=())


# Dates that free.


def was_late(world: World, id_: str) -> bool:
    return deadlines.was_late(world.state, world.state.results[id_], Times(world.state))


def late(world: World, draw: Draw) -> str:
    visit = world.visit(draw, day=DAY)
    world.now = at("2025-06-20 09:00")
    return world.result(visit).id


def test_an_all_holiday_calendar_after_the_fact(world: World, draw: Draw) -> None:
    id_ = late(world, draw)
    with world.refused(errors.CalendarTooFree):
        world.say(CalendarYear(year=2025, notice="通知", holidays=weekdays(200, date(2025, 1, 1))), "p")
    for start in (date(2025, 4, 11), date(2025, 4, 14), date(2025, 5, 1)):
        world.say(CalendarYear(year=2025, notice="通知", holidays=weekdays(40, start)), "p")
    assert was_late(world, id_)


def test_a_visit_moved_to_a_later_day_after_the_fact(world: World, draw: Draw) -> None:
    id_ = late(world, draw)
    visit = world.state.visits[world.state.results[id_].result.visit]
    body_ = msgspec.structs.replace(visit.visit, date=date(2025, 6, 19))
    world.say(Correction(target=visit.record.id, reason="误录。", replacement=msgspec.to_builtins(body_)), "o1")
    assert was_late(world, id_)


def test_a_holiday_added_while_the_days_run_out(world: World, draw: Draw) -> None:
    visit = world.visit(draw, day=DAY)
    world.now = at("2025-05-13 09:00")
    world.say(CalendarYear(year=2025, notice="通知", holidays=weekdays(40, date(2025, 5, 1))), "p")
    world.now = at("2025-05-14 09:00")
    assert was_late(world, world.result(visit).id)


def test_the_term_of_what_never_had_one(full_world: World) -> None:
    """A content without a last public day does not expire by being said to."""
    world = full_world
    digest, one = next(
        (d, one) for d, one in world.state.references.items() if one.withheld is None and one.until is None
    )
    with world.refused(errors.ReasonUnfit, reason="expired"):
        world.withhold(world.state.records[one.record], ground="expired", digests=(digest,))


@pytest.mark.slow
def test_the_contents_left_out_of_a_folder(
    full_world: World, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """An empty folder is held to be whole. (Of a published site: tests/web/test_mirror.py.)"""
    ledger = full_world.write(tmp_path)
    for path in (ledger / "disclosures").iterdir():
        path.unlink()
    assert run(["verify", str(tmp_path), "--today", "2025-06-01"]) == 1
    assert "不见了" in capfd.readouterr().err
