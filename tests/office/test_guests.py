"""A guest's secret: strong enough to be one, recorded by its commitment, found by its words, and by when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ssj_publish import errors
from ssj_publish.core.clock import moment
from ssj_publish.core.draw import guests as arithmetic
from ssj_publish.core.kinds.guests import GuestReveal, GuestSecret
from ssj_publish.core.rules import randomness
from ssj_publish.core.rules.attendance import LEAD
from ssj_publish.office import guests
from tests.bureau import GUEST, at
from tests.world import World

HEX = "0123456789abcdef"


@pytest.mark.parametrize(
    ("words", "good"),
    [
        (("123456" * 9)[:50], True),  # 50 throws of a die: 129 bits
        (("123456" * 9)[:49], False),
        (("0123456789" * 4)[:39], True),  # 39 figures: 129.6 bits
        (("0123456789" * 4)[:38], False),
        (HEX * 2, True),  # 32 hex digits: 128 bits
        ((HEX * 2)[:31], False),
        (("abcdefghijklmnopqrstuvwxyz0" * 2)[:32], True),  # more bits than asked, and no shorter for it
        (("abcdefghijklmnopqrstuvwxyz0" * 2)[:31], False),
        (HEX * 8, True),
        (HEX * 8 + "0", False),
        ("abc" * 20, False),
        ("abcd" * 20, True),
        (HEX * 2 + "A", False),
        (HEX * 2 + " ", False),
        ("", False),
    ],
)
def test_what_could_be_guessed_is_no_secret(words: str, good: bool) -> None:
    if good:
        guests.check_words(words)
    else:
        with pytest.raises(errors.GuestWordsWeak):
            guests.check_words(words)


def test_a_made_secret_is_a_good_one_and_never_the_same() -> None:
    one, other = guests.fresh(), guests.fresh()
    assert one != other
    assert len(one) == 40
    guests.check_words(one)


def test_only_the_commitment_is_recorded(world: World) -> None:
    words = HEX * 2
    step = guests.promise(world.state, "T1", "家长代表", words, GUEST.public)
    assert step.body == GuestSecret(
        task="T1", ordinal=1, capacity="家长代表", commitment=arithmetic.commitment(words), key=GUEST.public.openssh
    )
    plain = guests.promised(world.state, "T1", "家长代表", arithmetic.commitment(words)).body
    assert isinstance(plain, GuestSecret)
    assert plain.key is None


def test_whose_secret_it_is_the_words_tell(world: World) -> None:
    first, second = world.invite(), world.invite("校长")
    draw = world.commit()
    words = World.words_of("T1", 1, "校长")
    assert guests.whose(draw, words).id == second.id != first.id
    assert guests.reveal(draw, second, words).body == GuestReveal(draw=draw.id, guest=second.id, secret=words)
    with pytest.raises(errors.GuestUnknown) as caught:
        guests.whose(draw, HEX * 2)
    assert caught.value.data["task"] == "T1"


def test_the_guests_have_until_ten_minutes_before_the_round_or_half_an_hour(world: World) -> None:
    world.invite()
    world.promise()
    now = at("2025-03-27 10:00")
    open_ended = world.choices(guests_by=None)
    made = guests.with_time(world.state, open_ended, now)
    assert made.guests_by == moment(randomness.first(world.state, made) or 0) - LEAD  # type: ignore[arg-type]  # as a commitment
    none = world.choices(guests_by=None, beacon=None)
    assert guests.with_time(world.state, none, now).guests_by == now + timedelta(minutes=30)
    told = world.choices(guests_by=at("2025-03-27 12:00"))
    assert guests.with_time(world.state, told, now) is told


def test_without_guests_nobody_waits(world: World) -> None:
    world.promise()
    choices = world.choices()
    assert guests.with_time(world.state, choices, at("2025-03-27 10:00")) is choices
