"""The trust statement: who could have bent a draw, derived from what its record shows."""

from __future__ import annotations

from datetime import datetime

import pytest

from ssj_publish.core.draw.drand import QUICKNET, round_time
from ssj_publish.core.reading.coalitions import Coalition, Trust, trust
from ssj_publish.core.state import Draw
from tests.conftest import ROUND, WITNESSES, ZONE, World, at, logged
from tests.core.reading.test_stamps import KNOWN, audited
from tests.core.rules.test_locking import MOMENT, commit, lock, unlock

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
