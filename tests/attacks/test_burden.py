"""Whoever would rather visit twice, spare a friend, sum up early, or draw whom the cap protects."""

from __future__ import annotations

from datetime import date

import msgspec

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import BodyCap
from ssj_publish.core.kinds.inspection import Joined
from ssj_publish.core.kinds.oversight import Summary
from ssj_publish.core.kinds.plan import ClassRatio
from ssj_publish.core.reading import coincidence, figures
from ssj_publish.core.reading.irregularities import irregularities
from ssj_publish.office import draws
from tests.bureau import at, genesis, task
from tests.world import World
from tests.years import SECTIONS, avoided

ALL = tuple(ClassRatio(credit_class=c, p=1, q=1) for c in "ABCD")


def test_a_friend_who_was_not_drawn_cannot_be_sent_under_cover_of_another_draw() -> None:
    """The office has one team of its own, and takes along whom it likes in the name of a second draw."""
    world = World().found().register(inspectors=10)
    world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2", ratios=ALL))
    first, second = world.commit("T1"), world.commit("T2")
    world.open(first)
    world.open(second)
    drawn = (*first.teams["S001"], *second.teams["S001"])
    friend = sorted(world.state.inspectors.current.keys() - set(drawn))[0]
    team = tuple(dict.fromkeys(drawn))
    for wrong in ((*team, friend), (friend, *team[1:])):
        with world.refused(errors.TeamWrong):
            world.visit(first, "S001", also=(Joined(draw=second.id),), items=("I1", "I2"), inspectors=wrong)


def test_a_sealed_draw_is_not_told_by_a_visit_for_an_open_one() -> None:
    """The proof of one body shows nothing of the others, and a body that is not in the seal has none."""
    world = World().found().register()
    world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2"))
    first, second = world.commit("T1"), world.commit("T2", sealed=True)
    world.open(first)
    found = world.seal(second)
    inside = {one.body for one in found.drawn}
    outside = sorted(first.teams.keys() - inside)[0]
    proof = draws.prove(found, sorted(inside)[0])
    also = (Joined(draw=second.id, proof=proof),)
    team = tuple(dict.fromkeys((*first.teams[outside], *proof.team)))
    with world.refused(errors.ProofRefused):
        world.visit(first, outside, also=also, items=("I1", "I2"), inspectors=team)


def test_who_comes_twice_without_a_word_stays_in_the_list_for_ever() -> None:
    world = World().found().register(bodies=4)
    world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2", ratios=ALL))
    first, second = world.commit("T1"), world.commit("T2")
    world.open(first)
    world.open(second)
    world.visit(first, "S001")
    assert [one.body for one in coincidence.unexplained(coincidence.coincidences(world.state, date(2025, 4, 11)))] == [
        "S001"
    ]
    world.visit(second, "S001", day=date(2025, 5, 30))
    for day in (date(2025, 6, 1), date(2030, 1, 1)):
        found = [one.bodies for one in irregularities(world.state, (), day) if one.code == "visits-unmerged"]
        assert found == [("S001",)]


def test_an_office_does_not_spare_a_friend_and_call_him_inspected(world: World) -> None:
    draw = world.open(world.commit())
    friend = next(iter(draw.teams))
    with world.refused(errors.RoleMissing):
        world.say(avoided(world, draw, friend), "o1", "o2")
    world.say(avoided(world, draw, friend), "o1", "p")
    assert figures.of_year(world.state, 2025).visited == 0


def test_nobody_sums_up_a_year_whose_list_is_kept_closed(world: World) -> None:
    draw = world.commit(sealed=True)
    world.seal(draw)
    world.now = at("2026-01-15 09:00")
    told = Summary(year=2025, title="总结", figures=figures.of_year(world.state, 2025), **SECTIONS)
    with world.refused(errors.SummaryEarly, tasks="T1"):
        world.say(told, "p")
    world.open(draw)
    world.say(msgspec.structs.replace(told, figures=figures.of_year(world.state, 2025)), "p")


def test_the_pool_takes_in_nobody_whom_the_cap_protects() -> None:
    cap = BodyCap(name="进校", covers="types", types=("学校",), visits=1, year="calendar", source="规则")
    settings = msgspec.structs.replace(genesis().settings, body_caps=(cap,))
    world = World().found(settings=settings).register()
    world.plan()
    world.complaint("S001", trigger=None, routine=True)
    world.promise()
    step = draws.commit(world.state, world.choices())
    assert [(one.reason, one.bodies) for one in step.body.excluded] == [("body-cap", ("S001",))]  # type: ignore[attr-defined]
    with world.refused(errors.CommitmentMismatch, field="excluded"):
        world.say(msgspec.structs.replace(step.body, excluded=()), "o1")
