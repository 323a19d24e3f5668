"""宣告无效: two sign, what rests on a record goes first, the original stays; and from every state there is a way
out."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core import snapshot
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseReinspection
from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.kinds.plan import Declined, Plan, PlanProposal
from ssj_publish.core.reading import approvals, deadlines
from ssj_publish.core.records import Record
from ssj_publish.core.rules import casework
from ssj_publish.core.rules.annulling import ANNULLED
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import Draw
from ssj_publish.office import plans
from tests.bureau import at, task
from tests.world import World
from tests.years import approved, elsewhere

DAY = date(2025, 4, 10)


def annul(world: World, target: Record, *roles: str, **changes: Any) -> Record:
    made = {"target": target.id, "ground": "mistaken-entry", "explanation": "录入有误。"}
    return world.say(Annulment(**(made | changes)), *(roles or ("o1", "p")))


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


def decided(**changes: Any) -> CaseDecision:
    made: dict[str, Any] = {
        "case": "AJ-1",
        "date": DAY,
        "decision": "order",
        "document": "改字1号",
        "basis": "《教育法》",
        "text": "改正。",
    }
    return CaseDecision(**(made | changes))


# Who, and what.


@pytest.mark.parametrize("roles", [("o1",), ("p",), ("o2", "p"), ("o1", "l", "d")])
def test_one_key_annuls_nothing(world: World, draw: Draw, roles: tuple[str, ...]) -> None:
    """Neither the office that would have liked another visit, nor 政策法规科 alone, nor another office."""
    visit = world.visit(draw)
    with world.refused(errors.RoleMissing):
        annul(world, visit, *roles)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {name for name, shape in KINDS.items() if shape in ANNULLED}))
def test_what_others_rest_on_by_the_draw_or_the_law_is_never_void(full_world: World, kind: str) -> None:
    target = next(one for one in full_world.state.records.values() if one.kind == kind)
    with full_world.refused(errors.NotAnnullable, kind=kind):
        annul(full_world, target)


def test_an_annulled_visit_no_longer_counts_and_is_owed_again(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    record = annul(world, visit, ground="wrong-subject")
    one = world.state.visits[visit.id]
    assert one.annulment == record
    assert not one.in_force
    assert one.record.body == visit.body
    assert not world.state.visit_counts(2025)
    owed = {(due.what, due.body) for due in deadlines.outstanding(world.state)}
    assert ("visit", visit.body.body) in owed
    assert ("result", visit.body.body) not in owed
    with world.refused(errors.AlreadyAnnulled):
        world.result(visit)
    with world.refused(errors.AlreadyAnnulled):
        annul(world, visit)
    world.visit(draw, visit.body.body, note="重新录入。")


def test_what_rests_on_a_record_goes_first(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    result = world.pending(visit)
    opened = world.case(result)
    correction = world.say(CaseCorrection(case="AJ-1", date=DAY, text="已改。"), "o1")
    with world.refused(errors.ResultsRest, items="I1"):
        annul(world, visit)
    with world.refused(errors.CaseRests, case="AJ-1"):
        annul(world, result)
    with world.refused(errors.StepsRest, case="AJ-1", last="case-correction"):
        annul(world, opened)
    for one in (correction, opened, result, visit):
        annul(world, one)
    assert world.state.cases["AJ-1"].annulled is not None
    assert world.state.annulments[-1].body.target == visit.id
    again = world.pending(world.visit(draw, visit.body.body))
    with world.refused(errors.CaseExists):
        world.case(again)
    world.case(again, "AJ-2")


def test_a_step_goes_and_the_case_stands_where_it_stood(world: World, draw: Draw) -> None:
    result = world.pending(world.visit(draw))
    world.case(result)
    world.say(CaseCorrection(case="AJ-1", date=DAY, text="已改。"), "o1")
    closed = world.say(CaseClose(case="AJ-1", reason="完。"), "o1")
    annul(world, closed)
    case = world.state.cases["AJ-1"]
    assert (case.stage, case.undone) == ("corrected", [closed])
    with world.refused(errors.AlreadyAnnulled):
        annul(world, closed)
    world.say(CaseReinspection(case="AJ-1", date=DAY, inspectors=("N01", "N02"), passed=True, text="属实。"), "o1")


def test_an_annulled_penalty_is_public_no_more(world: World, draw: Draw) -> None:
    """行政处罚法 art. 48: what was changed or revoked is withdrawn; the rest of the case is under no end then."""
    opened = world.case(world.pending(world.visit(draw)))
    until = date(2025, 10, 10)
    fine = world.say(decided(decision="fine", severity="general", public_until=until), "o1", "l")
    assert world.state.references[opened.body.ground.sd].until == until
    annul(world, fine, ground="overturned")
    assert world.state.references[fine.body.text.sd].until == DAY
    assert world.state.references[opened.body.ground.sd].until is None
    assert world.state.cases["AJ-1"].public_until is None
    world.say(decided(decision="no-penalty"), "o1", "l")


def test_visits_under_an_annulled_approval_were_never_approved(world: World) -> None:
    visit = world.complaint("S001", day=DAY)
    approval = world.say(approved(world, visit), "o1", "l")
    assert approvals.standing(world.state, visit.id, DAY) == "ratified"
    annul(world, approval)
    assert approvals.standing(world.state, visit.id, DAY) == "waiting"
    assert approvals.standing(world.state, visit.id, DAY + timedelta(days=30)) == "missing"
    with world.refused(errors.AlreadyAnnulled):
        annul(world, approval)
    world.say(approved(world, visit, reason="另行审批。"), "o1", "l")


def test_a_snapshot_keeps_what_is_void(full_world: World) -> None:
    again = snapshot.parse_snapshot(snapshot.form(full_world.replay))
    assert again.state.annulments == full_world.state.annulments
    assert dict(again.state.approvals) == dict(full_world.state.approvals)
    assert dict(again.state.elsewhere) == dict(full_world.state.elsewhere)


# Every state has a way out.

Act = Callable[[World], object]
Key = tuple[object, ...]


def walked(start: World, acts: dict[str, Act], key: Callable[[World], Key]) -> dict[Key, set[Key]]:
    """Every abstract state that ``acts`` reach from ``start``, with those that follow it in one act."""
    found: dict[Key, set[Key]] = {}
    waiting = [(key(start), start)]
    while waiting:
        at, world = waiting.pop(0)
        if at in found:
            continue
        found[at] = set()
        for act in acts.values():
            after = copy.deepcopy(world)
            try:
                act(after)
            except (errors.Refused, StopIteration, KeyError):
                continue
            there = key(after)
            found[at].add(there)
            if there not in found:
                waiting.append((there, after))
    return found


def stuck(found: dict[Key, set[Key]], done: Callable[[Key], bool]) -> set[Key]:
    """The states from which no way leads to one that is done."""
    free = {at for at in found if done(at)}
    while more := {at for at, next_ in found.items() if at not in free and next_ & free}:
        free |= more
    return found.keys() - free


def _visit(world: World) -> Record:
    """Always of one body, so that a second visit of it is refused while the first is in force."""
    draw = next(iter(world.state.draws.values()))
    return world.visit(draw, next(iter(draw.teams)), note=f"第{len(world.entries)}条")


def _live_visit(world: World) -> Record:
    return next(one.record for one in world.state.visits.values() if one.in_force)


def _live_result(world: World) -> Record:
    return next(one.record for one in world.state.results.values() if one.in_force)


def _case(world: World) -> Any:
    return next(one for one in world.state.cases.values() if one.annulled is None)


def _step(shape: type[Shape], *roles: str, **fields: Any) -> Act:
    return lambda world: world.say(shape(case=_case(world).id, **fields), *roles)


def _decide(**fields: Any) -> Act:
    return lambda world: world.say(decided(case=_case(world).id, **fields), "o1", "l")


def _open(form: str) -> Act:
    return lambda world: world.case(_live_result(world), f"AJ-{len(world.state.cases) + 1}", form=form)


CASE_ACTS: dict[str, Act] = {
    "visit": _visit,
    "annul visit": lambda world: annul(world, _live_visit(world), explanation=f"第{len(world.entries)}条"),
    "clean": lambda world: world.result(_live_visit(world), finding=f"第{len(world.entries)}条"),
    "pending": lambda world: world.pending(_live_visit(world), finding=f"第{len(world.entries)}条"),
    "retract": lambda world: world.say(Retraction(target=_live_result(world).id, reason="误录。"), "o1"),
    "annul result": lambda world: annul(world, _live_result(world)),
    "open": _open("rectification"),
    "open penalty": _open("penalty"),
    "order": _decide(),
    "fine": _decide(decision="fine", severity="serious", public_until=date(2027, 4, 10)),
    "unpublished": _decide(decision="warning", severity="minor"),
    "no penalty": _decide(decision="no-penalty"),
    "correct": _step(CaseCorrection, "o1", date=DAY, text="已改。"),
    "pass": _step(CaseReinspection, "o1", date=DAY, inspectors=("N01", "N02"), passed=True, text="属实。"),
    "fail": _step(CaseReinspection, "o1", date=DAY, inspectors=("N01", "N02"), passed=False, text="未改。"),
    "close": _step(CaseClose, "o1", reason="完。"),
    "annul step": lambda world: annul(world, _case(world).steps[-1], explanation=f"第{len(world.entries)}条"),
}


def _case_key(world: World) -> Key:
    visits = [one for one in world.state.visits.values() if one.in_force]
    results = [one.result.code for one in world.state.results.values() if one.in_force]
    live = [one for one in world.state.cases.values() if one.annulled is None]
    assert len(visits) < 2
    assert len(results) < 2
    assert len(live) < 2
    case = (live[0].opened.body.form, live[0].stage, casework.decided(live[0])) if live else None
    return (bool(visits), results[0] if results else None, case)


@pytest.mark.slow
def test_from_every_state_of_a_visit_and_its_case_there_is_a_way_to_the_close(world: World) -> None:
    world.open(world.commit())
    _visit(world)
    found = walked(world, CASE_ACTS, _case_key)
    stages = {(case[1], case[2]) for _, _, case in found if case is not None}  # type: ignore[index]
    assert stages == set(casework.FOLLOWS)
    assert not stuck(found, lambda at: at[2] is not None and at[2][1] == "closed")  # type: ignore[index]
    open_cases = [at for at in found if at[2] is not None and at[2][1] != "closed"]  # type: ignore[index]
    assert open_cases
    assert all(found[at] for at in found)


def later(world: World) -> None:
    world.now += timedelta(hours=1)


def _draw_acts() -> Iterator[tuple[str, Act]]:
    def live(world: World) -> Draw:
        return next(one for one in world.state.draws.values() if one.void is None)

    def commit(world: World) -> None:
        if len(world.state.draws) == 2:  # more void ones add nothing to what can follow
            raise StopIteration
        world.now = max(world.now, at("2025-03-27 09:00"))
        world.commit("T1", beacon=None, opens=world.now + timedelta(hours=8))

    def opened(world: World) -> None:
        draw = next(one for one in world.state.draws.values() if one.result is None)
        later(world)
        world.open(draw)

    def cancel(world: World) -> None:
        plan = Plan(year=2025, title="调整", cancelled=(Declined(task="T1", reason="取消。"),))
        world.say(plans.approve(world.say(plan, "p").id, "教发2号"), "l")

    def undo(world: World) -> None:
        annul(world, next(one.record for one in world.state.elsewhere.values() if one.in_force))

    yield "plan", lambda world: world.say(plans.consolidate(world.state, 2025, "计划"), "p")
    yield "approve", lambda world: world.say(plans.approve(next(iter(world.state.plans)), "教发1号"), "l")
    yield "commit", commit
    yield "open", opened
    yield "void", lambda world: world.void(live(world))
    yield "elsewhere", lambda world: world.say(elsewhere(world, "T1", number=f"RW{len(world.entries)}"), "o1")
    yield "annul elsewhere", undo
    yield "cancel", cancel


def _task_key(world: World) -> Key:
    state = world.state
    if "T1" not in state.tasks:
        return ("proposed",)
    one = state.tasks["T1"]
    draws = [state.draws[id_] for id_ in one.draws]
    live = [draw.result is not None for draw in draws if draw.void is None]
    there = any(state.elsewhere[id_].in_force for id_ in one.elsewhere)
    owed = sum(draw.result is None for draw in draws if draw.void is not None)
    return (len(draws), state.plans[one.plan].approval is not None, one.cancelled is not None, *live, there, owed)


@pytest.mark.slow
def test_from_every_state_of_a_task_there_is_a_way_to_a_draw_or_its_end() -> None:
    world = World().found().register()
    world.say(plans_proposal(), "o1")
    acts = dict(_draw_acts())

    found = walked(world, acts, _task_key)

    def done(at: Key) -> bool:
        live = at[3:-2] if len(at) > 2 else ()
        return len(at) > 2 and bool(at[2] or (live and live[-1]) or at[-2]) and not at[-1]

    assert len(found) > 8
    assert not stuck(found, done)


def plans_proposal() -> PlanProposal:
    return PlanProposal(year=2025, office="o1", tasks=(task(),))
