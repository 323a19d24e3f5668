"""No state of a sealed draw, of what it gives, or of the plans is one that nobody can leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ssj_publish.core.kinds.plan import ClassRatio, Declined, Plan, PlanFiling, PlanProposal
from ssj_publish.core.records import Record
from ssj_publish.core.rules import knowing
from ssj_publish.core.state import Draw
from ssj_publish.office import draws, plans
from tests.bureau import at, task
from tests.core.rules.test_annulling import Act, Key, annul, later, plans_proposal, stuck, walked
from tests.world import World
from tests.years import avoided

ALL = tuple(ClassRatio(credit_class=c, p=1, q=1) for c in "ABCD")


def _sealed_acts() -> Iterator[tuple[str, Act]]:
    """A sealed draw of T1, and what may become of it and of the first body that it gives."""

    def live(world: World) -> Draw:
        return next(one for one in world.state.draws.values() if one.void is None)

    def first(world: World) -> str:
        draw = live(world)
        return next(iter(draw.teams or draw.visits or knowing.given(draw)))

    def commit(world: World) -> None:
        if len(world.state.draws) == 2:
            raise StopIteration
        world.now = max(world.now, at("2025-03-27 09:00"))
        world.commit("T1", beacon=None, sealed=True, opens=world.now + timedelta(hours=8))

    def seal(world: World) -> None:
        later(world)
        world.seal(live(world))

    def opened(world: World) -> None:
        draw = next(one for one in world.state.draws.values() if one.result is None)
        later(world)
        world.open(draw)

    def visit(world: World) -> None:
        draw, told = live(world), f"第{len(world.entries)}条"
        if draw.result is not None:
            world.visit(draw, first(world), note=told)
        elif draw.seal is not None:
            secrets = [world.secret_of("T1", draw.commit.ordinal, role) for role in ("o1", "p", "d")]
            found = draws.redo(world.state, draw, secrets, *world.published(draw)[:2])
            proof = draws.prove(found, found.drawn[0].body)
            world.visit(draw, found.drawn[0].body, proof=proof, inspectors=proof.team, note=told)

    def visited(world: World) -> Record:
        return next(one.record for one in world.state.visits.values() if one.in_force)

    def substitute(world: World) -> None:
        body = first(world)
        world.change(body, state="closed")
        world.substitute(live(world), body, None, "closed")

    yield "commit", commit
    yield "seal", seal
    yield "open", opened
    yield "visit", visit
    yield "annul visit", lambda world: annul(world, visited(world), explanation=f"第{len(world.entries)}条")
    yield "result", lambda world: world.result(visited(world))
    yield "spare", lambda world: world.say(avoided(world, live(world), first(world)), "o1", "p")
    yield (
        "annul spared",
        lambda world: annul(world, next(one.record for one in world.state.avoided.values() if one.in_force)),
    )
    yield "substitute", substitute
    yield "void", lambda world: world.void(live(world))


def _sealed_key(world: World) -> Key:
    draws_ = [world.state.draws[id_] for id_ in world.state.tasks["T1"].draws]
    live = [one for one in draws_ if one.void is None]
    visits = [one for one in world.state.visits.values() if one.in_force]
    told = [(one.seal is not None, one.result is not None, bool(one.visits), bool(one.avoided)) for one in live]
    owed = sum(one.result is None for one in draws_ if one.void is not None)
    return (len(draws_), owed, *told, any(one.results for one in visits))


@pytest.mark.slow
def test_from_every_state_of_a_sealed_draw_there_is_a_way_to_the_result_of_a_visit() -> None:
    """Sealed, visited under the seal, opened, spared, replaced, voided: and then a result, or the body spared."""
    world = World().found().register(bodies=4).plan(task(ratios=ALL))
    found = walked(world, dict(_sealed_acts()), _sealed_key)

    def done(at: Key) -> bool:
        told = at[2:-1]
        return not at[1] and bool(told) and bool(told[0][1] and (at[-1] or told[0][3]))  # type: ignore[index]  # four truths

    assert {(True, False, True, False), (True, True, True, False), (True, True, False, True)} <= {
        told for at in found for told in at[2:-1]
    }
    # Two void draws are where the walk stops; a third would lead on as the second does.
    assert {at for at in stuck(found, done) if at[2:-1] or at[0] != 2} == set()


def _plan_acts() -> Iterator[tuple[str, Act]]:
    """Two offices' proposals, and all that may become of them up to the filed plan."""

    def consolidate(*declined: str) -> Act:
        return lambda world: world.say(
            plans.consolidate(world.state, 2025, "计划", (), [Declined(task=id_, reason="不列。") for id_ in declined]),
            "p",
        )

    def approve(world: World) -> None:
        waiting = next(id_ for id_, one in world.state.plans.items() if one.approval is None)
        world.say(plans.approve(waiting, f"教发{len(world.entries)}号"), "l")

    def cancel(world: World) -> None:
        if any(one.approval is None for one in world.state.plans.values()):
            raise StopIteration
        gone = next(id_ for id_, one in world.state.tasks.items() if one.cancelled is None)
        world.say(Plan(year=2025, title="调整", cancelled=(Declined(task=gone, reason="取消。"),)), "p")

    def file(world: World) -> None:
        id_ = next(id_ for id_, one in world.state.plans.items() if one.filing is None and one.approval)
        number = f"备{len(world.entries)}号"
        world.say(PlanFiling(plan=id_, authority="县司法局", number=number, date=world.now.date()), "p")

    yield "propose", lambda world: world.say(plans_proposal(), "o1")
    yield (
        "propose more",
        lambda world: world.say(
            PlanProposal(year=2025, office="o2", tasks=(task("T2", items=("I2",), office="o2"),)), "o2"
        ),
    )
    yield "consolidate", consolidate()
    yield "decline", consolidate("T1")
    yield "approve", approve
    yield "cancel", cancel
    yield "file", file


def _plan_key(world: World) -> Key:
    state = world.state
    answered = {id_ for one in state.plans.values() for id_ in one.plan.proposals}
    waiting = len(state.proposals.keys() - answered)
    one = [(plan.approval is not None, plan.filing is not None) for plan in state.plans.values()]
    return (
        len(state.proposals),
        waiting,
        tuple(sorted(one)),
        sum(t.cancelled is not None for t in state.tasks.values()),
    )


@pytest.mark.slow
def test_from_every_state_of_the_plans_there_is_a_way_to_all_of_them_approved_and_filed() -> None:
    found = walked(World().found().register(bodies=4), dict(_plan_acts()), _plan_key)
    assert len(found) > 12
    assert not stuck(found, lambda at: not at[1] and bool(at[2]) and all(plan == (True, True) for plan in at[2]))  # type: ignore[attr-defined]
