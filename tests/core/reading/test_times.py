"""What time binds a record: the writer's own, as far as witnesses agree."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.core import log
from ssj_publish.core.kinds.oversight import Training
from ssj_publish.core.log import Audited, Stored, tree_of
from ssj_publish.core.reading import times
from ssj_publish.core.reading.times import BEHIND, TOLERANCE, Times
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note
from tests.bureau import LOG, ORIGIN, WITNESSES, at, logged
from tests.world import World

HOUR = timedelta(hours=1)


def founded() -> World:
    return World().found(**logged())


def say(world: World, time: datetime) -> int:
    number = world.replay.head.seq
    return world.say(Training(title=f"第 {number} 次", date=at("2025-01-02 00:00").date(), hours=1, content="x"), "p",
                     time=time).seq  # fmt: skip


def witnessed(world: World, *when: tuple[int, datetime]) -> list[Audited]:
    """Checkpoints of so many records, each cosigned by the quorum at a time."""
    tree = tree_of(world.state.digests)
    stored = []
    for size, time in when:
        text = Checkpoint(ORIGIN, size, tree.root_at(size)).text
        lines = tuple(one.sign(text, int(time.timestamp())) for one in WITNESSES[:2])
        stored.append(Stored(f"{size}", size, Note(text, (LOG.sign(text),)), lines))
    return log.audit(tree, stored, world.state.trusts)


def bound(world: World, seq: int, *when: tuple[int, datetime]) -> datetime:
    found = Times(world.state, witnessed(world, *when))
    return found.at(list(world.state.records.values())[seq - 1])


def test_without_witnesses_the_writers_own_time_holds() -> None:
    world = founded()
    seq = say(world, at("2025-02-01 09:00"))
    assert bound(world, seq) == at("2025-02-01 09:00")


def test_a_record_is_not_older_than_a_witnessed_checkpoint_without_it() -> None:
    """A school struck off the day before the draw, and dated two months back."""
    world = founded()
    say(world, at("2025-03-01 09:00"))
    seq = say(world, at("2025-01-05 09:00"))
    assert bound(world, seq, (seq - 1, at("2025-03-10 10:00"))) == at("2025-03-10 10:00") - TOLERANCE
    [shift] = Times(world.state, witnessed(world, (seq - 1, at("2025-03-10 10:00")))).shifts()
    assert (shift.seq, shift.written) == (seq, at("2025-01-05 09:00"))


def test_a_ledger_with_a_record_of_2199_heals_by_the_next_witnessed_checkpoint() -> None:
    world = founded()
    slip = say(world, at("2199-01-01 09:00"))
    assert Times(world.state).newest.year == 2199
    seen = (slip, at("2025-03-10 10:00"))
    assert bound(world, slip, seen) == at("2025-03-10 10:00") + TOLERANCE
    assert Times(world.state, witnessed(world, seen)).newest < at("2025-03-11 00:00")


def test_a_mistaken_year_binds_nobody_after_it_even_unwitnessed() -> None:
    world = founded()
    say(world, at("2199-01-01 09:00"))
    seq = say(world, at("2025-02-01 09:00"))
    assert bound(world, seq) == at("2025-02-01 09:00")


def test_nobody_dates_back_more_than_the_tolerance_behind_what_stands() -> None:
    world = founded()
    say(world, at("2025-03-10 09:00"))
    seq = say(world, at("2025-01-05 09:00"))
    say(world, at("2025-03-11 09:00"))
    assert bound(world, seq) == at("2025-03-10 09:00") - BEHIND
    assert bound(world, say(world, at("2025-03-09 09:00"))) == at("2025-03-09 09:00")


def test_one_witness_alone_moves_nothing() -> None:
    world = founded()
    seq = say(world, at("2025-02-01 09:00"))
    tree = tree_of(world.state.digests)
    text = Checkpoint(ORIGIN, seq - 1, tree.root_at(seq - 1)).text
    line = WITNESSES[0].sign(text, int(at("2025-12-01 09:00").timestamp()))
    audited = log.audit(tree, [Stored("n", seq - 1, Note(text, (LOG.sign(text),)), (line,))], world.state.trusts)
    assert Times(world.state, audited).at(list(world.state.records.values())[-1]) == at("2025-02-01 09:00")


@given(st.lists(st.integers(0, 400 * 24), min_size=1, max_size=12), st.data())
def test_every_time_lies_between_its_checkpoints_and_near_what_stands_before(
    hours: list[int], data: st.DataObject
) -> None:
    start = int(at("2025-01-02 09:00").timestamp())
    written = [start + hour * 3600 for hour in hours]
    sizes = data.draw(st.lists(st.integers(0, len(hours)), max_size=4, unique=True).map(sorted))
    moments = data.draw(st.lists(st.integers(0, 400 * 24), min_size=len(sizes), max_size=len(sizes)).map(sorted))
    seen = [(size, start + hour * 3600) for size, hour in zip(sizes, moments, strict=True)]
    found = times._bound(written, seen)
    tolerance, behind = int(TOLERANCE.total_seconds()), int(BEHIND.total_seconds())
    for seq, one in enumerate(found, 1):
        for size, moment in seen:
            assert one >= moment - tolerance if size < seq else one <= moment + tolerance
    covered = max(sizes, default=0)
    for seq, one in enumerate(found[:covered], 1):
        top = min(moment for size, moment in seen if size >= seq) + tolerance
        assert one >= min(max(found[: seq - 1], default=one) - behind, top)


def test_what_stands_above_the_newest_witnessed_checkpoint_is_counted() -> None:
    world = founded()
    first = say(world, at("2025-03-01 09:00"))
    say(world, at("2025-03-02 09:00"))
    found = Times(world.state, witnessed(world, (first - 1, at("2025-02-01 09:00")))).unwitnessed
    assert found is not None
    assert (found.count, found.since, found.due) == (2, at("2025-03-01 09:00"), at("2025-03-08 00:00").date())
    assert not found.overdue(at("2025-03-08 00:00").date())
    assert found.overdue(at("2025-03-09 00:00").date())
    assert Times(world.state, witnessed(world, (first + 1, at("2025-03-02 10:00")))).unwitnessed is None


@pytest.mark.parametrize(("minutes", "ahead"), [(10, False), (11, True)])
def test_ten_minutes_ahead_of_the_clock_are_forgiven(minutes: int, ahead: bool) -> None:
    world = founded()
    seq = say(world, at("2025-03-01 09:00"))
    clock = at("2025-03-01 09:00") - timedelta(minutes=minutes)
    found = Times(world.state)
    assert (seq in found.ahead(clock)) is ahead
    assert bool(list(found.binding_ahead(clock))) is ahead
    assert times.too_far_ahead(at("2025-03-01 09:00"), clock) is ahead
