"""随机抽取: secrets, commitment, reveal, seal, result, void; whatever would let somebody choose is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.clock import ZONE
from ssj_publish.core.draw import tickets
from ssj_publish.core.draw.drand import QUICKNET, round_time
from ssj_publish.core.kinds.draw import (
    BeaconRound,
    DrawCommit,
    DrawResult,
    DrawReveal,
    DrawSeal,
    DrawSecret,
    Pair,
    Visitee,
)
from ssj_publish.core.kinds.registers import InspectorChange, ItemChange, Recusal, Removal
from ssj_publish.core.rules import drawing
from ssj_publish.core.state import Draw
from ssj_publish.office import draws
from tests.bureau import NEXT_SIGNATURE, ROUND, SIGNATURE, at, task
from tests.world import World

MOMENT = datetime.fromtimestamp(round_time(QUICKNET, ROUND), ZONE)
OPENS = at("2025-03-28 18:00")
AFTER = at("2025-03-28 14:00")
PARTIES = ("o1", "p", "d")


# Secrets.


def promise(world: World, *roles: str, task_id: str = "T1", ordinal: int = 1, secret: bytes = bytes(32)) -> None:
    world.say(DrawSecret(task=task_id, ordinal=ordinal, commitment=tickets.secret_commitment(secret)), *roles)


def test_a_secret_is_promised_by_one_party_of_the_draw(world: World) -> None:
    """The task's own office, 政策法规科 and 纪检组; not another office, nor two together."""
    for roles in (("o2",), ("o1", "p"), ("p", "w"), ("d", "l")):
        with world.refused(errors.PartyWrong):
            promise(world, *roles)
    with world.refused(errors.RoleMissing):
        promise(world, "l")
    for number, role in enumerate(drawing.parties(world.state, "T1")):
        promise(world, role, secret=bytes([number]) * 32)


def test_a_party_promises_once_a_draw(world: World) -> None:
    promise(world, "p", secret=b"1" * 32)
    with world.refused(errors.SecretRepeated):
        promise(world, "p", secret=b"2" * 32)


def test_nobody_copies_anothers_promise(world: World) -> None:
    """Two equal secrets would be one: the copier reveals what the first has revealed."""
    promise(world, "p", secret=b"1" * 32)
    with world.refused(errors.SecretRepeated):
        promise(world, "d", secret=b"1" * 32)


def test_a_secret_is_for_the_next_draw_of_a_task_that_may_be_drawn(world: World) -> None:
    for ordinal in (2, 7):
        with world.refused(errors.OrdinalWrong, expected=1):
            promise(world, "p", ordinal=ordinal)
    with world.refused(errors.ReferenceUnknown, what="task"):
        promise(world, "p", task_id="T9")
    draw = world.commit()
    with world.refused(errors.DrawLive):
        promise(world, "p", ordinal=2)
    world.void(draw)
    with world.refused(errors.OrdinalWrong, expected=2):
        promise(world, "p", ordinal=1)
    promise(world, "p", ordinal=2)


# Commitments.


def committed(world: World, **changes: Any) -> DrawCommit:
    """What the ledger gives, then changed by hand."""
    body: DrawCommit = draws.commit(world.state, world.choices()).body  # type: ignore[assignment]
    return msgspec.structs.replace(body, **changes)


def test_a_task_has_one_live_draw(world: World) -> None:
    draw = world.commit()
    with world.refused(errors.DrawLive):
        world.say(msgspec.structs.replace(draw.commit, cap=9), "o1")
    world.void(draw)
    second = world.commit()
    assert second.commit.ordinal == 2
    assert world.state.tasks["T1"].draws == [draw.id, second.id]


def test_a_commitment_is_the_tasks_own_offices(world: World) -> None:
    world.promise()
    with world.refused(errors.RoleMissing, roles="一科"):
        world.say(committed(world), "o2")


def test_secrets_of_a_void_draw_serve_no_second_one(world: World) -> None:
    """Nor do those of another task; nor fewer than three, nor three in another order."""
    world.plan(task("T2"))
    old, other = world.commit(), world.commit("T2")
    world.void(old)
    world.promise()
    good = committed(world).secrets
    for secrets in (old.commit.secrets, other.commit.secrets, good[:2], good[::-1], (*good, *good), (good[0],) * 3):
        with world.refused(errors.PartyWrong):
            world.say(committed(world, secrets=secrets), "o1")
    with world.refused(errors.ReferenceUnknown, what="secret"):
        world.say(committed(world, secrets=(*good[:2], world.state.genesis.id)), "o1")
    with world.refused(errors.OrdinalWrong):
        world.say(committed(world, ordinal=1), "o1")


def test_the_round_lies_ahead_and_before_the_opening(world: World) -> None:
    world.promise()
    beacon = committed(world).beacon
    assert beacon is not None

    def say(time: datetime | None = None, opens: datetime = OPENS, **changes: Any) -> None:
        named = msgspec.structs.replace(beacon, **changes)
        world.say(committed(world, beacon=named, opens=opens), "o1", time=time)

    lead = timedelta(minutes=10)
    for time in (MOMENT - lead + timedelta(seconds=1), MOMENT, MOMENT + timedelta(seconds=1), AFTER):
        with world.refused(errors.RoundPast):
            say(time)
    with world.refused(errors.OpeningWrong):
        say(opens=MOMENT.replace(hour=12, minute=0))
    with world.refused(errors.OpeningWrong):
        say(opens=world.now)
    with world.refused(errors.TimeMalformed):
        say(opens=OPENS.astimezone(UTC))
    with world.refused(errors.OpeningWrong):
        say(opens=at("2025-07-01 00:00"))
    with world.refused(errors.ReferenceUnknown, what="beacon"):
        say(chain="other")
    say(MOMENT - lead, opens=at("2025-06-30 23:59"))


@pytest.mark.parametrize(("fallback", "hours"), [("void", None), ("wait", 72)])
def test_a_fallback_states_its_hours_and_only_it_does(world: World, fallback: str, hours: int | None) -> None:
    world.promise()
    named = BeaconRound(chain="quicknet", round=ROUND, fallback=fallback, hours=hours)  # type: ignore[arg-type]
    with world.refused(errors.FallbackUnfit):
        world.say(committed(world, beacon=named), "o1")


def test_a_task_is_not_drawn_after_its_last_day(world: World) -> None:
    """A task kept for next year would be counted against the caps of the wrong one, by certificates of the past."""
    world.plan(task("T2", end=at("2025-03-26 00:00").date()), task("T3", end=at("2025-03-27 00:00").date()))
    world.promise("T2").promise("T3")
    with world.refused(errors.TaskOver, end="2025-03-26"):
        world.say(draws.commit(world.state, world.choices("T2")), "o1")
    world.say(draws.commit(world.state, world.choices("T3")), "o1")


def test_an_item_retired_between_approval_and_draw_stops_it(world: World) -> None:
    world.promise()
    step = draws.commit(world.state, world.choices())
    world.say(ItemChange(reason="法律修改", removed=(Removal(id="I1", ground="basis", reason="废止"),)), "p")
    with world.refused(errors.ItemRetired):
        world.say(step, "o1")


def test_a_draw_of_nothing_is_refused(world: World) -> None:
    world.promise()
    step = draws.commit(world.state, world.choices())
    for body_id in list(world.state.bodies.current):
        world.change(body_id, state="suspended")
    with world.refused(errors.CommitmentMismatch):
        world.say(step, "o1")
    with pytest.raises(errors.PoolEmpty):
        draws.commit(world.state, world.choices())


def test_a_draw_nobody_can_staff_is_refused_before_it_is_fixed() -> None:
    """Edge 2: a pool of 4, three inspectors, one of them married to a headteacher, another recused for the rest: what
    is short is said before the commitment, not after the round."""
    world = World().found().register(bodies=4, inspectors=3).plan(task(ratios=_all()))
    world.promise()
    good = draws.commit(world.state, world.choices())
    world.say(Recusal(inspector="N01", body="S001", ground="kinship"), "d")
    draws.commit(world.state, world.choices())
    world.say(Recusal(inspector="N02", body="S001", ground="interest"), "d")
    with pytest.raises(errors.Infeasible):
        draws.commit(world.state, world.choices())
    pairs = tuple(Pair(inspector=one, body="S001") for one in ("N01", "N02"))
    honest = msgspec.structs.replace(good.body, recusals=pairs)
    with world.refused(errors.Infeasible):
        world.say(honest, "o1")


def test_a_cap_too_low_for_the_drawn_is_refused_before_it_is_fixed(world: World) -> None:
    """Seven bodies are drawn, two to each: six inspectors with two visits each are too few."""
    world.promise()
    with world.refused(errors.Infeasible):
        world.say(committed(world, cap=2), "o1")
    world.say(committed(world, cap=3), "o1")


def _all() -> Any:
    return tuple(msgspec.structs.replace(one, p=1, q=1) for one in task().ratios)


# Reveals.


def test_each_party_opens_its_own_secret_once_after_the_round(world: World) -> None:
    draw = world.commit()
    mine = draws.reveal(draw, world.secret_of("T1", 1, "p"))
    with world.refused(errors.RoundNotYet):
        world.say(mine, "p", time=MOMENT - timedelta(seconds=1))
    world.now = MOMENT
    with world.refused(errors.SecretMismatch):
        world.say(draws.reveal(draw, bytes(32)), "p")
    with world.refused(errors.SecretMismatch):
        world.say(mine, "d")
    for roles in (("o2",), ("p", "d"), ("p", "w")):
        with world.refused(errors.PartyWrong):
            world.say(mine, *roles)
    world.say(mine, "p")
    with world.refused(errors.SecretRepeated):
        world.say(mine, "p")
    with world.refused(errors.ReferenceUnknown, what="draw"):
        world.say(DrawReveal(draw=world.state.genesis.id, secret="0" * 64), "p")


# Results.


def conclude(world: World, draw: Draw, signature: str | None = SIGNATURE, **changes: Any) -> None:
    good = draws.conclude(world.state, draw, SIGNATURE if draw.commit.beacon else None).body
    world.say(msgspec.structs.replace(good, signature=signature, **changes), "o1")


def test_a_result_is_what_everybody_recomputes(world: World) -> None:
    draw = world.commit()
    world.reveal(draw)
    good: DrawResult = draws.conclude(world.state, draw, SIGNATURE).body  # type: ignore[assignment]
    with world.refused(errors.RoleMissing):
        world.say(good, "o2")
    with world.refused(errors.BeaconMissing):
        conclude(world, draw, None)
    for signature in (NEXT_SIGNATURE, "00", "00" * 48, SIGNATURE + "00"):
        with world.refused(errors.BeaconRefused):
            conclude(world, draw, signature)
    with world.refused(errors.ResultMismatch, field="seed"):
        conclude(world, draw, seed="0" * 64)
    first, *others = good.drawn
    swapped = msgspec.structs.replace(first, team=first.team[::-1])
    for drawn in (good.drawn[::-1], tuple(others), (*good.drawn, first), (swapped, *others)):
        with world.refused(errors.ResultMismatch, field="drawn"):
            conclude(world, draw, drawn=drawn)
    conclude(world, draw)
    assert list(draw.teams) == [one.body for one in good.drawn]
    with world.refused(errors.ResultRepeated):
        conclude(world, draw)


def test_a_result_waits_for_every_secret_and_for_the_round(world: World) -> None:
    draw = world.commit()
    someone = Visitee(body="S001", credit_class="A", team=("N01", "N02"))
    fake = DrawResult(draw=draw.id, signature=SIGNATURE, seed="0" * 64, drawn=(someone,))
    with world.refused(errors.RoundNotYet):
        world.say(fake, "o1")
    world.now = AFTER
    world.say(draws.reveal(draw, world.secret_of("T1", 1, "p")), "p")
    with world.refused(errors.SecretsMissing, roles="一科、纪检组"):
        world.say(fake, "o1")


def test_a_purely_local_draw_needs_no_signature_and_takes_none(world: World) -> None:
    draw = world.commit(beacon=None)
    world.reveal(draw)
    with world.refused(errors.BeaconUnasked):
        conclude(world, draw, SIGNATURE)
    conclude(world, draw, None)
    assert draw.outcome is not None


def test_what_changes_after_the_commitment_changes_the_draw_no_more(world: World) -> None:
    """Edge 3: pool, classes, inspectors and recusals are those of the commitment, whatever the registers say later."""
    twin = World().found().register().plan()
    draw, same = world.commit(), twin.commit()
    assert draw.id == same.id
    for body_id in ("S001", "S002", "S004"):
        world.change(body_id, credit_class="D")
    world.say(Recusal(inspector="N03", body="S003", ground="kinship"), "d")
    world.say(InspectorChange(reason="调离", removed=(Removal(id="N01", ground="transferred", reason="调离"),)), "p")
    assert world.open(draw).outcome == twin.open(same).outcome


# Sealed draws.


def test_a_sealed_draw_is_sealed_once_then_opened(world: World) -> None:
    draw = world.commit(sealed=True)
    world.reveal(draw)
    found = world.seal(draw)
    again = DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=len(found.drawn))
    with world.refused(errors.SealUnfit):
        world.say(again, *PARTIES)
    world.say(draws.conclude(world.state, draw, SIGNATURE), "o1")
    assert draw.outcome == found
    assert draw.seal_holds
    with world.refused(errors.SealUnfit):
        world.say(again, *PARTIES)


@pytest.mark.parametrize(
    ("signers", "missing"),
    [
        (("o1",), "政策法规科、纪检组"),
        (("o1", "p"), "纪检组"),
        (("o1", "d"), "政策法规科"),
        (("p", "d"), "一科、二科（其中一方即可）"),
        (("o2", "p", "d"), "一科"),
    ],
)
def test_a_seal_is_signed_by_all_parties_and_who_is_missing_is_named(
    world: World, signers: tuple[str, ...], missing: str
) -> None:
    draw = world.commit(sealed=True)
    world.now = AFTER
    with world.refused(errors.RoleMissing, roles=missing):
        world.say(DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=7), *signers)


def test_a_false_seal_is_refused_where_everybody_can_compute_it_already(world: World) -> None:
    draw = world.commit(sealed=True)
    world.reveal(draw)
    with world.refused(errors.SealMismatch):
        world.say(DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=7), *PARTIES)


def test_a_seal_is_of_the_committed_number_with_the_rounds_signature(world: World) -> None:
    draw = world.commit(sealed=True)
    good = DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=7)
    with world.refused(errors.RoundNotYet):
        world.say(good, *PARTIES, time=MOMENT - timedelta(seconds=1))
    world.now = AFTER
    bad: list[tuple[type[errors.SsjError], dict[str, Any]]] = [
        (errors.SealMismatch, {"count": 6}),
        (errors.SealMismatch, {"count": 8}),
        (errors.BeaconMissing, {"signature": None}),
        (errors.BeaconRefused, {"signature": NEXT_SIGNATURE}),
        (errors.ReferenceUnknown, {"draw": world.state.genesis.id}),
    ]
    for reason, changes in bad:
        with world.refused(reason):
            world.say(msgspec.structs.replace(good, **changes), *PARTIES)


def test_an_open_draw_is_not_sealed(world: World) -> None:
    draw = world.commit()
    world.now = AFTER
    with world.refused(errors.SealUnfit):
        world.say(DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=7), *PARTIES)


def test_a_void_draw_is_not_sealed_so_that_it_can_be_opened(world: World) -> None:
    draw = world.commit(sealed=True)
    world.void(draw)
    world.now = AFTER
    with world.refused(errors.DrawVoided):
        world.say(DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=7), *PARTIES)
    assert world.open(draw).outcome is not None


# Void.


# Whatever the office may choose does not choose for it.


@pytest.mark.parametrize(
    "change",
    [
        lambda body: {"pool": "0" * 64},
        lambda body: {"strata": body.strata[::-1]},
        lambda body: {"strata": (msgspec.structs.replace(body.strata[3], sample=2), *body.strata[1:])},
        lambda body: {"inspectors": body.inspectors[1:]},
        lambda body: {"inspectors": body.inspectors[::-1]},
        lambda body: {"slots": body.slots[:1]},
        lambda body: {"plan": body.secrets[0]},
    ],
    ids=["pool", "strata order", "sample", "inspector dropped", "inspector order", "one slot", "plan"],
)
def test_what_follows_from_the_registers_cannot_be_written_otherwise(
    world: World, change: Callable[[DrawCommit], dict[str, Any]]
) -> None:
    world.promise()
    changes = change(committed(world))
    with world.refused(errors.CommitmentMismatch, field=next(iter(changes))):
        world.say(committed(world, **changes), "o1")
