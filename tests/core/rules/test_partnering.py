"""Departments outside the bureau: each has its own result of a joint visit, signed by itself or on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.genesis import Role
from ssj_publish.core.kinds.plan import PlanProposal
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.reading import deadlines
from ssj_publish.core.records import Record
from tests.bureau import SIGNERS, TestSigner, keys_of, task
from tests.world import World
from tests.years import partner_result

MARKET = TestSigner("市监")


@pytest.fixture
def joint() -> tuple[World, Record]:
    """A joint visit of the office with the market's supervisors, who have a key, and the fire brigade, which has
    none."""
    world = World().found().register()
    added = (
        Role(id="sj", name="县市场监督管理局", type="partner", threshold=1, keys=keys_of(MARKET)),
        Role(id="xf", name="县消防救援大队", type="partner", threshold=1),
    )
    made = RuleChange(document="教发9号", reason="部门联合。", added=added)
    world.sign(made, SIGNERS["p"], SIGNERS["l"], MARKET)
    world.plan(task(partners=("sj", "xf")))
    return world, world.visit(world.open(world.commit()))


def test_each_partner_owes_its_own_result(joint: tuple[World, Record]) -> None:
    """Who has a key owes it itself; for who has none, the office that began the task does, by the visit's own day."""
    world, visit = joint
    owed = {(one.role, one.day) for one in deadlines.outstanding(world.state) if one.what == "partner"}
    assert owed == {("sj", date(2025, 5, 13)), ("o1", date(2025, 5, 13))}
    world.say(partner_result(visit), "o1")
    world.sign(partner_result(visit, partner="sj", evidence=()), MARKET)
    assert not [one for one in deadlines.outstanding(world.state) if one.what == "partner"]


def test_nobody_speaks_for_a_partner_that_has_a_key(joint: tuple[World, Record]) -> None:
    world, visit = joint
    for roles in (("o1",), ("o2",)):
        with world.refused(errors.RoleMissing, roles="县市场监督管理局"):
            world.say(partner_result(visit, partner="sj"), *roles)


def test_for_one_without_a_key_the_office_has_it_on_paper(joint: tuple[World, Record]) -> None:
    world, visit = joint
    with world.refused(errors.FieldEmpty, field="evidence"):
        world.say(partner_result(visit, evidence=()), "o1")
    with world.refused(errors.RoleMissing, roles="一科"):
        world.sign(partner_result(visit), MARKET)
    with world.refused(errors.RoleMissing, roles="一科"):
        world.say(partner_result(visit), "o2")


@pytest.mark.parametrize("change", [{"partner": "o2"}, {"partner": "w"}])
def test_only_a_partner_of_the_task_has_one(joint: tuple[World, Record], change: dict[str, Any]) -> None:
    world, visit = joint
    with world.refused(errors.PartnerAbsent):
        world.say(partner_result(visit, **change), "o1")
    other = world.complaint("S001")
    with world.refused(errors.PartnerAbsent):
        world.say(partner_result(other), "o1")


def test_one_a_visit_until_it_is_annulled(joint: tuple[World, Record]) -> None:
    world, visit = joint
    first = world.say(partner_result(visit), "o1")
    with world.refused(errors.PartnerRepeated):
        world.say(partner_result(visit, matter="疏散通道"), "o1")
    with world.refused(errors.ResultsRest, items="县消防救援大队"):
        world.say(Annulment(target=visit.id, ground="wrong-subject", explanation="弄错。"), "o1", "p")
    with world.refused(errors.RoleMissing):
        world.say(Annulment(target=first.id, ground="wrong-subject", explanation="弄错。"), "o2", "p")
    world.say(Annulment(target=first.id, ground="wrong-subject", explanation="弄错。"), "o1", "p")
    world.say(partner_result(visit, matter="疏散通道"), "o1")


def test_a_partner_begins_no_task_and_owns_no_item(joint: tuple[World, Record]) -> None:
    world, _ = joint
    with world.refused(errors.RoleMissing):
        world.sign(PlanProposal(year=2025, office="sj", tasks=(task("T2", office="sj"),)), MARKET)
    with world.refused(errors.OfficeUnknown):
        world.say(PlanProposal(year=2025, office="o1", tasks=(task("T2", partners=("w",)),)), "o1")


def test_a_partner_is_there_from_the_founding_on() -> None:
    """Without a key it need not sign the first record."""
    from tests.bureau import genesis

    fire = Role(id="xf", name="县消防救援大队", type="partner", threshold=1)
    world = World().found(roles=(*genesis().roles, fire))
    assert world.state.name("xf") == "县消防救援大队"
    with pytest.raises(errors.ThresholdImpossible):
        World().found(roles=(*genesis().roles, msgspec.structs.replace(fire, type="observer")))
