"""The guests' time: room before it and behind it, and nobody else opens anything in it."""

from __future__ import annotations

from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw
from ssj_publish.office import draws, guests
from tests.bureau import GUEST, LOTTERIES, at
from tests.world import World


def invited(world: World, **changes: Any) -> tuple[Draw, Record, Record]:
    """A parent on paper, a headteacher with a key of the day, and the commitment that lists both."""
    parent, head = world.invite(), world.invite("校长", GUEST)
    return world.commit(**changes), parent, head


@pytest.mark.parametrize(
    ("guests_by", "good"),
    [
        (at("2025-03-27 09:16"), True),
        (at("2025-03-27 09:14"), False),
        (at("2025-03-28 12:00"), True),
        (at("2025-03-28 12:01"), False),
        (None, False),
    ],
)
def test_the_time_leaves_room_before_and_behind(world: World, guests_by: object, good: bool) -> None:
    """The commitment is of 09:04 or so, the round of 12:10:09 on the next day."""
    world.invite()
    world.promise()
    step = draws.commit(world.state, world.choices(guests_by=guests_by))
    world.now = at("2025-03-27 09:05")
    if good:
        world.say(step, "o1")
    else:
        with world.refused(errors.GuestsTimeWrong):
            world.say(step, "o1")


def test_lotteries_count_from_the_first_draw(world: World) -> None:
    """The first is of 21:15, the last of 21:30."""
    world.invite()
    world.promise()
    late = world.choices(beacon=None, lotteries=LOTTERIES, guests_by=at("2025-03-27 21:06"))
    with world.refused(errors.GuestsTimeWrong):
        world.say(draws.commit(world.state, late), "o1")
    world.say(draws.commit(world.state, world.choices(beacon=None, lotteries=LOTTERIES)), "o1")


def test_a_time_without_guests_is_refused(world: World) -> None:
    world.promise()
    with world.refused(errors.GuestsTimeWrong):
        world.say(draws.commit(world.state, world.choices(guests_by=at("2025-03-27 18:00"))), "o1")


def test_a_round_too_near_for_guests_is_refused(world: World) -> None:
    """A round fifteen minutes after the commitment leaves no time for both."""
    world.now = at("2025-03-28 11:50")
    world.invite()
    world.promise()
    for by in (at("2025-03-28 12:00"), at("2025-03-28 12:05"), at("2025-03-28 12:10")):
        with world.refused(errors.GuestsTimeWrong):
            world.say(draws.commit(world.state, world.choices(guests_by=by)), "o1")


def test_a_guest_opens_before_the_time_is_over(world: World) -> None:
    draw, parent, head = invited(world)
    world.now = at("2025-03-27 17:59")
    world.speak(draw, parent)
    assert world.now == at("2025-03-27 18:00")
    with world.refused(errors.GuestLate):
        world.speak(draw, head)


def test_a_guest_cannot_be_slipped_in_behind_a_party_with_an_earlier_time(world: World) -> None:
    draw, parent, _ = invited(world, beacon=None)
    world.now = at("2025-03-27 18:00")
    world.say(draws.reveal(draw, world.secret_of("T1", 1, "o1")), "o1")
    with world.refused(errors.GuestLate):
        step = guests.reveal(draw, parent, world.words_of("T1", 1, "家长代表"))
        world.say(step, "d", time=at("2025-03-27 17:00"))


def test_a_guest_cannot_be_slipped_in_behind_a_seal(world: World) -> None:
    draw, parent, _ = invited(world, sealed=True)
    world.seal(draw)
    with world.refused(errors.GuestLate):
        step = guests.reveal(draw, parent, world.words_of("T1", 1, "家长代表"))
        world.say(step, "d", time=at("2025-03-27 17:00"))


def test_no_party_opens_in_the_guests_time(world: World) -> None:
    """Without public randomness nothing else would keep them from making all guests absent."""
    draw, _, _ = invited(world, beacon=None)
    with world.refused(errors.GuestsFirst):
        world.say(draws.reveal(draw, world.secret_of("T1", 1, "o1")), "o1")
    world.now = at("2025-03-27 18:00")
    world.say(draws.reveal(draw, world.secret_of("T1", 1, "o1")), "o1")
