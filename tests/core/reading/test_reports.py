"""What is reported upward: each number is a set of records, and counts what its rule says."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.case import CaseCorrection, CaseDecision
from ssj_publish.core.kinds.oversight import Training
from ssj_publish.core.reading import reports
from ssj_publish.core.reading.reports import Number
from tests.bureau import task
from tests.world import World

DAY = date(2025, 4, 10)


@pytest.fixture
def year() -> World:
    """Two drawn joint visits, one of them written, three complaints; two problems, a warning, one correction."""
    world = World().found().register().plan(task("T1", items=("I1", "I2"), partners=("o2",)))
    draw = world.open(world.commit())
    first = world.visit(draw)
    second = world.visit(draw)
    complaints = [world.complaint(body, day=date(2025, 4, 11)) for body in ("S001", "S002", "S001")]
    world.result(first)
    world.pending(first, "I2")
    result = world.pending(complaints[0])
    world.case(result, form="penalty")
    world.say(
        CaseDecision(
            case="AJ-1", date=date(2025, 4, 11), decision="warning", document="罚1号", basis="《教育法》", text="警告。",
            severity="general", public_until=date(2025, 10, 10),
        ),
        "o1", "l",
    )  # fmt: skip
    world.result(second)
    world.say(Training(title="培训", date=DAY, hours=8, inspectors=("N01", "N02"), content="程序。"), "p")
    return world


def by_key(found: tuple[Number, ...]) -> dict[str, int]:
    return {one.key: one.part for one in found}


def test_the_years_numbers(year: World) -> None:
    found = by_key(reports.annual(year.state, 2025))
    assert found == {
        "visits": 5, "drawn": 2, "elsewhere": 0, "special": 0, "routine": 0, "triggered": 3,
        "bodies": len({one.visit.body for one in year.state.visits.values()}),
        "results": 4, "problems": 2, "cases": 1, "penalties": 1,
        "warning": 1, "fine": 0, "confiscation": 0, "suspension": 0, "revocation": 0,
        "certified": 6, "inspected": len({who for one in year.state.visits.values() for who in one.visit.inspectors}),
        "trained": 2,
    }  # fmt: skip
    assert tuple(found) == get_args(reports.Annual)
    assert not any(one.part for one in reports.annual(year.state, 2024) if one.key != "certified")


def test_each_number_is_the_records_that_it_names(year: World) -> None:
    """Whoever reads these records and no others comes to the same number."""
    by_seq = {one.seq: one for one in year.state.records.values()}
    kinds = {
        "visits": "visit",
        "results": "result",
        "problems": "result",
        "cases": "case-open",
        "penalties": "case-decision",
    }
    for one in reports.annual(year.state, 2025):
        if one.key in kinds:
            assert len(one.records) == one.part
            assert {by_seq[seq].kind for seq in one.records} <= {kinds[one.key]}


def test_what_was_annulled_is_not_counted(year: World) -> None:
    last = [one for one in year.state.records.values() if one.kind == "visit"][-1]
    year.say(Annulment(target=last.id, ground="wrong-subject", explanation="弄错。"), "o1", "p")
    assert by_key(reports.annual(year.state, 2025))["triggered"] == 2


def test_an_annulled_penalty_is_not_counted(year: World) -> None:
    decision = next(one for one in year.state.records.values() if one.kind == "case-decision")
    year.say(Annulment(target=decision.id, ground="wrong-subject", explanation="弄错。"), "o1", "p")
    found = by_key(reports.annual(year.state, 2025))
    assert (found["penalties"], found["warning"], found["cases"]) == (0, 0, 1)


def test_the_indicators(year: World) -> None:
    found = {one.key: (one.part, one.whole) for one in reports.indicators(year.state, 2025)}
    assert found == {"joint": (2, 5), "off-site": (0, 5), "planned": (2, 5), "coded": (0, 5), "corrected": (0, 2)}
    assert tuple(found) == get_args(reports.Indicator)
    year.say(CaseCorrection(case="AJ-1", date=year.now.date(), text="已改正。"), "o1")
    after = {one.key: one.part for one in reports.indicators(year.state, 2025)}
    assert after["corrected"] == 1


def test_a_sealed_draws_visits_bear_a_code(full_world: World) -> None:
    """And written ones are off site."""
    found = {one.key: one for one in reports.indicators(full_world.state, 2025)}
    proofs = [one.record.seq for one in full_world.state.visits.values() if one.visit.proof is not None]
    assert found["coded"].records == tuple(proofs)


def test_the_table_by_item(year: World) -> None:
    found = {one.id: by_key(one.numbers) for one in reports.by_item(year.state, 2025)}
    assert found["I1"] == {
        "item-tasks": 1, "item-visits": 5, "item-results": 3, "item-problems": 1, "item-cases": 1, "item-penalties": 1,
    }  # fmt: skip
    assert found["I2"] == {
        "item-tasks": 1, "item-visits": 2, "item-results": 1, "item-problems": 1, "item-cases": 0, "item-penalties": 0,
    }  # fmt: skip
    assert all(tuple(one) == get_args(reports.ByItem) for one in found.values())


def test_the_plans_statistics_say_what_was_drawn_and_what_would_be(year: World) -> None:
    drawn = reports.plan(year.state, 2025)[0]
    strata = next(iter(year.state.draws.values())).commit.strata
    assert (drawn.base, drawn.target, drawn.drawn) == (12, sum(one.sample for one in strata), True)
    waiting = reports.plan(World().found().register().plan().state, 2025)[0]
    assert (waiting.base, waiting.target, waiting.drawn) == (12, drawn.target, False)
