"""No identity or mobile number enters a ledger, by whatever way, and no refusal repeats one."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core import personal
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.case import CaseClose
from ssj_publish.core.kinds.draw import DrawVoid
from ssj_publish.core.kinds.genesis import Beacon
from ssj_publish.core.kinds.keys import KeyRotation, TrustChange
from ssj_publish.core.kinds.oversight import Correction, Retraction, Supervision, Training
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange
from ssj_publish.words.reasons import sentence
from tests.bureau import SIGNERS, body, genesis, inspector, keys_of
from tests.world import World

#: Invented: division, birth date and check character fit, the person does not exist.
IDENTITY = "11010519491231002X"
OLD = "110105491231002"
MOBILE = "13912345678"
NUMBERS = [
    IDENTITY,
    IDENTITY.lower(),
    "１１０１０５１９４９１２３１００２Ｘ",
    "110105 19491231 002X",
    "110105194912310021",  # a check character mistyped: somebody's all the same
    OLD,
    MOBILE,
    "+86 139-1234-5678",
    "139\u200b12345678",
]
HARMLESS = [
    "11010519491331002X",  # no such month
    "110105491331002",
    "990105491231002",  # no such province
    "02 05 09 11 14 20 23 27 31 36 40 44 47 52 58 61 66 70 75 80",
    "12912345678",
    "139123456789",
    "安教罚字〔2025〕1号，金额 13912345.67 元",
    "a" * 64,
]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_personal_number_is_known_in_every_width(number: str) -> None:
    with pytest.raises(errors.PersonalNumber) as caught:
        personal.check_text("case-close.reason", f"联系人{number}。")
    told = sentence(caught.value)
    assert "结案" in told
    assert not any(piece in told for piece in ("1949", "491231", "12345678", "1234-5678"))


@pytest.mark.parametrize(("year", "alive"), [(1899, False), (1900, True), (2099, True), (2100, False)])
def test_a_number_is_somebody_s_if_he_may_have_been_born_that_year(year: int, alive: bool) -> None:
    text = f"联系人110105{year}0131002X。"
    if alive:
        with pytest.raises(errors.PersonalNumber):
            personal.check_text("case-close.reason", text)
    else:
        personal.check_text("case-close.reason", text)


@pytest.mark.parametrize("text", HARMLESS)
def test_other_numbers_stay(text: str) -> None:
    personal.check_text("case-close.reason", text)


def test_a_number_s_own_field_holds_other_digits() -> None:
    """Certificates of some provinces begin with 13 and have eleven digits; an identity number is none all the same."""
    personal.check("inspector-change", InspectorChange(reason="x", added=(inspector(1, certificate="13010012345"),)))
    with pytest.raises(errors.PersonalNumber) as caught:
        personal.check("inspector-change", InspectorChange(reason="x", added=(inspector(1, certificate=IDENTITY),)))
    assert caught.value.data["field"] == "inspector-change.added.0.certificate"


@pytest.mark.parametrize("number", [IDENTITY, OLD, MOBILE])
def test_the_door_refuses_one_in_any_kind(world: World, number: str) -> None:
    """Reasons, notes, names, explanations: every way into a record passes here."""
    said = f"经办人电话{number}"
    state = world.state
    refused: list[tuple[Any, tuple[str, ...], str]] = [
        (BodyChange(reason=said, added=(body(99),)), ("p",), "body-change.reason"),
        (BodyChange(reason="x", added=(body(99, name=said),)), ("p",), "body-change.added.0.name"),
        (Supervision(subjects=(state.genesis.id,), level="none", finding=said), ("d",), "supervision.finding"),
        (Training(title="x", date=date(2025, 1, 2), hours=1, content=said), ("p",), "training.content"),
        (Retraction(target=state.genesis.id, reason=said), ("p",), "retraction.reason"),
        (DrawVoid(draw="a" * 64, reason="rule-error", explanation=said), ("p", "d"), "draw-void.explanation"),
        (
            Annulment(target=state.genesis.id, ground="duplicate", explanation=said),
            ("o1", "p"),
            "annulment.explanation",
        ),
        (TrustChange(reason=said), ("p", "l", "d"), "trust-change.reason"),
        (
            KeyRotation(role="w", version=2, threshold=1, keys=keys_of(SIGNERS["w"]), reason=said),
            ("w",),
            "key-rotation.reason",
        ),
    ]
    for what, roles, field in refused:
        with world.refused(errors.PersonalNumber, field=field):
            world.plainly(what, *roles)
    with pytest.raises(errors.PersonalNumber):
        world.say(CaseClose(case="AJ-1", reason=said), "o1")


def test_a_correction_brings_none_in(world: World) -> None:
    record = world.say(Training(title="x", date=date(2025, 1, 2), hours=1, content="程序。"), "p")
    new = msgspec.structs.replace(record.body, content=f"联系{MOBILE}")
    with world.refused(errors.PersonalNumber, field="training.content"):
        world.say(Correction(target=record.id, reason="x", replacement=msgspec.to_builtins(new)), "p")


def test_a_founding_brings_none_in(empty_world: World) -> None:
    with empty_world.refused(errors.PersonalNumber, field="genesis.notice"):
        empty_world.found(notice=f"咨询{MOBILE}")


def test_digests_and_keys_are_no_texts() -> None:
    """64 digits of a hash may look like anything."""
    looks = ("a" + MOBILE + "b" + IDENTITY[:17] + "c").ljust(64, "0")
    personal.check("supervision", Supervision(subjects=(looks,), level="none", finding="x"))
    beacon = msgspec.structs.replace(genesis().beacons[0], chain_hash=looks)
    assert isinstance(beacon, Beacon)
    personal.check("trust-change", TrustChange(beacons=(beacon,), reason="x"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_is_left_out(full_world: World, kind: str) -> None:
    """Whatever people write in a record of any kind is looked at: the walk reaches every text of the vocabulary."""
    record = next(one for one in full_world.state.records.values() if one.kind == kind)
    personal.check(kind, record.body)
