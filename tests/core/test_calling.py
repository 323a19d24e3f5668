"""The code on a notice of an ordinary visit: no other text is one, and the ledger bears it out or not."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core import calling
from ssj_publish.core.calling import Call
from ssj_publish.core.state import Draw
from ssj_publish.office import calls
from tests.world import World
from tests.years import approved

IDS = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
MANY = st.lists(IDS, min_size=1, max_size=20).map(tuple)
CALLS = st.builds(Call, st.sampled_from(["draw", "elsewhere", "approval"]), IDS, IDS, MANY, MANY) | st.builds(
    Call, st.sampled_from(["urgent", "routine"]), st.just("0"), IDS, MANY, MANY
)


@pytest.mark.slow
@given(CALLS)
def test_parsing_is_the_inverse_of_forming(call: Call) -> None:
    assert calling.parse(calling.form(call)) == call


@given(st.text(max_size=120) | st.from_regex(r"2~(draw|routine)~[A0~]{1,4}~B~I~P,?", fullmatch=True))
def test_any_text_is_refused_or_comes_back_the_same(text: str) -> None:
    try:
        call = calling.parse(text)
    except errors.NoticeMalformed:
        return
    assert calling.form(call) == text


@pytest.fixture
def drawn(world: World) -> tuple[World, Draw, Call]:
    draw = world.open(world.commit())
    return world, draw, calls.drawn(world.state, "T1")[0]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"body": "S999"}, "draw"),
        ({"team": ("N01", "N01")}, "draw"),
        ({"ref": "T1-2"}, "draw"),
        ({"ref": "T1"}, "draw"),
        ({"items": ("I2",)}, "items"),
        ({"items": ("I1", "I2")}, "items"),
        ({"ground": "elsewhere", "ref": "T1"}, "draw"),
        ({"ground": "approval", "ref": "1"}, "approval"),
        ({"ground": "routine", "ref": "0", "team": ("N01", "N99")}, "team"),
        ({"ground": "urgent", "ref": "0", "items": ("I9",)}, "team"),
    ],
)
def test_what_the_ledger_does_not_bear_out_is_refused(
    drawn: tuple[World, Draw, Call], changes: dict[str, object], why: str
) -> None:
    world, _, call = drawn
    calling.check(world.state, call)
    from dataclasses import replace

    with pytest.raises(errors.CallRefused) as caught:
        calling.check(world.state, replace(call, **changes))  # type: ignore[arg-type]
    assert caught.value.data["why"] == why


def test_a_void_draw_s_notice_is_worth_nothing(world: World) -> None:
    draw = world.open(world.commit())
    call = calls.drawn(world.state, "T1")[0]
    world.void(draw, "rule-error")
    with pytest.raises(errors.CallRefused):
        calling.check(world.state, call)
    with pytest.raises(errors.DrawNotOpen):
        calls.drawn(world.state, "T1")


def test_an_approval_s_notice_is_within_it(world: World) -> None:
    visit = world.complaint("S001", day=date(2025, 4, 10))
    paper = world.say(approved(world, visit), "o1", "l")
    call = Call("approval", str(paper.seq), "S001", ("I1",), ("N01", "N02"))
    calling.check(world.state, call)
    for wrong in ({"body": "S002"}, {"items": ("I1", "I2")}, {"ref": str(visit.seq)}):
        with pytest.raises(errors.CallRefused):
            calling.check(world.state, msgspec.convert(msgspec.to_builtins(call) | wrong, Call))
