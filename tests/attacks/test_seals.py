"""Seals: what a bureau with every key could try with a list that it seals and shows to nobody."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.kinds.draw import BeaconRound, Visitee
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.reading.irregularities import Irregularity, irregularities
from ssj_publish.core.rules import drawing, voiding
from ssj_publish.core.state import Draw, Outcome
from ssj_publish.office import draws, opening
from tests.attacks.test_attacks import SiteOf
from tests.bureau import LOTTERIES, NEXT_SIGNATURE, NUMBERS, ROUND, SIGNATURE, at
from tests.cli.conftest import Ssj
from tests.world import World

PARTIES = ("o1", "p", "d")
OPENS = at("2025-03-28 18:00")


def invented(world: World, draw: Draw) -> Outcome:
    """A list of the bureau's own: the first of the drawn is spared, somebody else goes instead."""
    secrets = [world.secret_of("T1", draw.commit.ordinal, role) for role in PARTIES]
    words = (None, NUMBERS) if draw.commit.lotteries else (SIGNATURE if draw.commit.beacon else None, ())
    found = draws.redo(world.state, draw, secrets, *words)
    drawn = {one.body for one in found.drawn}
    first, *others = found.drawn
    scapegoat = next(id_ for id_ in sorted(draw.pool) if id_ not in drawn)
    false = Visitee(body=scapegoat, credit_class=first.credit_class, team=first.team)
    return Outcome(found.seed, found.tickets, (false, *others), found.loads)


def false_seal(world: World, draw: Draw) -> Outcome:
    world.now = max(world.now, at("2025-03-28 14:00"))
    lie = invented(world, draw)
    words = (None, NUMBERS) if draw.commit.lotteries else (SIGNATURE if draw.commit.beacon else None, ())
    world.say(draws.seal(draw, lie, *words), *PARTIES)
    return lie


def visit(world: World, draw: Draw, found: Outcome, place: int = 0, **changes: Any) -> Any:
    one = found.drawn[place]
    return world.visit(draw, one.body, proof=draws.prove(found, one.body), inspectors=one.team, **changes)


def found_in(world: World, today: date = date(2025, 4, 30)) -> dict[str, list[Irregularity]]:
    listed: dict[str, list[Irregularity]] = {}
    for one in irregularities(world.state, (), today):
        listed.setdefault(one.code, []).append(one)
    return listed


def test_an_office_alone_seals_nothing(world: World) -> None:
    draw = world.commit(sealed=True)
    world.now = at("2025-03-28 14:00")
    step = draws.seal(draw, invented(world, draw), SIGNATURE)
    for signers in (("o1",), ("o1", "o2"), ("o1", "l", "w"), ("o1", "p"), ("o1", "d")):
        with world.refused(errors.RoleMissing):
            world.say(step, *signers)


def test_an_invented_list_is_found_out_when_the_secrets_are_open_and_the_truth_enters(world: World) -> None:
    """All parties lie together; visits carry valid proofs. Then one of them opens, or all must."""
    draw = world.commit(sealed=True)
    lie = false_seal(world, draw)
    scapegoat = visit(world, draw, lie)
    honest = visit(world, draw, lie, 1)
    world.reveal(draw)
    assert draw.seal_holds is False
    codes = found_in(world)
    assert [one.bodies for one in codes["visit-astray"]] == [(lie.drawn[0].body,)]
    assert codes["visit-astray"][0].facts["fate"] == "not-drawn"
    world.say(draws.conclude(world.state, draw, SIGNATURE), "d")
    assert draw.result is not None
    assert draw.astray == {lie.drawn[0].body: scapegoat.id}
    assert draw.visits == {lie.drawn[1].body: honest.id}
    spared = next(iter(draw.teams))
    world.visit(draw, spared)
    world.void(draw, "seal-false")
    again = world.commit(
        opens=at("2025-06-01 18:00"), beacon=BeaconRound(chain="quicknet", round=ROUND + 1_000_000, fallback="wait")
    )
    assert again.commit.ordinal == 2


def test_visits_go_on_under_no_seal_that_is_known_to_be_false(world: World) -> None:
    draw = world.commit(sealed=True)
    lie = false_seal(world, draw)
    world.reveal(draw)
    with world.refused(errors.SealFalse):
        visit(world, draw, lie)
    with world.refused(errors.SealFalse):
        visit(world, draw, lie, day=date(2025, 3, 29))


def test_a_visit_made_before_anybody_could_know_is_recorded_late_and_stands_aside(world: World) -> None:
    draw = world.commit(sealed=True)
    lie = false_seal(world, draw)
    world.reveal(draw)
    late = visit(world, draw, lie, day=date(2025, 3, 28))
    assert draw.astray == {lie.drawn[0].body: late.id}
    world.void(draw, "seal-false")
    honest = visit(world, draw, lie, 1, day=date(2025, 3, 28))
    assert draw.visits == {lie.drawn[1].body: honest.id}


def test_nobody_hides_a_false_seal_by_never_recording_the_result(
    world: World, site_of: SiteOf, ssj: Ssj, tmp_path: Path
) -> None:
    """The secrets are open, no party writes the result: verify, the page and the table tell at once."""
    draw = world.commit(sealed=True)
    visit(world, draw, false_seal(world, draw))
    world.reveal(draw)
    folder = world.write(tmp_path / "bureau")
    text = ssj("verify", folder)
    assert text.out.startswith("封存不实：")
    assert text.code == 0
    told = json.loads(ssj("verify", folder, "--json").out)
    assert told["seals_false"] == 1
    assert {"seal-false", "visit-astray"} <= {one["code"] for one in told["irregularities"]}
    site = site_of(world)
    assert "封存不实" in site.text("draws/T1-1.html")
    assert "封存不实" in site.text("irregularities/index.html")
    assert "封存不实" in site.files["data/irregularities.csv"].decode()
    assert "封存不实" in site.files["feeds/irregularities.atom"].decode()


def test_a_round_opens_a_false_seal_without_any_party(world: World) -> None:
    """All secrets are locked to the opening: anybody writes the round, and the core knows."""
    world.now = at("2025-03-27 09:00")
    due = OPENS
    for role in PARTIES:
        step = draws.promise(world.state, "T1", world.secret("T1", role), QUICKNET, _round_at(due))
        world.say(step, role)
    draw = world.state.draws[world.say(draws.commit(world.state, world.choices(sealed=True, opens=due)), "o1").id]
    false_seal(world, draw)
    assert draw.seal_holds is None
    world.reveal(draw)
    assert draw.seal_holds is False


def _round_at(moment: Any) -> int:
    from ssj_publish.core.draw import drand

    return drand.round_at(QUICKNET, int(moment.timestamp()))


def test_a_seal_on_numbers_that_were_never_drawn_does_not_stop_the_right_ones(world: World) -> None:
    draw = world.commit(sealed=True, beacon=None, lotteries=LOTTERIES)
    world.seal(draw)
    world.reveal(draw)
    right = (NUMBERS[0], "01 05 12 20 28 33+08")
    world.say(draws.conclude(world.state, draw, None, right), *PARTIES)
    assert draw.seal_holds is False
    assert "seal-false" in found_in(world)


def test_one_party_makes_no_true_seal_false_with_numbers_of_its_own(world: World) -> None:
    draw = world.commit(sealed=True, beacon=None, lotteries=LOTTERIES)
    world.seal(draw)
    world.reveal(draw)
    with world.refused(errors.RoleMissing):
        world.say(draws.conclude(world.state, draw, None, (NUMBERS[0], "01 05 12 20 28 33+08")), "o1")


def test_a_true_seal_is_not_voided_as_false(world: World) -> None:
    draw = world.commit(sealed=True)
    found = world.seal(draw)
    visit(world, draw, found)
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "seal-false")
    world.reveal(draw)
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "seal-false")
    assert draw.seal_holds
    assert not draw.astray


def test_a_party_that_keeps_its_secret_leaves_no_false_seal_in_force_for_ever(world: World) -> None:
    """The lie is never shown, for one secret stays closed: three days after the opening the draw can be voided."""
    draw = world.commit(sealed=True)
    visit(world, draw, false_seal(world, draw), day=date(2025, 3, 28))
    for role in ("o1", "p"):
        world.say(draws.reveal(draw, world.secret_of("T1", 1, role)), role)
    with world.refused(errors.NotWithheldYet):
        world.void(draw, "secret-withheld")
    world.now = draw.commit.opens + voiding.GRACE
    world.void(draw, "secret-withheld")
    assert [one.facts["told"] for one in found_in(world)["void"]] == [0]
    world.say(draws.reveal(draw, world.secret_of("T1", 1, "d")), "d")
    assert draw.seal_holds is False
    assert [one.facts["told"] for one in found_in(world)["void"]] == [1]


def test_a_visit_set_aside_can_still_be_corrected(world: World) -> None:
    import msgspec

    from ssj_publish.core.kinds.oversight import Correction

    draw = world.commit(sealed=True)
    made = visit(world, draw, false_seal(world, draw))
    world.reveal(draw)
    world.void(draw, "seal-false")
    new = msgspec.to_builtins(msgspec.structs.replace(made.body, note="补记。"))
    world.say(Correction(target=made.id, reason="漏记。", replacement=new), "o1")
    note = world.state.visits[made.id].visit.note
    assert isinstance(note, Disclosed)
    assert any("补记。" in one.decode() for digest, one in world.contents.items() if digest == note.sd)


# Every state of a draw: the truth can be written, or the draw voided and drawn again.

SEALS = ("none", "absent", "true", "false")
#: Nothing is sealed on a round that never came.
NEVER = {("true", "absent"), ("false", "absent")}
ORDERS = [order for count in range(4) for order in permutations(PARTIES, count)]


@cache
def _committed(sealed: bool, beacon: BeaconRound | None) -> tuple[World, Draw]:
    """Made once, and copied."""
    world = World().found().register().plan()
    return world, world.commit(sealed=sealed, beacon=beacon)


def _played(seal: str, order: tuple[str, ...], visited: bool, voided: bool, beacon: str) -> tuple[World, Draw] | None:
    named = {"none": None}.get(beacon, BeaconRound(chain="quicknet", round=ROUND, fallback="void", hours=1))
    world, draw = deepcopy(_committed(seal != "none", named))
    world.now = at("2025-03-28 14:00")
    if seal in ("true", "false"):
        found = _seal(world, draw) if seal == "true" else false_seal(world, draw)
        if visited:
            visit(world, draw, found, day=date(2025, 3, 28))
    elif visited:
        return None
    if voided:
        if visited:
            return None
        world.void(draw)
    for role in order:
        world.say(draws.reveal(draw, world.secret_of("T1", 1, role)), role)
    return world, draw


def _seal(world: World, draw: Draw) -> Outcome:
    secrets = [world.secret_of("T1", 1, role) for role in PARTIES]
    found = draws.redo(world.state, draw, secrets, SIGNATURE if draw.commit.beacon else None)
    world.say(draws.seal(draw, found, SIGNATURE if draw.commit.beacon else None), *PARTIES)
    return found


def _truth(world: World, draw: Draw, beacon: str) -> bool:
    """Whether the true result can be written now."""
    if beacon == "absent" or any(one.id not in draw.opened for one in draw.secrets):
        return False
    world.say(draws.conclude(world.state, draw, SIGNATURE if draw.commit.beacon else None), "d")
    return draw.result is not None


def _voided(world: World, draw: Draw) -> str:
    """The reason with which the draw was voided lawfully, in time; "" where none can be."""
    world.now = max(world.now, draw.commit.opens + voiding.GRACE + timedelta(hours=1))
    for reason in voiding.FITS:
        try:
            world.void(draw, reason)
        except errors.Refused:
            continue
        return reason
    return ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seal", "beacon"),
    [(seal, beacon) for seal in SEALS for beacon in ("there", "absent", "none") if (seal, beacon) not in NEVER],
)
def test_from_every_state_of_a_draw_the_truth_or_a_void_and_a_new_draw_can_be_written(seal: str, beacon: str) -> None:
    tried = 0
    for order, visited, voided in product(ORDERS, (False, True), (False, True)):
        made = _played(seal, order, visited, voided, beacon)
        if made is None:
            continue
        tried += 1
        world, draw = made
        state = (seal, order, visited, voided, beacon)
        told = _truth(world, draw, beacon)
        if draw.void is None and not (told and draw.seal_holds is not False):
            assert _voided(world, draw), state
        if draw.void is not None:
            world.now = max(world.now, at("2025-03-29 09:00"))
            later = BeaconRound(chain="quicknet", round=ROUND + 1_000_000, fallback="wait")
            again = world.commit(beacon=later, opens=at("2025-06-01 18:00"))
            assert again.commit.ordinal == 2, state
        else:
            assert told, state
    assert tried


def test_the_same_holds_where_a_round_opens_the_secrets(world: World) -> None:
    world.now = at("2025-03-27 09:00")
    for role in drawing.parties(world.state, "T1"):
        step = draws.promise(world.state, "T1", world.secret("T1", role), QUICKNET, ROUND + 1)
        world.say(step, role)
    draw = world.state.draws[world.say(draws.commit(world.state, world.choices()), "o1").id]
    world.now = at("2025-03-28 14:00")
    world.say(opening.unlock(draw, ("quicknet", ROUND + 1), NEXT_SIGNATURE), "o2")
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "secret-withheld")
    world.say(draws.conclude(world.state, draw, SIGNATURE), "p")
    assert draw.result is not None
