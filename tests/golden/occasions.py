"""Ledgers that show what the golden one does not: each begins, draws or ends in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ssj_publish.core.kinds.draw import BeaconRound, DrawSeal
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, Removal
from tests.bureau import BALLS, GUEST, LOTTERIES, ROUND, SIGNATURE, at, body, inspector, logged, task
from tests.core.rules.test_locking import commit, lock
from tests.faults import doubts
from tests.world import World
from tests.years import fullest_year

NUMBERED: tuple[dict[str, Any], ...] = (
    {"beacon": None, "lotteries": LOTTERIES},
    {"beacon": None, "balls": BALLS},
    {"beacon": None},
)


def worlds() -> Iterator[tuple[str, World]]:
    """Each by its name."""
    for one in (_founded, _planned, _waiting, _numbered, _locked, _sealed, _false, _absent, _neglected):
        yield one.__name__.strip("_"), one()
    yield "answered", fullest_year()
    for name, story in sorted(doubts.STORIES.items()):
        world = doubts.ready()
        story(world)
        yield f"doubts/{name}", world


def _founded() -> World:
    """Nothing but the first record."""
    return World().found()


def _planned() -> World:
    """Registers and a plan that nobody has approved."""
    return World().found(**logged()).register(bodies=3)


def _ready(*tasks: str) -> World:
    return World().found(**logged()).register(bodies=16).plan(*(task(one) for one in tasks))


def _waiting() -> World:
    """A draw on each source of chance, committed and no further."""
    world = _ready("T1", "T2", "T3", "T4", "T5")
    world.invite(key=GUEST, task_id="T4")
    for place, source in enumerate((*NUMBERED, {"sealed": True}), 1):
        world.commit(f"T{place}", **source)
    world.promise("T5")
    return world


def _numbered() -> World:
    """The same, opened."""
    world = _ready("T1", "T2", "T3")
    for draw in [world.commit(f"T{place}", **source) for place, source in enumerate(NUMBERED, 1)]:
        world.open(draw)
    return world


def _locked() -> World:
    """Two of three secrets are locked; the third party does not open its own."""
    world = lock(_ready("T1"), "o1", "p")
    commit(world)
    world.now = at("2025-04-01 09:00")
    world.change("S001", name="改名")
    return world


def _sealed() -> World:
    """Sealed on lotteries, and long overdue."""
    world = _ready("T1")
    world.seal(world.commit(beacon=None, lotteries=LOTTERIES, sealed=True, opens=at("2025-04-03 10:00")))
    world.now = at("2025-04-20 09:00")
    world.change("S001", name="改名")
    return world


def _false() -> World:
    """The seal is of another list than the one drawn."""
    world = _ready("T1")
    draw = world.commit(sealed=True)
    world.now = at("2025-03-28 14:00")
    count = sum(one.sample for one in draw.commit.strata)
    world.say(DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=count), "o1", "p", "d")
    world.open(draw)
    return world


def _absent() -> World:
    """A beacon said to be absent that was there; a guest who never spoke; a second draw of the same task."""
    world = _ready("T1")
    world.invite("记者")
    draw = world.commit(beacon=BeaconRound(chain="quicknet", round=ROUND, fallback="void", hours=1))
    world.now = at("2025-03-28 14:30")
    world.void(draw, "beacon-absent")
    world.open(draw)
    return world


def _neglected() -> World:
    """A year in which everything is left lying, and half the registers are gone."""
    world = World().found(**logged()).register(bodies=16).plan(task("T1"), task("T2", items=("I2",), office="o2"))
    draw = world.open(world.commit("T1"))
    first, second, third, *_ = draw.teams
    world.pending(world.visit(draw, first, day=date(2025, 4, 10)), rectify_by=date(2025, 4, 20))
    world.visit(draw, second, day=date(2025, 4, 11))
    world.now = at("2025-12-20 09:00")
    gone = Removal(id=third, ground="closed", state="closed", reason="停办。")
    new = body(20, town="西镇")
    world.say(BodyChange(reason="调整", added=(new,), removed=(gone,)), "o1", "p")
    late = inspector(3, valid_until=date(2025, 12, 31))
    world.say(InspectorChange(reason="证件到期", changed=(late,)), "p")
    world.now = at("2026-02-10 09:00")
    world.change(second, name="又改名")
    return world
