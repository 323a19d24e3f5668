"""Bodies that several errands lead to: which pairs could have been one visit, and how each ended."""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec
import pytest

from ssj_publish.core.kinds.burden import VisitsApart
from ssj_publish.core.kinds.inspection import Joined, Trigger
from ssj_publish.core.kinds.plan import ClassRatio
from ssj_publish.core.reading import coincidence
from ssj_publish.core.reading.coincidence import Coincidence, coincidences
from ssj_publish.core.reading.irregularities import irregularities
from ssj_publish.core.state import Draw
from tests.bureau import at, task
from tests.world import World
from tests.years import approved, avoided, elsewhere

ALL = tuple(ClassRatio(credit_class=c, p=1, q=1) for c in "ABCD")
NONE = tuple(ClassRatio(credit_class=c, p=0, q=1) for c in "ABCD")
TODAY = date(2025, 4, 1)


def drawn(**second: object) -> tuple[World, Draw, Draw]:
    """T1 and T2 draw every body on 28 March; T1 runs to 30 May."""
    world = World().found().register(bodies=4)
    world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2", ratios=ALL, **second))
    first, other = world.commit("T1"), world.commit("T2")
    return world, world.open(first), world.open(other)


def of(world: World, body: str, today: date = TODAY) -> Coincidence | None:
    return next((one for one in coincidences(world.state, today) if one.body == body), None)


def test_what_can_be_one_visit_is_proposed_with_its_days_items_and_people() -> None:
    world, first, second = drawn(start=date(2025, 4, 7), end=date(2025, 4, 30))
    found = coincidence.proposed(coincidences(world.state, TODAY))
    assert [one.body for one in found] == ["S001", "S002", "S003", "S004"]
    one = found[0]
    assert (one.first.record.id, one.second.record.id) == (first.id, second.id)
    assert (one.start, one.end) == (date(2025, 4, 7), date(2025, 4, 30))
    assert one.able(world.state) == first.teams["S001"]


def test_where_no_team_may_inspect_everything_all_go() -> None:
    world, first, second = drawn()
    for id_ in first.teams["S001"] + second.teams["S001"]:
        entry = world.state.inspectors.current[id_]
        world.state.inspectors.current[id_] = msgspec.structs.replace(entry, items=("I1",))
    found = of(world, "S001")
    assert found is not None
    assert found.able(world.state) == tuple(dict.fromkeys((*first.teams["S001"], *second.teams["S001"])))


def test_tasks_whose_days_do_not_meet_do_not_coincide() -> None:
    world, _, _ = drawn(start=date(2025, 6, 2), end=date(2025, 6, 30))
    assert coincidences(world.state, TODAY) == ()


def test_one_visit_or_one_day_is_as_it_should_be() -> None:
    world, first, second = drawn()
    team = tuple(dict.fromkeys((*first.teams["S001"], *second.teams["S001"])))
    world.visit(first, "S001", also=(Joined(draw=second.id),), items=("I1", "I2"), inspectors=team)
    world.visit(first, "S002")
    world.visit(second, "S002")
    assert [(one.body, one.ending) for one in coincidences(world.state, TODAY) if one.ending == "one"] == [
        ("S001", "one"),
        ("S002", "one"),
    ]


def test_two_days_and_no_reason_stay_unexplained_until_somebody_says_why() -> None:
    world, first, second = drawn()
    world.visit(first, "S001")
    world.visit(second, "S001", day=date(2025, 4, 17))
    found = of(world, "S001")
    assert found is not None
    assert found.ending == "unexplained"
    codes = [one.bodies for one in irregularities(world.state, (), date(2025, 5, 1)) if one.code == "visits-unmerged"]
    assert codes == [("S001",)]
    world.say(VisitsApart(body="S001", grounds=(second.id, first.id), reason="timing", explanation="错开。"), "o1")
    found = of(world, "S001")
    assert found is not None
    assert (found.ending, found.reason and found.reason.body.reason) == ("apart", "timing")
    assert not [one for one in irregularities(world.state, (), date(2025, 5, 1)) if one.code == "visits-unmerged"]


def test_a_reason_speaks_of_its_own_body_alone() -> None:
    world, first, second = drawn()
    world.say(VisitsApart(body="S002", grounds=(first.id, second.id), reason="timing", explanation="错开。"), "o1")
    endings = {one.body: one.ending for one in coincidences(world.state, TODAY)}
    assert (endings["S001"], endings["S002"]) == ("open", "apart")


def test_who_was_visited_before_the_other_was_known_could_not_be_visited_once() -> None:
    world = World().found().register(bodies=4)
    world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2", ratios=ALL))
    first = world.open(world.commit("T1"))
    world.visit(first, "S001", day=date(2025, 3, 31))
    second = world.commit("T2", beacon=None, opens=at("2025-04-02 18:00"))
    world.now = at("2025-04-02 09:00")
    world.open(second)
    assert {one.body for one in coincidences(world.state, TODAY)} == {"S002", "S003", "S004"}


@pytest.mark.parametrize("today", [date(2025, 5, 30), date(2025, 5, 31)])
def test_when_the_days_are_over_nothing_is_proposed(today: date) -> None:
    world, _, _ = drawn()
    assert bool(coincidence.proposed(coincidences(world.state, today))) == (today == date(2025, 5, 30))


def test_what_is_spared_or_void_leads_nobody_there() -> None:
    world, first, second = drawn()
    world.say(avoided(world, second, "S001"), "o2", "p")
    assert of(world, "S001") is None
    world.void(second)
    assert coincidences(world.state, TODAY) == ()
    assert first.void is None


def test_draws_elsewhere_and_approvals_lead_there_too() -> None:
    world = World().found().register(bodies=4)
    world.plan(task("T1", ratios=ALL), task("T6"))
    world.open(world.commit("T1"))
    world.say(elsewhere(world), "o1")
    visit = world.complaint("S003", day=date(2025, 4, 3))
    plain = approved(world, visit)
    given = msgspec.structs.replace(
        plain, bodies=("S004",), visits=(), start=date(2025, 4, 3), end=date(2025, 4, 30),
        trigger=Trigger(kind="complaint", number="X", date=date(2025, 4, 3), note="来信"),
    )  # fmt: skip
    world.say(plain, "o1", "l")
    world.say(given, "o1", "l")
    found = {one.body: (one.first.task, one.second.task) for one in coincidences(world.state, date(2025, 4, 4))}
    assert found == {"S001": ("T1", "T6"), "S002": ("T1", "T6"), "S004": ("T1", "")}


def test_every_two_errands_coincide_whose_days_meet_whatever_their_order(world: World) -> None:
    """Against the plain comparison of each with each."""
    chance = random.Random(5)
    visit = approved(world, world.complaint("S003", day=date(2025, 4, 3)))
    spans: list[tuple[date, date]] = []
    for number in range(16):
        start = date(2025, 4, 3) + timedelta(days=chance.randrange(40))
        spans.append((start, start + timedelta(days=chance.choice((0, 1, 5, 30)))))
        trigger = Trigger(kind="complaint", number=f"X{number}", date=date(2025, 4, 3), note="来信")
        days = {"start": spans[-1][0], "end": spans[-1][1]}
        world.say(msgspec.structs.replace(visit, bodies=("S004",), visits=(), trigger=trigger, **days), "o1", "l")
    met = {
        (n, m) for m in range(16) for n in range(m) if max(spans[n][0], spans[m][0]) <= min(spans[n][1], spans[m][1])
    }
    first = world.state.approvals[next(iter(world.state.approvals))].record.seq
    found = [(one.first.record.seq - first, one.second.record.seq - first) for one in coincidences(world.state, TODAY)]
    assert len(found) == len(set(found))
    assert set(found) == met
    assert 20 < len(met) < 100
