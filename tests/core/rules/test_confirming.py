"""检查人员确认: who has a key speaks by it alone; nobody's signature is carried over to other words."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.inspection import Confirmation, Served
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw
from tests.bureau import GUEST, SIGNERS, TestSigner
from tests.world import World

DAY = date(2025, 4, 10)
OWN, OTHER = TestSigner("own"), TestSigner("other")


def keyed(world: World, inspector: str, key: TestSigner = OWN) -> Record:
    entry = msgspec.structs.replace(world.state.inspectors.current[inspector], key=key.public.openssh)
    return world.say(InspectorChange(reason="登记本人公钥", changed=(entry,)), "p")


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


@pytest.fixture
def team(world: World, draw: Draw) -> tuple[str, ...]:
    """Of the first drawn body; the first of them has a key."""
    found = draw.teams[min(draw.teams)]
    keyed(world, found[0])
    return found


def visit(world: World, draw: Draw, *signers: TestSigner, **changes: Any) -> Record:
    """The visit of that body, signed by its office and whoever else."""
    body = min(draw.teams)
    blank = msgspec.structs.replace(_plain(draw, body), **changes)
    world.now = max(world.now, world.now.replace(month=4, day=10, hour=17))
    return world.sign(blank, SIGNERS["o1"], *signers)


def _plain(draw: Draw, body: str) -> Any:
    from ssj_publish.core.kinds.inspection import Visit

    return Visit(
        draw=draw.id,
        body=body,
        items=("I1",),
        date=DAY,
        method="on-site",
        inspectors=draw.teams[body],
        signed_by="校长",
    )


def test_by_key_and_by_name(world: World, draw: Draw, team: tuple[str, ...]) -> None:
    said = (Confirmation(inspector=team[0], key=OWN.public.openssh), Confirmation(inspector=team[1]))
    record = visit(world, draw, OWN, confirmations=said, shown="yes", province_code="SMRQ1")
    assert world.state.visits[record.id].visit.confirmations == said


def test_who_has_a_key_is_not_spoken_for(world: World, draw: Draw, team: tuple[str, ...]) -> None:
    """Neither by name, nor by a key that is not theirs, nor by their key without their signature."""
    with world.refused(errors.ConfirmationKey, inspector=team[0]):
        visit(world, draw, confirmations=(Confirmation(inspector=team[0]),))
    with world.refused(errors.ConfirmationKey):
        visit(world, draw, OTHER, confirmations=(Confirmation(inspector=team[0], key=OTHER.public.openssh),))
    with world.refused(errors.ConfirmationUnsigned):
        visit(world, draw, confirmations=(Confirmation(inspector=team[0], key=OWN.public.openssh),))
    with world.refused(errors.ConfirmationKey):
        visit(world, draw, OTHER, confirmations=(Confirmation(inspector=team[1], key=OTHER.public.openssh),))


def test_an_inspector_s_key_alone_writes_nothing(world: World, draw: Draw, team: tuple[str, ...]) -> None:
    body = _plain(draw, min(draw.teams))
    said = (Confirmation(inspector=team[0], key=OWN.public.openssh),)
    world.now = world.now.replace(month=4, day=10, hour=17)
    with world.refused(errors.RoleMissing):
        world.sign(msgspec.structs.replace(body, confirmations=said), OWN)
    with world.refused(errors.UnknownKey):
        world.sign(body, SIGNERS["o1"], OWN)


def test_only_the_team_confirms_each_once_in_its_order(world: World, draw: Draw, team: tuple[str, ...]) -> None:
    stranger = next(id_ for id_ in world.state.inspectors.current if id_ not in team)
    one, two = (Confirmation(inspector=team[0], key=OWN.public.openssh), Confirmation(inspector=team[1]))
    for said, keys in (((Confirmation(inspector=stranger),), ()), ((two, one), (OWN,)), ((two, two), ())):
        with world.refused(errors.ConfirmationForeign):
            visit(world, draw, *keys, confirmations=said)


def test_a_correction_carries_no_signature_over(world: World, draw: Draw, team: tuple[str, ...]) -> None:
    said = (Confirmation(inspector=team[0], key=OWN.public.openssh), Confirmation(inspector=team[1]))
    record = visit(world, draw, OWN, confirmations=said)
    new = msgspec.structs.replace(record.body, note="补记。")

    def correction(body: Any) -> Correction:
        return Correction(target=record.id, reason="漏记。", replacement=msgspec.to_builtins(body))

    with world.refused(errors.ConfirmationStale):
        world.say(correction(new), "o1")
    world.say(correction(msgspec.structs.replace(new, confirmations=said[1:])), "o1")


def test_a_notice_is_served_before_the_visit(world: World, draw: Draw) -> None:
    with world.refused(errors.NoticeLate):
        visit(world, draw, notice=Served(document="检通1号", date=date(2025, 4, 11)))
    visit(world, draw, notice=Served(document="检通1号", date=DAY))


def test_a_key_is_one_person_s(world: World) -> None:
    keyed(world, "N01")
    for inspector, key in (("N02", OWN), ("N02", SIGNERS["o1"])):
        with world.refused(errors.InspectorKeyShared, inspector=inspector):
            keyed(world, inspector, key)
    world.invite(key=GUEST)
    with world.refused(errors.InspectorKeyShared):
        keyed(world, "N02", GUEST)
    keyed(world, "N01", OTHER)
    keyed(world, "N02", OWN)


def test_a_broken_key_is_none(world: World) -> None:
    entry = msgspec.structs.replace(world.state.inspectors.current["N01"], key="ssh-rsa AAAA")
    with pytest.raises(errors.SsjError):
        world.say(InspectorChange(reason="登记", changed=(entry,)), "p")
    assert world.state.inspectors.current["N01"].key is None
