"""来宾: who may promise, by when a secret is opened, and what counts where it is not."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.draw import guests as arithmetic
from ssj_publish.core.draw import outcome, tickets
from ssj_publish.core.kinds.guests import GuestReveal
from ssj_publish.core.kinds.keys import KeyRotation, TrustChange
from ssj_publish.core.kinds.oversight import Training
from ssj_publish.core.records import Record
from ssj_publish.core.rules.attendance import LEAD
from ssj_publish.core.state import Draw
from ssj_publish.office import draws, guests
from tests.bureau import GUEST, LOG, SIGNATURE, SIGNERS, TestSigner, at, genesis, keys_of, logged
from tests.world import World


def invited(world: World, **changes: Any) -> tuple[Draw, Record, Record]:
    """A parent on paper, a headteacher with a key of the day, and the commitment that lists both."""
    parent, head = world.invite(), world.invite("校长", GUEST)
    return world.commit(**changes), parent, head


def secrets_of(draw: Draw) -> list[bytes]:
    return [World.secret_of("T1", draw.commit.ordinal, role) for role in ("o1", "p", "d")]


# Promises.


def test_the_commitment_lists_all_guests_in_the_ledgers_order(world: World) -> None:
    draw, parent, head = invited(world)
    assert draw.commit.guests == (parent.id, head.id)
    assert [one.id for one in draw.guests] == [parent.id, head.id]


def test_a_draw_without_guests_is_as_it_was(world: World) -> None:
    draw = world.commit()
    assert (draw.commit.guests, draw.commit.guests_by, draw.guests) == ((), None, ())
    assert world.open(draw).result is not None


@pytest.mark.parametrize("change", [lambda ids: ids[1:], lambda ids: ids[:1], lambda ids: ids[::-1], lambda ids: ()])
def test_no_guest_is_left_out_or_moved(world: World, change: object) -> None:
    world.invite()
    world.invite("校长")
    world.promise()
    body = draws.commit(world.state, world.choices()).body
    with world.refused(errors.CommitmentMismatch, field="guests"):
        world.say(msgspec.structs.replace(body, guests=change(body.guests)), "o1")  # type: ignore[operator, attr-defined]


def test_a_promise_of_a_voided_draw_is_not_taken_over(world: World) -> None:
    draw, parent, _ = invited(world)
    world.void(draw)
    world.now = at("2025-03-27 12:00")
    world.promise()
    body = draws.commit(world.state, world.choices(guests_by=None)).body
    assert body.guests == ()  # type: ignore[attr-defined]
    with world.refused(errors.CommitmentMismatch, field="guests"):
        world.say(msgspec.structs.replace(body, guests=(parent.id,), guests_by=at("2025-03-27 18:00")), "o1")


def test_a_promise_names_the_next_draw(world: World) -> None:
    with world.refused(errors.OrdinalWrong):
        world.invite(ordinal=2)


def test_nobody_joins_once_the_draw_is_committed_to(world: World) -> None:
    world.commit()
    with world.refused(errors.DrawLive):
        world.invite(ordinal=2)


def test_twenty_guests_and_no_more(world: World) -> None:
    for number in range(20):
        world.invite(f"家长{number}")
    with world.refused(errors.GuestsFull, most=20):
        world.invite("又一位")
    assert len(world.commit().guests) == 20


def test_only_discipline_records_a_guest(world: World) -> None:
    body = guests.promise(world.state, "T1", "校长", "0" * 32).body
    with world.refused(errors.RoleMissing):
        world.say(body, "o1", "p", "l")


def test_a_commitment_is_nobody_elses(world: World) -> None:
    first = world.invite()
    with world.refused(errors.SecretRepeated):
        world.invite("记者", commitment=first.body.commitment)


def test_a_name_is_never_plain(world: World) -> None:
    body = guests.promise(world.state, "T1", "校长", "0" * 32).body
    with world.refused(errors.DisclosureRequired):
        world.plainly(msgspec.structs.replace(body, name="张三"), "d")


def test_a_name_may_be_told_and_taken_away(world: World) -> None:
    body = guests.promise(world.state, "T1", "校长", "0" * 32).body
    record = world.disclose(msgspec.structs.replace(body, name="张三"), "d")  # type: ignore[arg-type]
    assert [one.place for one in world.state.references.values()] == ["guest-secret.name"]
    world.withhold(record)
    assert world.commit().commit.guests == (record.id,)


# Keys of the day.


def test_a_key_of_the_day_signs_the_promise(world: World) -> None:
    record = world.invite(key=GUEST)
    assert {one.key for one in record.signatures} == {GUEST.public.key_id, SIGNERS["d"].public.key_id}
    body = guests.promise(world.state, "T1", "记者", "0" * 32, TestSigner("other guest").public).body
    with world.refused(errors.GuestUnsigned, capacity="记者"):
        world.say(body, "d")


def test_a_key_of_the_day_alone_registers_nobody(world: World) -> None:
    body = guests.promise(world.state, "T1", "记者", "0" * 32, GUEST.public).body
    with world.refused(errors.RoleMissing):
        world.sign(body, GUEST)


@pytest.mark.parametrize("role", ["o1", "p", "d", "w"])
def test_a_roles_key_is_no_guests(world: World, role: str) -> None:
    body = guests.promise(world.state, "T1", "记者", "0" * 32, SIGNERS[role].public).body
    with world.refused(errors.GuestKeyShared):
        world.sign(body, *dict.fromkeys((SIGNERS["d"], SIGNERS[role])))


def test_a_witnesss_key_is_no_guests() -> None:
    world = World().found(**logged()).register().plan()
    witness = TestSigner("w1")  # the same private key as the witness's
    with world.refused(errors.GuestKeyShared):
        world.invite(key=witness)


def test_one_key_is_one_guest_in_a_draw_and_may_come_again(world: World) -> None:
    world.invite(key=GUEST)
    with world.refused(errors.GuestKeyShared):
        world.invite("校长", GUEST)
    world.void(world.commit())
    world.invite("校长", GUEST)


def test_a_guests_key_becomes_no_roles(world: World) -> None:
    world.invite(key=GUEST)
    body = KeyRotation(role="p", version=2, threshold=1, keys=keys_of(GUEST), reason="换届。")
    with world.refused(errors.KeyShared):
        world.sign(body, SIGNERS["p"], GUEST)


def test_a_guests_key_becomes_no_logs(world: World) -> None:
    world.invite(key=TestSigner("log"))
    body = TrustChange(beacons=genesis().beacons, reason="指定日志。", log=LOG.key.text)
    with world.refused(errors.TrustRefused):
        world.say(body, "p", "l", "d")


def test_a_guests_key_signs_nothing_else(world: World) -> None:
    world.invite(key=GUEST)
    body = Training(title="培训", date=world.now.date(), hours=1, content="内容。")
    for signers in ((GUEST,), (SIGNERS["p"], GUEST)):
        with world.refused(errors.UnknownKey):
            world.sign(body, *signers)


# By when.


def test_the_office_leaves_the_latest_time_that_there_is(world: World) -> None:
    world.invite()
    world.promise()
    choices = guests.with_time(world.state, world.choices(guests_by=None), world.now)
    assert choices.guests_by == at("2025-03-28 12:00").replace(second=9)
    local = guests.with_time(world.state, world.choices(guests_by=None, beacon=None), world.now)
    assert local.guests_by is not None
    assert local.guests_by - world.now > LEAD
    assert guests.with_time(world.state, world.choices(ordinal=7, guests_by=None), world.now).guests_by is None


# Reveals.


def test_any_role_may_record_what_a_guest_says(world: World) -> None:
    """So that one office alone cannot keep a guest out."""
    draw, parent, head = invited(world)
    world.speak(draw, parent, "w")
    world.speak(draw, head, "l")
    assert draw.shown.keys() == {parent.id, head.id}


def test_a_guest_with_a_key_needs_nobody(world: World) -> None:
    draw, _, head = invited(world)
    world.speak(draw, head, key=GUEST)
    assert draw.shown.keys() == {head.id}


def test_only_the_guests_own_key_stands_in_for_the_roles(world: World) -> None:
    draw, parent, head = invited(world)
    other = TestSigner("another key")
    for guest in (parent, head):
        with world.refused(errors.GuestKeyWrong):
            world.speak(draw, guest, key=other)
    with world.refused(errors.UnknownKey):
        world.sign(guests.reveal(draw, head, world.words_of("T1", 1, "校长")), GUEST)
    with world.refused(errors.GuestUnsigned):
        world.say(guests.reveal(draw, head, world.words_of("T1", 1, "校长"), GUEST.public), "d")


def test_another_secret_than_the_promised_one_is_refused(world: World) -> None:
    draw, parent, head = invited(world)
    with world.refused(errors.SecretMismatch):
        world.speak(draw, parent, secret="0" * 40)
    with world.refused(errors.SecretMismatch):
        world.say(guests.reveal(draw, head, world.words_of("T1", 1, "家长代表")), "d")


def test_a_secret_is_opened_once(world: World) -> None:
    draw, parent, _ = invited(world)
    world.speak(draw, parent)
    with world.refused(errors.SecretRepeated):
        world.speak(draw, parent)


@pytest.mark.parametrize("secret", ["a" * 31, "a" * 129, "A" * 40, "a" * 39 + " ", "秘" * 40, "a" * 40 + "\n"])
def test_secrets_of_another_form_cannot_be_opened(world: World, secret: str) -> None:
    guest = world.invite(commitment=arithmetic.commitment(secret))
    draw = world.commit()
    with pytest.raises(errors.SsjError):
        world.sign(GuestReveal(draw=draw.id, guest=guest.id, secret=secret), SIGNERS["d"])
    assert not draw.shown


def test_a_guest_of_another_draw_is_none_of_this_one(world: World) -> None:
    draw, parent, _ = invited(world)
    world.void(draw)
    world.invite("记者")
    again = world.commit()
    with world.refused(errors.ReferenceUnknown, what="guest"):
        world.speak(again, parent, secret=world.words_of("T1", 1, "家长代表"))


def test_a_voided_draws_guests_still_speak(world: World) -> None:
    """It is opened all the same, and gives what it would have given."""
    draw, parent, head = invited(world)
    world.void(draw)
    world.speak(draw, parent)
    world.speak(draw, head)
    assert world.open(draw).result is not None


# The seed.


def test_guests_secrets_enter_the_seed_behind_the_parties(world: World) -> None:
    draw, parent, head = invited(world)
    world.speak(draw, head)
    world.speak(draw, parent)
    world.open(draw)
    words = [world.words_of("T1", 1, "家长代表"), world.words_of("T1", 1, "校长")]
    own = [sha256(f"ssj/guest-opened/v1:{one}".encode()).digest() for one in words]
    randomness = sha256(bytes.fromhex(SIGNATURE)).digest()
    assert draw.outcome is not None
    assert draw.outcome.seed == tickets.seed(draw.id, [*secrets_of(draw), *own], randomness)


def test_an_absent_guest_stops_nothing_and_counts_as_its_commitment(world: World) -> None:
    draw, parent, head = invited(world)
    world.speak(draw, head)
    world.open(draw)
    values = [arithmetic.absent(parent.body.commitment), arithmetic.opened(world.words_of("T1", 1, "校长"))]
    assert arithmetic.values(draw) == values
    assert draw.result is not None


def test_opened_or_absent_are_two_results(world: World) -> None:
    draw, parent, _ = invited(world)
    before = outcome.of(draw, secrets_of(draw), bytes(32)).seed
    world.speak(draw, parent)
    assert outcome.of(draw, secrets_of(draw), bytes(32)).seed != before


def test_a_result_by_another_count_of_guests_is_refused(world: World) -> None:
    draw, parent, _ = invited(world)
    world.speak(draw, parent)
    world.reveal(draw)
    step = draws.conclude(world.state, draw, SIGNATURE)
    seed = tickets.seed(draw.id, secrets_of(draw), b"")
    with world.refused(errors.ResultMismatch, field="seed"):
        world.say(msgspec.structs.replace(step.body, seed=seed), "o1")
