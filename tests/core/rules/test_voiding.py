"""作废: by two together, before anybody was visited, and for a reason that the ledger bears out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, get_args

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.clock import ZONE
from ssj_publish.core.draw.drand import QUICKNET, round_time
from ssj_publish.core.kinds.draw import (
    BeaconRound,
    DrawCommit,
    DrawVoid,
    VoidReason,
)
from ssj_publish.core.kinds.registers import Recusal
from ssj_publish.core.rules import voiding
from ssj_publish.office import draws
from tests.bureau import ROUND, SIGNATURE, at
from tests.world import World

MOMENT = datetime.fromtimestamp(round_time(QUICKNET, ROUND), ZONE)


AFTER = at("2025-03-28 14:00")


def committed(world: World, **changes: Any) -> DrawCommit:
    """What the ledger gives, then changed by hand."""
    body: DrawCommit = draws.commit(world.state, world.choices()).body  # type: ignore[assignment]
    return msgspec.structs.replace(body, **changes)


@pytest.mark.parametrize("role", ["p", "d"])
def test_one_alone_voids_nothing(world: World, role: str) -> None:
    draw = world.commit()
    with world.refused(errors.RoleMissing):
        world.say(draws.void(draw, "register-error", "x"), role)
    with world.refused(errors.RoleMissing):
        world.say(draws.void(draw, "register-error", "x"), role, "o1", "l")


@pytest.mark.parametrize("until", ["committed", "revealed", "opened", "sealed"])
def test_a_draw_is_voided_once_at_any_stage_before_the_first_visit_and_is_opened_all_the_same(
    world: World, until: str
) -> None:
    draw = world.commit(sealed=until == "sealed")
    if until == "sealed":
        world.seal(draw)
    if until == "revealed":
        world.reveal(draw)
    if until == "opened":
        world.open(draw)
    world.void(draw)
    with world.refused(errors.DrawVoided):
        world.void(draw, "rule-error")
    if until == "revealed":
        world.say(draws.conclude(world.state, draw, SIGNATURE), "o1")
    elif until != "opened":
        world.open(draw)
    assert draw.outcome is not None
    assert world.commit().commit.ordinal == 2 if world.now < MOMENT else True


def test_once_somebody_was_visited_nobody_voids(world: World) -> None:
    draw = world.open(world.commit())
    world.visit(draw)
    with world.refused(errors.VisitsBegun):
        world.void(draw)


def test_a_proven_visit_under_a_seal_keeps_the_draw_from_being_voided(world: World) -> None:
    draw = world.commit(sealed=True)
    found = world.seal(draw)
    one = found.drawn[0]
    world.visit(draw, one.body, proof=draws.prove(found, one.body), inspectors=one.team)
    with world.refused(errors.VisitsBegun):
        world.void(draw)


def test_the_beacon_is_absent_only_where_the_commitment_says_so_after_its_hours(world: World) -> None:
    draw = world.commit(beacon=BeaconRound(chain="quicknet", round=ROUND, fallback="void", hours=72))
    for time in (MOMENT - timedelta(hours=1), MOMENT + timedelta(hours=72, seconds=-1)):
        with world.refused(errors.FallbackUnfit):
            world.say(draws.void(draw, "beacon-absent", "x"), "p", "d", time=time)
    world.say(draws.void(draw, "beacon-absent", "x"), "p", "d", time=MOMENT + timedelta(hours=72))


@pytest.mark.parametrize("beacon", [None, BeaconRound(chain="quicknet", round=ROUND, fallback="wait")])
def test_who_waits_does_not_void_for_the_beacon(world: World, beacon: BeaconRound | None) -> None:
    draw = world.commit(beacon=beacon)
    with world.refused(errors.FallbackUnfit):
        world.say(draws.void(draw, "beacon-absent", "x"), "p", "d", time=MOMENT + timedelta(days=400))


@pytest.mark.parametrize("stage", ["seal", "open"])
def test_a_round_whose_signature_stands_in_the_ledger_is_not_absent(world: World, stage: str) -> None:
    named = BeaconRound(chain="quicknet", round=ROUND, fallback="void", hours=1)
    draw = world.commit(beacon=named, sealed=stage == "seal")
    (world.seal if stage == "seal" else world.open)(draw)
    world.now = MOMENT + timedelta(hours=5)
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "beacon-absent")


def test_no_secret_is_withheld_once_all_are_open(world: World) -> None:
    draw = world.commit()
    world.reveal(draw)
    world.now = draw.commit.opens + voiding.GRACE
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "secret-withheld")


def test_a_secret_is_withheld_three_days_after_the_opening_and_not_before(world: World) -> None:
    draw = world.commit()
    due = draw.commit.opens + voiding.GRACE
    for early in (AFTER, draw.commit.opens, due - timedelta(seconds=1)):
        with world.refused(errors.NotWithheldYet, due="2025-03-31 18:00"):
            world.say(draws.void(draw, "secret-withheld", "x"), "p", "d", time=early)
    world.say(draws.void(draw, "secret-withheld", "x"), "p", "d", time=due)


def test_the_registers_are_wrong_only_where_they_have_since_been_set_right(world: World) -> None:
    draw = world.commit()
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "register-error")
    world.change("S001", name="改名学校")
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "register-error")
    world.change("S001", state="closed")
    world.void(draw, "register-error")


def test_a_draw_that_is_staffed_is_not_infeasible(world: World) -> None:
    draw = world.open(world.commit())
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "infeasible")
    body = next(iter(draw.teams))
    for number in range(1, 7):
        world.say(Recusal(inspector=f"N{number:02d}", body=body, ground="other"), "d")
    world.void(draw, "infeasible")


def test_each_reason_for_a_void_is_held_against_the_ledger() -> None:
    assert set(voiding.FITS) == set(get_args(VoidReason))


def test_only_a_draw_is_voided(world: World) -> None:
    with world.refused(errors.ReferenceUnknown, what="draw"):
        world.say(DrawVoid(draw=world.state.genesis.id, reason="rule-error", explanation="x"), "p", "d")
