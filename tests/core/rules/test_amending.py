"""更正、撤回: what may be set right or taken back, by whom, and that it is held to every rule of its kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.inspection import Check, ResultCode, Trigger
from ssj_publish.core.kinds.oversight import Correction, Retraction, Summary, Training
from ssj_publish.core.kinds.registers import Recusal
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.reading import deadlines, figures
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from ssj_publish.core.rules.inspecting import GROUNDS, UNINSPECTED
from ssj_publish.core.state import Draw
from ssj_publish.office import draws
from tests.bureau import OBSERVER, ROOTS, SIGNERS, at
from tests.world import World
from tests.years import SECTIONS

CORRECTABLE = {"visit", "result", "training", "summary", "feedback", "outreach"}


RETRACTABLE = {"result", "recusal", "training", "summary", "outreach"}


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


def training(**changes: Any) -> Training:
    made = Training(title="培训", date=date(2025, 1, 2), hours=8, inspectors=("N01",), content="程序。")
    return msgspec.structs.replace(made, **changes)


def summary(world: World, **changes: Any) -> Summary:
    made = Summary(year=2025, title="总结", figures=figures.of_year(world.state, 2025), **SECTIONS)
    return msgspec.structs.replace(made, **changes)


def correct(world: World, target: Record, *roles: str, standing: Any = None, **changes: Any) -> Record:
    new = msgspec.structs.replace(standing or target.body, **changes)
    return world.say(Correction(target=target.id, reason="原文有误。", replacement=msgspec.to_builtins(new)), *roles)


def retract(world: World, target: Record, *roles: str) -> Record:
    return world.say(Retraction(target=target.id, reason="误录。"), *roles)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_some_kinds_can_be_corrected_or_retracted(full_world: World, kind: str) -> None:
    """Supervision above all stays as it was said; so does everything that a draw rests on."""
    world = full_world  # what is refused leaves it as it is
    target = next(one for one in world.state.records.values() if one.kind == kind)
    everybody = (*SIGNERS.values(), *ROOTS, OBSERVER[-1])
    if kind not in CORRECTABLE:
        with world.refused(errors.NotAmendable):
            replacement = msgspec.to_builtins(target.body)
            world.sign(Correction(target=target.id, reason="x", replacement=replacement), *everybody)
    if kind not in RETRACTABLE:
        with world.refused(errors.NotAmendable):
            world.sign(Retraction(target=target.id, reason="误录。"), *everybody)


def test_a_correction_replaces_what_holds_and_the_old_stays_legible(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    first = correct(world, visit, "o1", note="补记一。")
    second = correct(world, visit, "o1", standing=world.state.visits[visit.id].body, note="补记二。")
    state = world.state.visits[visit.id]
    assert isinstance(state.visit.note, Disclosed)
    assert world.contents[state.visit.note.sd].decode().endswith('value: "补记二。"\n')
    assert state.record.body.note is None
    assert state.corrections == [first, second]


def test_a_correction_changes_something(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    with world.refused(errors.EntryUnchanged):
        correct(world, visit, "o1")
    correct(world, visit, "o1", note="补记。")
    with world.refused(errors.EntryUnchanged):
        correct(world, visit, "o1", note="补记。")
    correct(world, visit, "o1", note=None)


@pytest.mark.parametrize(
    "edit",
    [
        lambda raw: raw | {"note": None},
        lambda raw: dict(reversed(raw.items())),
        lambda raw: raw | {"evidence": None},
        lambda raw: raw | {"date": "20250410"},
    ],
    ids=["explicit default", "other order", "null for a list", "other form of a day"],
)
def test_a_replacement_has_one_form_as_a_record_has(world: World, draw: Draw, edit: Any) -> None:
    visit = world.visit(draw)
    raw = edit(msgspec.to_builtins(msgspec.structs.replace(visit.body, signed_by="园长")))
    with pytest.raises((errors.NotCanonical, errors.RecordMalformed)):
        world.say(Correction(target=visit.id, reason="x", replacement=raw), "o1")
    assert not world.state.visits[visit.id].corrections


def test_a_replacement_is_of_its_targets_kind(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    with world.refused(errors.RecordMalformed):
        world.say(Correction(target=visit.id, reason="x", replacement=msgspec.to_builtins(training())), "o1")


def test_what_a_visit_is_about_stays(world: World, draw: Draw) -> None:
    visit, case = world.visit(draw), world.complaint("S001")
    other = next(one for one in draw.teams if one != visit.body.body)
    changes: Any
    for field, changes in {
        "draw": {"draw": None},
        "trigger": {"trigger": Trigger(kind="complaint", number="XF-1", date=date(2025, 3, 1), note="x")},
        "body": {"body": other},
        "items": {"items": ("I2",)},
    }.items():
        with world.refused(errors.CorrectionTooFar, field=field):
            correct(world, visit, "o1", **changes)
    with world.refused(errors.CorrectionTooFar, field="draw"):
        correct(world, case, "o1", draw=draw.id, trigger=None)


def test_a_corrected_visit_is_held_to_every_rule(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    bad: list[tuple[type[errors.SsjError], dict[str, Any]]] = [
        (errors.AcknowledgementMissing, {"signed_by": None}),
        (errors.DateInFuture, {"date": date(2025, 4, 12)}),
        (errors.VisitEarly, {"date": date(2025, 3, 27)}),
        (errors.MethodUnfit, {"method": "online"}),
        (errors.TeamTooSmall, {"inspectors": visit.body.inspectors[:1]}),
        (errors.TeamWrong, {"inspectors": visit.body.inspectors[::-1]}),
    ]
    for reason, changes in bad:
        with world.refused(reason):
            correct(world, visit, "o1", **changes)
    with world.refused(errors.RoleMissing):
        correct(world, visit, "o2", note="x")


def test_a_correction_asks_nothing_of_a_team_that_was_fit_on_the_day(world: World, draw: Draw) -> None:
    """Recused or no longer certified since: the note of a visit can still be set right, its day or team cannot."""
    visit = world.visit(draw)
    first = visit.body.inspectors[0]
    world.say(Recusal(inspector=first, body=visit.body.body, ground="kinship"), "d")
    correct(world, visit, "o1", note="补记。")
    with world.refused(errors.InspectorRecused):
        correct(world, visit, "o1", date=date(2025, 4, 9))


def test_a_proven_visit_can_be_corrected_before_and_after_the_opening(world: World) -> None:
    draw = world.commit(sealed=True)
    found = world.seal(draw)
    one = found.drawn[0]
    visit = world.visit(draw, one.body, proof=draws.prove(found, one.body), inspectors=one.team)
    correct(world, visit, "o1", note="补记一。")
    with world.refused(errors.CorrectionTooFar, field="proof"):
        correct(world, visit, "o1", proof=None)
    world.open(draw)
    correct(world, visit, "o1", note="补记二。")
    with world.refused(errors.VisitRepeated):
        world.visit(draw, one.body, note="第二次。")


def test_a_corrected_result_is_held_to_every_rule(world: World, draw: Draw) -> None:
    first, second = world.result(world.visit(draw)), world.visit(draw)
    with world.refused(errors.CorrectionTooFar, field="visit"):
        correct(world, first, "o1", visit=second.id)
    with world.refused(errors.CorrectionTooFar, field="item"):
        correct(world, first, "o1", item="I2")
    with world.refused(errors.CodeContradicts):
        correct(world, first, "o1", code="pending")
    with world.refused(errors.ChecklistWrong):
        correct(world, first, "o1", checks=first.body.checks[:1])
    with world.refused(errors.RoleMissing):
        correct(world, first, "o2", checks=noted(first))
    correct(world, first, "o1", checks=noted(first))


@pytest.mark.parametrize("code", get_args(ResultCode))
def test_a_correction_takes_no_ground_from_under_a_case(world: World, draw: Draw, code: str) -> None:
    """Otherwise a case would rest on a result that found nothing."""
    result = world.pending(world.visit(draw))
    world.case(result)
    checks = result.body.checks
    if code in UNINSPECTED:
        checks = ()
    elif code == "no-problem":
        checks = tuple(Check(point=one.point, outcome="ok") for one in checks)
    changes = {"code": code, "checks": checks, "finding": None if code == "no-problem" else "更正。"}
    if code in GROUNDS:
        correct(world, result, "o1", **changes)
    else:
        with world.refused(errors.CaseRests, case="AJ-1"):
            correct(world, result, "o1", **changes)


def noted(result: Record) -> tuple[Check, ...]:
    """The same checks, one with a note."""
    first, *others = result.body.checks
    return (Check(point=first.point, outcome=first.outcome, note="补记。"), *others)


def test_a_late_result_stays_late_when_it_is_corrected(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    world.now = at("2025-06-20 09:00")
    result = world.result(visit)
    correct(world, result, "o1", checks=noted(result))
    assert deadlines.was_late(world.state, world.state.results[result.id], Times(world.state))


def test_a_result_is_taken_back_and_is_owed_again(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    result = world.result(visit)
    with world.refused(errors.RoleMissing, roles="一科"):
        retract(world, result, "o2")
    record = retract(world, result, "o1")
    assert world.state.results[result.id].retraction == record
    assert not world.state.results[result.id].in_force
    assert world.state.visits[visit.id].results == {}
    assert "result" in {due.what for due in deadlines.outstanding(world.state)}
    again: Callable[[], Record]
    for again in (lambda: retract(world, result, "o1"), lambda: correct(world, result, "o1", checks=noted(result))):
        with world.refused(errors.AlreadyRetracted):
            again()
    world.result(visit, checks=noted(result))


def test_a_result_that_a_case_rests_on_stays(world: World, draw: Draw) -> None:
    result = world.pending(world.visit(draw))
    world.case(result)
    with world.refused(errors.CaseRests, case="AJ-1"):
        retract(world, result, "o1")


def test_a_visit_is_not_taken_back(world: World, draw: Draw) -> None:
    """A drawn school that was visited is not visited a second time until the result pleases."""
    visit = world.visit(draw)
    with world.refused(errors.NotAmendable):
        retract(world, visit, "o1")


@pytest.mark.parametrize(("writer", "others"), [("d", ("o1", "p")), ("o1", ("o2", "p", "d")), ("p", ("o1", "d"))])
def test_a_recusal_is_taken_back_by_who_wrote_it(world: World, writer: str, others: tuple[str, ...]) -> None:
    """No office makes the recusal go away that 纪检组 has recorded."""
    recusal = world.say(Recusal(inspector="N01", body="S001", ground="kinship"), writer)
    for other in others:
        with world.refused(errors.RoleMissing):
            retract(world, recusal, other)
    retract(world, recusal, writer)
    assert not world.state.recused
    world.say(Recusal(inspector="N01", body="S001", ground="interest"), "d")


def test_trainings_and_summaries_are_taken_back_by_policy(world: World) -> None:
    for record in (world.say(training(), "p"), world.say(summary(world), "p")):
        with world.refused(errors.RoleMissing):
            retract(world, record, "d")
        retract(world, record, "p")


@pytest.mark.parametrize("kind", [Correction, Retraction])
def test_an_amendment_states_its_target(world: World, kind: type) -> None:
    record = world.say(training(), "p")
    extra = {"replacement": msgspec.to_builtins(training(hours=2))} if kind is Correction else {}
    with world.refused(errors.ReferenceUnknown):
        world.say(kind(target="1" * 64, reason="x", **extra), "p")
    world.say(kind(target=record.id, reason="x", **extra), "p")


def test_a_summary_corrected_later_has_the_figures_of_that_moment(world: World, draw: Draw) -> None:
    record = world.say(summary(world), "p")
    world.result(world.visit(draw))
    with world.refused(errors.FiguresWrong, field="visited", written=0, computed=1):
        correct(world, record, "p", lessons="一次上门查完几个科室的事项。")
    correct(world, record, "p", lessons="一次上门查完几个科室的事项。", figures=figures.of_year(world.state, 2025))
