"""依法处理 at the desk: results on which a case may rest, and who signs which step."""

from __future__ import annotations

from datetime import date

import pytest

from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseOpen
from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.records import Record
from ssj_publish.importers.cases import Ground
from ssj_publish.office import cases
from tests.world import World

DAY = date(2025, 4, 10)


@pytest.fixture
def found(world: World) -> Record:
    return world.pending(world.visit(world.open(world.commit())), rectify_by=date(2025, 4, 30))


def test_a_case_rests_on_a_bad_result_in_force_that_has_none_yet(world: World, found: Record) -> None:
    visit = world.state.visits[found.body.visit].visit
    assert cases.grounds(world.state) == [Ground(found.id, visit.body, "I1", "o1")]
    world.result(world.visit(next(iter(world.state.draws.values()))))
    assert len(cases.grounds(world.state)) == 1, "a clean result is no ground"
    world.case(found)
    assert cases.grounds(world.state) == []


def test_nothing_rests_on_what_was_taken_back(world: World, found: Record) -> None:
    world.say(Retraction(target=found.id, reason="录错。"), "o1")
    assert cases.grounds(world.state) == []


def test_a_later_step_names_the_record_that_opened_its_case(world: World, found: Record) -> None:
    opened = world.case(found)
    assert cases.step(world.state, CaseClose(case="AJ-1", reason="整改到位。")).refs == (opened.id,)
    assert cases.step(world.state, CaseClose(case="AJ-9", reason="整改到位。")).refs == ()


def test_a_table_s_steps_are_signed_by_the_case_s_office_and_a_decision_by_the_leaders_too(
    world: World, found: Record
) -> None:
    """The steps after an opening in the same table go with it, though no record has opened the case yet."""
    visit = world.state.visits[found.body.visit].visit
    opening = CaseOpen(
        case="AJ-1", result=found.id, body=visit.body, office="o1", form="rectification", ground="资料不全。"
    )
    decision = CaseDecision(
        case="AJ-1", date=DAY, decision="order", document="改字1号", basis="《教育法》", text="责令改正。"
    )
    acts = cases.acts(world.state, [opening, decision, CaseCorrection(case="AJ-1", date=DAY, text="已经改正。")])
    assert [one.roles for one in acts] == [frozenset({"o1"}), frozenset({"o1", "l"}), frozenset({"o1"})]
    first = world.say(acts[0].make(world.state, []), "o1")
    assert acts[1].make(world.state, []).refs == (first.id,), "made when its turn comes, so that it finds the opening"
