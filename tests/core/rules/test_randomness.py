"""What a commitment may name as public randomness, and what is made of it; drand's own checks are in test_drawing."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.draw import lottery
from ssj_publish.core.kinds.draw import BeaconRound, Lotteries, LotteryIssue
from ssj_publish.core.reading import stamps
from ssj_publish.core.reading.coalitions import trust
from ssj_publish.office import draws
from tests.bureau import BALLS, DIGITS, FILM, LOTTERIES, NUMBERS, ROUND, SIGNATURE, at
from tests.world import World


@pytest.fixture
def planned() -> World:
    return World().found().register().plan()


def drawn_at(when: str, issue: str = "2025033") -> Lotteries:
    first, second = LOTTERIES.issues
    return msgspec.structs.replace(
        LOTTERIES, issues=(first, msgspec.structs.replace(second, issue=issue, time=at(when)))
    )


def test_a_draw_rests_on_the_numbers_of_lotteries(planned: World) -> None:
    draw = planned.open(planned.commit(beacon=None, lotteries=LOTTERIES))
    assert draw.result is not None
    assert draw.result.body.numbers == NUMBERS
    other = draws.redo(planned.state, draw, list(draw.opened.values()), None, (NUMBERS[0], "01 05 12 20 28 33+08"))
    assert other.seed != draw.result.body.seed, "the numbers do not enter the seed"


def test_a_sealed_draw_opens_on_the_numbers_of_its_seal_or_on_others_that_all_parties_sign(planned: World) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES, sealed=True)
    planned.seal(draw)
    planned.reveal(draw)
    assert planned.state.draws[draw.id].seal_holds
    others = draws.conclude(planned.state, draw, None, (NUMBERS[0], "01 05 12 20 28 33+08"))
    with planned.refused(errors.RoleMissing, roles="政策法规科、纪检组"):
        planned.say(others, "o1")
    planned.say(others, "o1", "p", "d")
    assert draw.seal_holds is False
    planned.void(draw, "numbers-wrong")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        (
            {"lotteries": LOTTERIES, "beacon": BeaconRound(chain="quicknet", round=ROUND, fallback="wait")},
            errors.SourceRepeated,
        ),
        ({"lotteries": LOTTERIES, "balls": BALLS}, errors.SourceRepeated),
        ({"lotteries": drawn_at("2025-03-27 08:00")}, errors.LotteryRefused),
        ({"lotteries": drawn_at("2025-04-01 21:15")}, errors.LotteryRefused),
        ({"lotteries": msgspec.structs.replace(LOTTERIES, issues=LOTTERIES.issues[:1])}, errors.LotteryRefused),
        ({"lotteries": msgspec.structs.replace(LOTTERIES, issues=())}, errors.UnwritableValue),
        ({"lotteries": drawn_at("2025-03-25 21:15", "2025032")}, errors.RoundPast),
        ({"lotteries": drawn_at("2025-03-30 21:15", "2025034")}, errors.OpeningWrong),
        ({"lotteries": msgspec.structs.replace(LOTTERIES, fallback="void")}, errors.FallbackUnfit),
        ({"lotteries": msgspec.structs.replace(LOTTERIES, hours=3)}, errors.FallbackUnfit),
    ],
)
def test_a_commitment_that_does_not_hold_is_refused(
    planned: World, changes: dict[str, Any], error: type[errors.SsjError]
) -> None:
    with pytest.raises(error):
        planned.commit(**{"beacon": None} | changes)
    assert not planned.state.draws


@pytest.mark.parametrize("time", ["2025-03-27T13:15:00+00:00", "2025-03-27T22:15:00+09:00"])
def test_drawings_are_told_in_the_ledgers_own_time(planned: World, time: str) -> None:
    first, second = LOTTERIES.issues
    foreign = msgspec.structs.replace(second, time=msgspec.convert(time, type(second.time)))
    with pytest.raises((errors.OpeningWrong, errors.TimeMalformed)):
        planned.commit(beacon=None, lotteries=msgspec.structs.replace(LOTTERIES, issues=(first, foreign)))


@pytest.mark.parametrize(
    ("signature", "numbers", "error"),
    [
        (None, (), errors.LotteryRefused),
        (None, NUMBERS[:1], errors.LotteryRefused),
        (None, NUMBERS[::-1], errors.LotteryRefused),
        (SIGNATURE, NUMBERS, errors.BeaconUnasked),
    ],
)
def test_a_result_on_anything_else_is_refused(
    planned: World, signature: str | None, numbers: tuple[str, ...], error: type[errors.Refused]
) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES)
    planned.reveal(draw)
    with pytest.raises(error):
        draws.conclude(planned.state, draw, signature, numbers)


@pytest.mark.parametrize("beacon", [None, BeaconRound(chain="quicknet", round=ROUND, fallback="wait")])
def test_numbers_that_no_commitment_named_are_refused(planned: World, beacon: BeaconRound | None) -> None:
    draw = planned.commit(beacon=beacon)
    planned.reveal(draw)
    with pytest.raises(errors.LotteryRefused):
        draws.conclude(planned.state, draw, SIGNATURE if beacon else None, NUMBERS)


def test_nothing_is_opened_before_the_last_drawing(planned: World) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES)
    planned.now = at("2025-03-27 21:29")
    with pytest.raises(errors.RoundNotYet):
        planned.say(draws.reveal(draw, planned.secret_of("T1", 1, "o1")), "o1")
    planned.now = at("2025-03-27 21:30")
    planned.say(draws.reveal(draw, planned.secret_of("T1", 1, "o1")), "o1")


def test_the_stamp_has_to_come_before_the_first_drawing(planned: World) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES)
    assert stamps.deadline(planned.state, draw) == at("2025-03-27 21:15")


def test_whoever_draws_a_lottery_is_among_those_who_could_choose(planned: World) -> None:
    draw = planned.open(planned.commit(beacon=None, lotteries=LOTTERIES))
    found = trust(planned.state, draw, ())
    # Without a witness the three parties alone suffice; a coalition with a lottery needs no fewer of them.
    assert [(one.roles, one.games) for one in found.choosers] == [(frozenset({"o1", "p", "d"}), frozenset())]
    assert found.early == at("2025-03-27 21:30")
    assert {issue.game for issue in LOTTERIES.issues} <= set(lottery.GAMES)


def test_wrongly_copied_numbers_void_the_draw_and_only_there(planned: World) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES)
    with pytest.raises(errors.ReasonUnfit):
        planned.void(draw, "numbers-wrong")
    planned.open(draw)
    planned.void(draw, "numbers-wrong")
    again = planned.open(planned.commit(beacon=None))
    with pytest.raises(errors.ReasonUnfit):
        planned.void(again, "numbers-wrong")


def test_a_lottery_that_is_not_drawn_voids_the_draw_where_the_commitment_says_so(planned: World) -> None:
    named = msgspec.structs.replace(LOTTERIES, fallback="void", hours=24)
    draw = planned.commit(beacon=None, lotteries=named)
    planned.now = at("2025-03-28 21:29")
    with pytest.raises(errors.FallbackUnfit):
        planned.void(draw, "beacon-absent")
    planned.now = at("2025-03-28 21:30")
    planned.void(draw, "beacon-absent")


def test_typed_numbers_are_signed_by_all_parties(planned: World) -> None:
    """One party alone could write down what it likes."""
    draw = planned.commit(beacon=None, lotteries=LOTTERIES)
    planned.reveal(draw)
    step = draws.conclude(planned.state, draw, None, NUMBERS)
    for roles in (("o1",), ("p", "d"), ("o1", "d"), ("o1", "p", "l", "w")):
        with planned.refused(errors.RoleMissing, kind="draw-result"):
            planned.say(step, *roles)
    planned.say(step, "o1", "p", "d")


def test_a_seal_with_typed_numbers_is_signed_by_all_and_its_numbers_need_no_second_signature(planned: World) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES, sealed=True)
    planned.now = at("2025-03-28 14:00")
    secrets = [planned.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    found = draws.redo(planned.state, draw, secrets, None, NUMBERS)
    step = draws.seal(draw, found, None, NUMBERS)
    for roles in (("o1",), ("o1", "p")):
        with planned.refused(errors.RoleMissing, kind="draw-seal"):
            planned.say(step, *roles)
    planned.say(step, "o1", "p", "d")
    planned.reveal(draw)
    planned.say(draws.conclude(planned.state, draw, None, NUMBERS), "d")


def test_one_issue_has_one_time_and_later_issues_are_drawn_later_in_the_whole_ledger(planned: World) -> None:
    """In a year whose breaks are not known an issue fits several days: the ledger's own words bind it to one."""
    planned.void(planned.commit(beacon=None, lotteries=LOTTERIES))
    first, second = LOTTERIES.issues
    lottery.check_order([first, second, *LOTTERIES.issues])
    for issue, when in (
        ("2025076", "2025-03-28 21:30"),
        ("2025077", "2025-03-27 21:30"),
        ("2025077", "2025-03-26 21:30"),
    ):
        other = LotteryIssue(game="kl8", issue=issue, time=at(when))
        with pytest.raises(errors.LotteryRefused, match="other"):
            lottery.check_order([first, other])
    planned.commit(beacon=None, lotteries=LOTTERIES)


def test_parties_who_do_not_agree_on_the_numbers_leave_a_way_out_once_the_opening_is_due(planned: World) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES)
    planned.reveal(draw)
    with planned.refused(errors.ReasonUnfit):
        planned.void(draw, "numbers-wrong")
    planned.now = draw.commit.opens
    planned.void(draw, "numbers-wrong")


# Balls on the spot.


def test_a_draw_rests_on_balls_drawn_on_the_spot(planned: World) -> None:
    draw = planned.open(planned.commit(beacon=None, balls=BALLS))
    assert draw.result is not None
    assert (draw.result.body.numbers, draw.result.body.film) == (DIGITS, FILM)
    other = draws.redo(planned.state, draw, list(draw.opened.values()), None, (f"8{DIGITS[0][1:]}",))
    assert other.seed != draw.result.body.seed, "the numbers do not enter the seed"


def test_another_film_changes_nothing_but_must_be_there(planned: World) -> None:
    """Who cuts the film may not try for a seed."""
    draw = planned.commit(beacon=None, balls=BALLS)
    planned.reveal(draw)
    one, other = (
        draws.conclude(planned.state, draw, None, DIGITS, film).body
        for film in (FILM, msgspec.structs.replace(FILM, sha256="0" * 64))
    )
    assert getattr(one, "seed", "") == getattr(other, "seed", None)
    with planned.refused(errors.BallsRefused, reason="film"):
        planned.say(draws.conclude(planned.state, draw, None, DIGITS), "o1", "p", "d")


def test_a_seal_on_balls_has_its_film_too(planned: World) -> None:
    draw = planned.commit(beacon=None, balls=BALLS, sealed=True)
    planned.now = at("2025-03-28 14:00")
    secrets = [planned.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    found = draws.redo(planned.state, draw, secrets, None, DIGITS)
    with planned.refused(errors.BallsRefused, reason="film"):
        planned.say(draws.seal(draw, found, None, DIGITS, None), "o1", "p", "d")
    planned.say(draws.seal(draw, found, None, DIGITS, FILM), "o1", "p", "d")


def test_a_film_of_anything_else_is_refused(world: World) -> None:
    draw = world.commit()
    world.reveal(draw)
    with world.refused(errors.BallsRefused, reason="film"):
        world.say(draws.conclude(world.state, draw, SIGNATURE, (), FILM), "o1")


def test_a_sealed_draw_on_balls_opens_on_the_words_of_its_seal(planned: World) -> None:
    draw = planned.commit(beacon=None, balls=BALLS, sealed=True)
    planned.seal(draw)
    planned.open(draw)
    assert draw.result is not None


def test_balls_are_signed_by_all_parties(planned: World) -> None:
    draw = planned.commit(beacon=None, balls=BALLS)
    planned.reveal(draw)
    step = draws.conclude(planned.state, draw, None, DIGITS, FILM)
    for roles in (("o1",), ("o1", "p"), ("p", "d")):
        with planned.refused(errors.RoleMissing):
            planned.say(step, *roles)
    planned.say(step, "o1", "p", "d")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"time": at("2025-03-27 08:00")}, errors.RoundPast),
        ({"time": at("2025-03-29 10:00")}, errors.OpeningWrong),
        ({"count": 19}, errors.BallsRefused),
        ({"returned": False}, errors.BallsRefused),
        ({"last": 0}, errors.UnwritableValue),
        ({"fallback": "void"}, errors.FallbackUnfit),
        ({"hours": 3}, errors.FallbackUnfit),
    ],
)
def test_balls_that_do_not_serve_are_refused(
    planned: World, changes: dict[str, Any], error: type[errors.SsjError]
) -> None:
    with pytest.raises((error, errors.RecordMalformed)):
        planned.commit(beacon=None, balls=msgspec.structs.replace(BALLS, **changes))
    assert not planned.state.draws


def test_nothing_is_opened_before_the_balls_are_drawn(planned: World) -> None:
    draw = planned.commit(beacon=None, balls=BALLS)
    planned.now = at("2025-03-28 09:59")
    with planned.refused(errors.RoundNotYet):
        planned.say(draws.reveal(draw, planned.secret_of("T1", 1, "o1")), "o1")


def test_the_parties_could_write_down_other_balls_whoever_saw_the_commitment(planned: World) -> None:
    """No announcement stands against them: only the film, and whoever was there."""
    found = trust(planned.state, planned.open(planned.commit(beacon=None, balls=BALLS)), ())
    assert [(one.roles, one.witnesses) for one in found.choosers] == [(frozenset({"o1", "p", "d"}), False)]
    assert found.early == BALLS.time
