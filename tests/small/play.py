"""The small ledger, played: an invented county in which everything happens once that the example county never meets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import msgspec

from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.draw import BeaconRound, Visitee
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation, TrustChange
from ssj_publish.core.kinds.plan import ClassFrequency, PlanProposal
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange
from ssj_publish.core.records import Record, Statement, statement_bytes
from ssj_publish.core.rules import drawing
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import Draw, Outcome
from ssj_publish.office import draws, guests, opening, plans
from ssj_publish.office.desk import Step
from tests.bureau import BALLS, LOTTERIES, NEXT_SIGNATURE, ROUND, SIGNATURE, at, genesis, inspector, item, keys_of
from tests.small.county import CLASSES, ROLES, bodies, founding, named, ratios, task
from tests.small.hands import AUTHORITY, GUEST, KEYS, LOG_, ONE, ORIGIN, RECOVERED, ROTATED, THREE, TWO
from tests.world import World
from tests.years import SUMMER, SUMMER_SIGNATURE

TODAY: Final = date(2025, 9, 30)


class Small(World):
    """The ledger, its checkpoints' sizes and times, and who cosigned each."""

    def __init__(self) -> None:
        super().__init__()
        self.holding = dict(KEYS)
        #: (size, time, witnesses) of each checkpoint
        self.signed: list[tuple[int, datetime, tuple[Any, ...]]] = []

    def say(self, what: Shape | Step, *roles: str, time: datetime | None = None) -> Record:
        """`World.say` with as many keys of each role as its threshold asks."""
        signers = [one for role in roles for one in self.holding[role][: ROLES[role][2]]]
        return self._said(what, signers, time or self.now)

    def checkpoint(self, when: str, *witnesses: Any) -> None:
        self.signed.append((len(self.entries), at(when), witnesses))
        self.now = max(self.now, at(when))

    def parties(self, draw: Draw) -> tuple[str, ...]:
        return drawing.parties(self.state, draw.commit.task)


def play() -> Small:
    """All of it."""
    world = Small()
    _begin(world)
    _rekey(world)
    _plan(world)
    _visit(world)
    draw = _lottery(world)
    _local_then_locked(world, draw)
    _leave(world, draw)
    _lie(world)
    return world


def _begin(world: Small) -> None:
    first = Statement(ORIGIN, world.now, founding())
    world.put(statement_bytes(first), [one for keys in KEYS.values() for one in keys])
    world.now = at("2025-01-07 09:00")
    holidays = tuple(date(2025, 5, day) for day in (1, 2, 5))
    world.say(CalendarYear(year=2025, notice="放假通知", holidays=holidays), "p")
    items = (item("I1", subjects=("学校", "培训机构"), cap=1), item("I2", office="o2", cap=None))
    world.say(ItemChange(reason="初次", added=items), "p")
    world.say(BodyChange(reason="初次", added=bodies()), "p")
    people = tuple(inspector(number, key=None) for number in range(1, 7))
    world.say(InspectorChange(reason="初次", added=people), "p")


def _rekey(world: Small) -> None:
    """The second office's key is handed over, lost, and replaced by the root keys; a third witness is named."""
    [old], roots = KEYS["o2"], KEYS["root"][:2]
    world.now = at("2025-01-08 09:00")
    world.sign(KeyRotation(role="o2", version=2, threshold=1, keys=keys_of(ROTATED), reason="换人。"), old, ROTATED)
    world.sign(KeyRevocation(key=ROTATED.public.key_id, role="o2", cause="lost"), *roots)
    new = KeyRecovery(role="o2", version=3, threshold=1, keys=keys_of(RECOVERED), reason="密钥遗失。")
    world.sign(new, *roots, RECOVERED)
    world.holding["o2"] = (RECOVERED,)
    outside = named(ONE.key, TWO.key, THREE.key)
    trust = TrustChange(
        beacons=genesis().beacons, log=LOG_.key.text, witnesses=outside, quorum=2, authorities=(AUTHORITY,),
        reason="增加一家见证人和一家时间戳机构。",
    )  # fmt: skip
    world.sign(trust, KEYS["root"][0], KEYS["root"][2])
    world.checkpoint("2025-01-08 17:30", ONE, TWO)


def _plan(world: Small) -> None:
    """Two offices propose side by side: neither sees the other's record, the plan sees both."""
    tips = world.state.tips
    east = task("T1", "o1", ("I1",), scope=("学校", "培训机构"), towns=("东镇",), minimum=2, ratios=ratios(10, 5, 2, 1))
    every = task("T2", "o1", ("I1",), ratios=ratios(5, 4, 2, 1))
    often = tuple(ClassFrequency(credit_class=one, times=1, years=1) for one in CLASSES)
    late = task("T3", "o2", ("I2",), number=3, frequencies=often, start=date(2025, 8, 18), end=date(2025, 10, 31))
    world.say(PlanProposal(year=2025, office="o1", tasks=(east, every)), "o1")
    unseen = replace(
        Step(PlanProposal(year=2025, office="o2", tasks=(late,))).statement(world.state, world.now), after=tips
    )
    world.put(statement_bytes(unseen), world.holding["o2"])
    made = world.say(plans.consolidate(world.state, 2025, "计划"), "p")
    world.say(plans.approve(made.id, "教发1号"), "l")
    world.checkpoint("2025-01-15 17:30", ONE, TWO, THREE)


def _visit(world: Small) -> None:
    """Two visits in the ordinary course, so that caps are reached; a penalty; a person's name taken back."""
    found = _routine(world, "S010", ("I1", "I2"), date(2025, 2, 20))
    result = world.pending(found, rectify_by=date(2025, 3, 20))
    world.case(result, form="penalty")
    decision = CaseDecision(
        case="AJ-1", date=date(2025, 2, 24), decision="warning", document="罚字1号", basis="《教育法》", party="张某",
        text="警告。", severity="minor", public_until=date(2025, 5, 23),
    )  # fmt: skip
    world.now = at("2025-02-24 10:00")
    world.say(decision, "o1", "l")
    world.withhold(result)
    world.withdraw()
    # As often as the item's cap allows, too: but that binds only whose entry says so, and this one's does not.
    _routine(world, "S011", ("I1", "I2"), date(2025, 2, 27))
    world.checkpoint("2025-03-03 17:30", ONE, TWO)


def _routine(world: Small, body_id: str, items: tuple[str, ...], day: date) -> Record:
    world.now = max(world.now, datetime.combine(day, at("2025-01-01 17:00").timetz()))
    made = Visit(
        routine=True, body=body_id, items=items, date=day, method="on-site", inspectors=("N01", "N02"), signed_by="校长"
    )
    return world.say(made, "o1" if "I1" in items else "o2")


def _lottery(world: Small) -> Draw:
    """On the numbers of two lotteries, with two guests, of whom one does not come back; witnessed, and stamped."""
    world.now = at("2025-03-27 08:30")
    for capacity, key in (("家长代表", GUEST), ("县人大代表", None)):
        words = world.words_of("T1", 1, capacity)
        promised = guests.promise(world.state, "T1", capacity, words, key.public if key else None)
        world.sign(promised, *world.holding["d"], *([key] if key else []))
    draw = world.commit("T1", beacon=None, lotteries=LOTTERIES)
    world.checkpoint("2025-03-27 10:00", ONE, TWO)
    world.now = at("2025-03-27 14:30")
    world.speak(draw, draw.guests[0], key=GUEST)
    world.checkpoint("2025-03-27 18:05", ONE, TWO)
    return draw


def _local_then_locked(world: Small, lottery: Draw) -> None:
    """A draw on the parties' secrets alone is voided; the next is on secrets that a round of the beacon opens."""
    world.now = at("2025-03-27 18:30")
    local = world.commit("T2", beacon=None)
    world.checkpoint("2025-03-27 18:50", ONE)
    world.void(local, "rule-error")
    for role in drawing.parties(world.state, "T2"):
        world.say(draws.promise(world.state, "T2", world.secret("T2", role), QUICKNET, ROUND + 1), role)
    locked = world.state.draws[world.say(draws.commit(world.state, world.choices("T2")), "o1").id]
    # One party opens the void draw all the same: from here on one witness had seen it in time, and the other had not.
    world.now = at("2025-03-28 12:00")
    world.say(draws.reveal(local, world.secret_of("T2", 1, "o1")), "o1")
    world.checkpoint("2025-03-28 13:00", ONE, TWO)
    world.reveal(lottery)
    _, numbers, _ = world.published(lottery)
    world.say(draws.conclude(world.state, lottery, None, numbers), *world.parties(lottery))
    world.say(opening.unlock(locked, ("quicknet", ROUND + 1), NEXT_SIGNATURE), "p")
    world.say(draws.conclude(world.state, locked, SIGNATURE), "o1")
    world.checkpoint("2025-03-28 17:30", ONE, TWO)


def _leave(world: Small, draw: Draw) -> None:
    """The only school of its class closes, and nobody can step in; the record of it is dated back by two weeks."""
    world.now = at("2025-03-14 09:00")
    world.change("S007", state="closed")
    world.now = at("2025-04-02 09:00")
    world.substitute(draw, "S007", None, "closed")
    world.checkpoint("2025-04-02 17:30", ONE, TWO)


def _lie(world: Small) -> None:
    """All parties seal another list than the one drawn; when the secrets open, the truth stands beside it. Then
    anew."""
    world.now = at("2025-08-13 09:00")
    named = BeaconRound(chain="quicknet", round=SUMMER, fallback="wait")
    draw = world.commit("T3", beacon=named, sealed=True, opens=at("2025-08-29 14:00"))
    world.checkpoint("2025-08-13 12:00", ONE, TWO)
    world.now = at("2025-08-15 10:00")
    secrets = [world.secret_of("T3", 1, role) for role in world.parties(draw)]
    lie = _invented(draw, draws.redo(world.state, draw, secrets, SUMMER_SIGNATURE))
    world.say(draws.seal(draw, lie, SUMMER_SIGNATURE), *world.parties(draw))
    false = lie.drawn[0]
    world.visit(draw, false.body, date(2025, 8, 20), proof=draws.prove(lie, false.body), inspectors=false.team)
    world.now = at("2025-08-29 15:00")
    world.reveal(draw)
    world.say(draws.conclude(world.state, draw, SUMMER_SIGNATURE), "o2")
    world.void(draw, "seal-false")
    world.checkpoint("2025-08-29 17:00", ONE, TWO, THREE)
    world.now = at("2025-09-01 09:00")
    spot = msgspec.structs.replace(BALLS, time=at("2025-09-03 10:00"))
    world.commit("T3", beacon=None, balls=spot, opens=at("2025-09-03 18:00"))


def _invented(draw: Draw, found: Outcome) -> Outcome:
    """The first of the drawn is spared, somebody else goes instead."""
    drawn = {one.body for one in found.drawn}
    first, *others = found.drawn
    scapegoat = next(id_ for id_ in sorted(draw.pool) if id_ not in drawn)
    false = Visitee(body=scapegoat, credit_class=draw.pool[scapegoat][0], team=first.team)
    return Outcome(found.seed, found.tickets, (false, *others), found.loads)
