"""Public drawings whose numbers people typed: two sets of numbers for one issue are told, on both draws."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.reading.drawings import contradictions
from ssj_publish.core.reading.irregularities import irregularities
from ssj_publish.office import draws
from tests.bureau import LOTTERIES, NUMBERS, logged, task
from tests.world import World


def opened(second: tuple[str, ...]) -> tuple[World, tuple[str, str]]:
    """Two draws on the same issues, opened on the usual numbers and on ``second``."""
    world = World().found(**logged()).register().plan(task("T1"), task("T2"))
    one, two = (world.commit(name, beacon=None, lotteries=LOTTERIES) for name in ("T1", "T2"))
    assert contradictions(world.state) == (), "committed to, and nothing typed yet"
    world.open(one)
    world.reveal(two)
    world.say(draws.conclude(world.state, two, None, second), "o1", "p", "d")
    return world, (one.id, two.id)


def test_two_sets_of_numbers_for_one_issue_contradict_each_other() -> None:
    other = "01 05 12 20 28 33+08"
    world, ids = opened((NUMBERS[0], other))
    [found] = contradictions(world.state)
    assert (found.game, found.issue, found.numbers) == ("ssq", "2025033", (NUMBERS[1], other))
    assert tuple(one.id for one in found.draws) == ids


def test_the_same_numbers_twice_do_not() -> None:
    world, _ = opened(NUMBERS)
    assert contradictions(world.state) == ()


def test_it_is_an_irregularity_of_the_later_draw_with_both_sets_of_numbers() -> None:
    other = "01 05 12 20 28 33+08"
    world, (_, later) = opened((NUMBERS[0], other))
    [told] = [one for one in irregularities(world.state, (), date(2025, 4, 1)) if one.code == "numbers-contradict"]
    assert (told.draw, told.task, dict(told.facts)) == (
        later,
        "T2",
        {"game": "ssq", "issue": "2025033", "numbers": f"{NUMBERS[1]}；{other}"},
    )
    assert [seq for seq, _ in told.records] == [world.replay.head.seq]
