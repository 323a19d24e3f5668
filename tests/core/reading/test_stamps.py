"""Stamps: commitment, then witnesses, then the round; whatever is missing shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from ssj_publish.core import log
from ssj_publish.core.draw.drand import QUICKNET, round_time
from ssj_publish.core.log import Audited, Stored, tree_of
from ssj_publish.core.reading import stamps
from ssj_publish.core.state import Draw
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note
from tests.bureau import LOG, ORIGIN, ROUND, WITNESSES, Party, logged
from tests.world import World

KNOWN = round_time(QUICKNET, ROUND)


@pytest.fixture(scope="module")
def committed() -> tuple[World, Draw]:
    world = World().found(**logged()).register().plan()
    return world, world.commit()


def audited(world: World, times: dict[Party, int], size: int = 0) -> list[Audited]:
    tree = tree_of(world.state.digests)
    size = size or tree.size
    text = Checkpoint(ORIGIN, size, tree.root_at(size)).text
    cosignatures = tuple(party.sign(text, time) for party, time in times.items())
    return log.audit(tree, [Stored("n", size, Note(text, (LOG.sign(text),)), cosignatures)], world.state.trusts)


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(KNOWN + seconds).astimezone()


def test_a_quorum_before_the_round_holds(committed: tuple[World, Draw]) -> None:
    """The time is that of the last witness that was needed."""
    world, draw = committed
    found = stamps.stamp(world.state, draw, audited(world, {WITNESSES[0]: KNOWN - 690, WITNESSES[2]: KNOWN - 660}))
    assert (found.level, found.time, found.holds) == ("witnessed", at(-660), True)


@pytest.mark.parametrize("second", [KNOWN - 599, KNOWN - 1, KNOWN, KNOWN + 1])
def test_a_stamp_without_its_lead_is_late(committed: tuple[World, Draw], second: int) -> None:
    world, draw = committed
    found = stamps.stamp(world.state, draw, audited(world, dict.fromkeys(WITNESSES, second)))
    assert found.late
    assert not found.holds


def test_one_witness_of_two_is_partial_even_when_the_second_comes_late(committed: tuple[World, Draw]) -> None:
    world, draw = committed
    found = stamps.stamp(world.state, draw, audited(world, {WITNESSES[0]: KNOWN - 609, WITNESSES[1]: KNOWN + 9}))
    assert (found.level, found.time, found.holds) == ("partial", at(-609), False)


def test_a_checkpoint_before_the_commitment_does_not_stamp_it(committed: tuple[World, Draw]) -> None:
    world, draw = committed
    found = stamps.stamp(world.state, draw, audited(world, dict.fromkeys(WITNESSES, KNOWN - 609), draw.record.seq - 1))
    assert (found.level, found.time) == ("none", None)


def test_a_token_in_time_is_better_than_a_late_quorum(committed: tuple[World, Draw]) -> None:
    world, draw = committed
    late = _tokened(audited(world, dict.fromkeys(WITNESSES, KNOWN + 9)), at(-630))
    found = stamps.stamp(world.state, draw, late)
    assert (found.level, found.holds) == ("token", False)


def test_a_commitment_dated_after_its_stamp_is_misdated(committed: tuple[World, Draw]) -> None:
    """A bureau that dates ahead, to seem to have waited, contradicts the witness."""
    world, draw = committed
    early = int((draw.record.time - timedelta(minutes=6)).timestamp())
    found = stamps.stamp(world.state, draw, audited(world, dict.fromkeys(WITNESSES, early)))
    assert found.misdated
    assert not found.holds


def test_without_a_beacon_the_first_reveal_is_the_deadline() -> None:
    world = World().found(**logged()).register().plan()
    draw = world.commit(beacon=None)
    assert stamps.deadline(world.state, draw) is None
    world.now += timedelta(hours=1)
    world.reveal(draw)
    assert stamps.deadline(world.state, draw) == min(one.time for one in draw.reveals.values())


def test_draws_that_nobody_saw_are_listed(committed: tuple[World, Draw]) -> None:
    world, draw = committed
    assert [one.id for one, _ in stamps.weak(world.state, [])] == [draw.id]
    assert not list(stamps.weak(world.state, audited(world, dict.fromkeys(WITNESSES, KNOWN - 609))))


def _tokened(found: list[Audited], time: datetime) -> list[Audited]:
    """As if an authority had stamped them; how tokens are verified is told in `test_timestamp`."""
    return [replace(one, tokens={"ca.1": time}) for one in found]


def test_a_token_is_the_lesser_stamp(committed: tuple[World, Draw]) -> None:
    """It shows that the commitment existed, not that it was the only one."""
    world, draw = committed
    found = stamps.stamp(world.state, draw, _tokened(audited(world, {}), at(-630)))
    assert (found.level, found.time, found.holds) == ("token", at(-630), False)


def test_a_token_is_more_than_too_few_witnesses_and_less_than_enough(committed: tuple[World, Draw]) -> None:
    world, draw = committed
    few = _tokened(audited(world, {WITNESSES[0]: KNOWN - 609}), at(-630))
    assert stamps.stamp(world.state, draw, few).level == "token"
    enough = _tokened(audited(world, dict.fromkeys(WITNESSES, KNOWN - 609)), at(-630))
    assert stamps.stamp(world.state, draw, enough).level == "witnessed"


def test_a_late_token_is_late(committed: tuple[World, Draw]) -> None:
    world, draw = committed
    assert stamps.stamp(world.state, draw, _tokened(audited(world, {}), at(1))).late
    partial = stamps.stamp(world.state, draw, _tokened(audited(world, {WITNESSES[0]: KNOWN - 609}), at(1)))
    assert (partial.level, partial.late) == ("partial", False)
