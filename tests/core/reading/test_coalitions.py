"""The trust statement: who could have bent a draw, derived from what its record shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ssj_publish.core.clock import ZONE
from ssj_publish.core.draw.drand import QUICKNET, round_time
from ssj_publish.core.reading.coalitions import Coalition, Trust, trust
from ssj_publish.core.state import Draw
from tests.bureau import ROUND, WITNESSES, at, logged
from tests.core.reading.test_stamps import KNOWN, audited
from tests.core.rules.test_locking import MOMENT, commit, lock, unlock
from tests.world import World

ALL = frozenset({"o1", "p", "d"})
DRAND = frozenset({"quicknet"})
PUBLISHED = datetime.fromtimestamp(round_time(QUICKNET, ROUND), ZONE)


@pytest.fixture
def watched() -> World:
    return World().found(**logged()).register().plan()


def told(world: World, draw: Draw, *times: int) -> Trust:
    """With one witness's cosignature at each of ``times``."""
    cosigned = dict(zip(WITNESSES, times, strict=False))
    return trust(world.state, draw, audited(world, cosigned) if cosigned else [])


def test_without_a_witness_the_three_parties_could_have_written_another_commitment(watched: World) -> None:
    assert told(watched, watched.commit()).choosers == (Coalition(ALL),)


def test_with_witnesses_it_takes_them_or_drand_as_well(watched: World) -> None:
    draw = watched.commit()
    assert set(told(watched, draw, KNOWN - 690, KNOWN - 660).choosers) == {
        Coalition(ALL, witnesses=True),
        Coalition(ALL, DRAND),
    }


@pytest.mark.parametrize("times", [(KNOWN - 690,), (KNOWN, KNOWN)])
def test_too_few_witnesses_or_late_ones_change_nothing(watched: World, times: tuple[int, ...]) -> None:
    assert told(watched, watched.commit(), *times).choosers == (Coalition(ALL),)


def test_without_a_beacon_the_parties_are_enough_whoever_saw_the_commitment(watched: World) -> None:
    draw = watched.commit(beacon=None)
    assert told(watched, draw, KNOWN - 690, KNOWN - 660).choosers == (Coalition(ALL),)


def test_a_locked_secret_asks_nobody_again_so_that_only_witnesses_stop_the_office(watched: World) -> None:
    """What locks gain against withholding they lose against back-dating: the statement must say so."""
    draw = commit(lock(watched))
    alone = told(watched, draw)
    assert alone.choosers == (Coalition(frozenset({"o1"})),)
    assert alone.withholders == ()
    seen = told(watched, draw, KNOWN - 690, KNOWN - 660)
    assert set(seen.choosers) == {Coalition(frozenset({"o1"}), witnesses=True), Coalition(frozenset({"o1"}), DRAND)}


def test_who_gave_a_fingerprint_can_withhold_until_it_is_open(world: World) -> None:
    draw = commit(lock(world, "d"))
    assert told(world, draw).withholders == told(world, draw).closed == ("o1", "p")
    world.now = MOMENT
    unlock(world, draw, "o1")
    assert told(world, draw).closed == ("o1", "p")


def test_everybody_knows_once_the_last_secret_is_open(world: World) -> None:
    draw = world.commit()
    assert (told(world, draw).open, told(world, draw).early) == (None, PUBLISHED)
    world.open(draw)
    found = told(world, draw)
    assert found.closed == ()
    assert found.open == max(one.time for one in draw.reveals.values())
    assert draw.result is not None
    assert found.published == draw.result.time


def test_a_lock_opens_at_its_round_whether_or_not_somebody_writes_it_down(world: World) -> None:
    assert told(world, commit(lock(world))).open == MOMENT


def test_the_parties_know_a_sealed_list_from_the_seal_on_and_the_public_does_not(world: World) -> None:
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    world.seal(draw)
    found = told(world, draw)
    assert draw.seal is not None
    assert (found.sealed, found.open, found.insiders) == (draw.seal.time, None, ("o1", "p", "d"))


# Guests.


def spoken(world: World, *absent: str, **changes: Any) -> tuple[Draw, frozenset[str]]:
    """Two guests, of whom those in ``absent`` do not open; gives the draw and the ids of those who do."""
    guests = [world.invite(capacity) for capacity in ("家长代表", "记者")]
    draw = world.commit(**changes)
    world.now = at("2025-03-27 15:00")
    heard = [one for one in guests if one.body.capacity not in absent]
    for one in heard:
        world.speak(draw, one)
    return draw, frozenset(one.id for one in heard)


def stamped(world: World, draw: Draw, early: int, late: int) -> Trust:
    """The commitment seen by all at ``early``, everything at ``late``, in Unix seconds."""
    first = audited(world, dict.fromkeys(WITNESSES, early), draw.record.seq)
    return trust(world.state, draw, [*first, *audited(world, dict.fromkeys(WITNESSES, late))])


COMMITTED = int(at("2025-03-27 10:00").timestamp())
CLOSED = int(at("2025-03-27 18:05").timestamp())


def test_to_know_the_result_beforehand_takes_every_guest_that_spoke(watched: World) -> None:
    draw, heard = spoken(watched)
    found = stamped(watched, draw, COMMITTED, CLOSED)
    assert set(found.choosers) == {Coalition(ALL, witnesses=True), Coalition(ALL, DRAND, guests=heard)}
    assert (frozenset(found.heard), found.absent, found.overheard) == (heard, (), False)


def test_a_local_draw_is_no_longer_the_parties_alone(watched: World) -> None:
    draw, heard = spoken(watched, beacon=None)
    found = stamped(watched, draw, COMMITTED, CLOSED)
    assert set(found.choosers) == {Coalition(ALL, witnesses=True), Coalition(ALL, guests=heard)}


def test_guests_count_for_nothing_where_the_commitment_could_be_written_after_they_spoke(watched: World) -> None:
    draw, _ = spoken(watched)
    found = stamped(watched, draw, CLOSED - 60, CLOSED)
    assert set(found.choosers) == {Coalition(ALL, witnesses=True), Coalition(ALL, DRAND)}
    assert found.overheard


def test_an_absent_guest_protects_nothing(watched: World) -> None:
    draw, heard = spoken(watched, "记者")
    found = stamped(watched, draw, COMMITTED, CLOSED)
    assert Coalition(ALL, DRAND, guests=heard) in found.choosers
    assert len(found.absent) == len(heard) == 1
    nobody, _ = spoken(World().found(**logged()).register().plan(), "记者", "家长代表")
    assert nobody.shown == {}


def test_who_drops_a_reveal_after_the_round_leaves_no_stamp(watched: World) -> None:
    """A guest is absent: only witnesses who looked after the guests' time exclude that a reveal was thrown away."""
    draw, _ = spoken(watched, "记者")
    assert Coalition(ALL) in stamped(watched, draw, COMMITTED, CLOSED - 600).choosers
    assert Coalition(ALL) not in stamped(watched, draw, COMMITTED, CLOSED).choosers


def test_who_takes_in_a_reveal_after_the_round_leaves_no_stamp(watched: World) -> None:
    draw, _ = spoken(watched)
    assert Coalition(ALL) in stamped(watched, draw, COMMITTED, KNOWN + 1).choosers
    seen = audited(watched, dict.fromkeys(WITNESSES, CLOSED), draw.record.seq)
    assert Coalition(ALL) in trust(watched.state, draw, seen).choosers


def test_nobody_knows_a_local_draw_before_the_guests_time_is_over(watched: World) -> None:
    draw, _ = spoken(watched, beacon=None)
    assert told(watched, draw).early == at("2025-03-27 18:00")
