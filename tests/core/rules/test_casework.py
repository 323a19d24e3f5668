"""依法处理: a case rests on a result, and takes its steps in order."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseReinspection
from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.kinds.registers import InspectorChange, Recusal
from ssj_publish.core.records import Record
from ssj_publish.core.rules.casework import FOLLOWS
from ssj_publish.core.rules.inspecting import GROUNDS, STANDING, UNINSPECTED
from ssj_publish.core.shapes import Shape
from tests.bureau import at, inspector
from tests.world import World

DAY = date(2025, 4, 10)


@pytest.fixture
def found(world: World) -> Record:
    """A drawn body's visit on 10 April and what it found."""
    return world.pending(world.visit(world.open(world.commit()), day=DAY))


def decision(**changes: Any) -> CaseDecision:
    made = CaseDecision(
        case="AJ-1", date=DAY, decision="order", document="改字1号", basis="《教育法》", text="责令改正。"
    )
    return msgspec.structs.replace(made, **changes)


def correction(**changes: Any) -> CaseCorrection:
    return msgspec.structs.replace(CaseCorrection(case="AJ-1", date=DAY, text="已改正。"), **changes)


def reinspection(passed: bool = True, **changes: Any) -> CaseReinspection:
    made = CaseReinspection(case="AJ-1", date=DAY, inspectors=("N01", "N02"), passed=passed, text="属实。")
    return msgspec.structs.replace(made, **changes)


STEPS: dict[str, tuple[Shape, tuple[str, ...]]] = {
    "decided": (decision(), ("o1", "l")),
    "corrected": (correction(), ("o1",)),
    "passed": (reinspection(), ("o1",)),
    "failed": (reinspection(passed=False), ("o1",)),
    "closed": (CaseClose(case="AJ-1", reason="整改到位。"), ("o1",)),
}


def take(world: World, *stages: str) -> None:
    for stage in stages:
        body, roles = STEPS[stage]
        world.say(body, *roles)


# Opening.


def test_a_case_rests_on_a_result_that_found_something(world: World, found: Record) -> None:
    world.case(found)
    assert world.state.results[found.id].case == "AJ-1"
    assert world.state.cases["AJ-1"].stage == "opened"
    with world.refused(errors.CaseExists):
        world.case(found, "AJ-2")


def test_a_number_is_given_once(world: World, found: Record) -> None:
    draw = next(iter(world.state.draws.values()))
    second = world.pending(world.visit(draw, day=DAY))
    world.case(found)
    with world.refused(errors.CaseExists):
        world.case(second)
    world.case(second, "AJ-2")


@pytest.mark.parametrize("code", ["no-problem", *sorted(UNINSPECTED)])
def test_a_result_that_found_nothing_grounds_no_case(world: World, code: str) -> None:
    visit = world.visit(world.open(world.commit()))
    if code in STANDING:
        world.change(visit.body.body, state="moved" if code == "moved" else "closed")
    unchecked: dict[str, Any] = {} if code == "no-problem" else {"checks": ()}
    result = world.result(visit, code=code, **unchecked)
    if code in GROUNDS:
        world.case(result)
    else:
        with world.refused(errors.CaseUngrounded):
            world.case(result)


def test_a_case_is_about_the_body_and_of_the_office_of_its_result(world: World, found: Record) -> None:
    with world.refused(errors.CaseMismatch):
        world.case(found, body="S001")
    with world.refused(errors.CaseMismatch):
        world.case(found, office="o2")
    body = world.case(found).body
    with world.refused(errors.ReferenceUnknown, what="result"):
        world.say(msgspec.structs.replace(body, result=found.body.visit, ground="另述。"), "o1")


def test_a_case_is_opened_by_its_own_office(world: World, found: Record) -> None:
    body = world.case(found).body
    draw = next(iter(world.state.draws.values()))
    second = world.pending(world.visit(draw, day=DAY))
    visit = world.state.visits[second.body.visit].visit
    with world.refused(errors.RoleMissing, roles="一科"):
        world.say(msgspec.structs.replace(body, case="AJ-2", result=second.id, body=visit.body, ground="另述。"), "o2")


def test_a_retracted_result_grounds_no_case(world: World, found: Record) -> None:
    world.say(Retraction(target=found.id, reason="误录。"), "o1")
    with world.refused(errors.CaseUngrounded):
        world.case(found)


# The order of steps.


@pytest.mark.parametrize(
    "way",
    [
        ("decided", "closed"),
        ("corrected", "closed"),
        ("decided", "corrected", "passed", "closed"),
        ("decided", "failed", "corrected", "passed", "closed"),
        ("corrected", "failed", "corrected", "failed", "corrected", "passed", "closed"),
    ],
    ids="-".join,
)
def test_a_case_lives_to_its_close(world: World, found: Record, way: tuple[str, ...]) -> None:
    world.case(found)
    take(world, *way)
    case = world.state.cases["AJ-1"]
    assert case.stage == "closed"
    assert len(case.steps) == len(way) + 1


def test_a_penalty_procedure_is_not_closed_without_a_decision(world: World, found: Record) -> None:
    """That there is no penalty is a decision too, and 局领导 sign it."""
    world.case(found, form="penalty")
    take(world, "corrected", "passed")
    with world.refused(errors.CaseOrder, stage="passed", step="closed"):
        take(world, "closed")


def test_a_penalty_procedure_is_closed_after_its_decision(world: World, found: Record) -> None:
    world.case(found, form="penalty")
    world.say(decision(decision="no-penalty"), "o1", "l")
    take(world, "closed")


WAYS = {
    "opened": (),
    "decided": ("decided",),
    "corrected": ("corrected",),
    "passed": ("corrected", "passed"),
    "failed": ("corrected", "failed"),
    "closed": ("decided", "closed"),
}


def _unfit() -> list[tuple[str, str]]:
    return [
        (stage, step) for stage, step in product(WAYS, STEPS) if step not in FOLLOWS[stage, "decided" in WAYS[stage]]
    ]


@pytest.mark.parametrize(("stage", "step"), _unfit())
def test_a_step_out_of_order_is_refused(world: World, found: Record, stage: str, step: str) -> None:
    world.case(found)
    take(world, *WAYS[stage])
    with world.refused(errors.CaseOrder, stage=stage, step=step):
        take(world, step)


@pytest.mark.parametrize("before", [("corrected",), ("corrected", "passed"), ("corrected", "failed")], ids="-".join)
def test_a_penalty_case_that_was_corrected_first_is_still_decided(
    world: World, found: Record, before: tuple[str, ...]
) -> None:
    """Correction before the decision is ordinary; it must not leave a case that nobody can end."""
    world.case(found, form="penalty")
    take(world, *before, "decided", "closed")
    assert world.state.cases["AJ-1"].stage == "closed"


def test_what_was_found_wanting_again_is_decided_anew(world: World, found: Record) -> None:
    world.case(found)
    take(world, "decided", "failed")
    fine = decision(decision="fine", severity="general", public_until=date(2025, 10, 31))
    world.say(fine, "o1", "l")
    assert world.state.cases["AJ-1"].public_until == date(2025, 10, 31)
    take(world, "corrected", "passed", "closed")


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_no_case_or_by_another_office_is_refused(world: World, found: Record, step: str) -> None:
    body, roles = STEPS[step]
    with world.refused(errors.ReferenceUnknown, what="case"):
        world.say(body, *roles)
    world.case(found)
    take(world, *(WAYS["corrected"] if step in ("passed", "failed", "closed") else ()))
    with world.refused(errors.RoleMissing, roles="一科"):
        world.say(body, *("o2" if role == "o1" else role for role in roles))


# What each step must hold.


def test_days_do_not_run_ahead_or_back(world: World, found: Record) -> None:
    """Not after the record, not before the visit, not before an earlier step."""
    world.case(found)
    with world.refused(errors.DateInFuture):
        world.say(correction(date=date(2025, 4, 11)), "o1")
    with world.refused(errors.DateOrder):
        world.say(correction(date=date(2025, 4, 9)), "o1")
    world.now = at("2025-04-20 09:00")
    world.say(correction(date=date(2025, 4, 18)), "o1")
    with world.refused(errors.DateInFuture):
        world.say(reinspection(date=date(2025, 4, 21)), "o1")
    with world.refused(errors.DateOrder):
        world.say(reinspection(date=date(2025, 4, 17)), "o1")
    world.say(reinspection(passed=False, date=date(2025, 4, 19)), "o1")
    with world.refused(errors.DateOrder):
        world.say(correction(date=date(2025, 4, 18)), "o1")


def test_a_reinspection_is_by_two_who_may(world: World, found: Record) -> None:
    world.case(found)
    take(world, "corrected")
    body_id = world.state.cases["AJ-1"].opened.body.body
    world.say(InspectorChange(reason="新", added=(inspector(9, valid_until=date(2025, 4, 9)),)), "p")
    world.say(Recusal(inspector="N03", body=body_id, ground="kinship"), "d")
    for team, reason in (
        ((), errors.TeamTooSmall),
        (("N01",), errors.TeamTooSmall),
        (("N01", "N01"), errors.TeamTooSmall),
        (("N01", "N99"), errors.ReferenceUnknown),
        (("N01", "N09"), errors.CertificateInvalid),
        (("N01", "N03"), errors.InspectorRecused),
    ):
        with world.refused(reason):
            world.say(reinspection(inspectors=team), "o1")
    world.say(reinspection(), "o1")
