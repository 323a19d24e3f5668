"""What a visit's form may leave out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.inspection import Trigger, Visit
from ssj_publish.core.state import State
from ssj_publish.office import visits
from ssj_publish.office.desk import Desk

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def state() -> State:
    return Desk.open(ROOT / "ledger").state


def test_items_and_team_come_from_the_draw(state: State) -> None:
    for draw in state.draws.values():
        if draw.outcome is None or draw.void is not None:
            continue
        for body, team in list(draw.teams.items())[:3]:
            made = visits.completed(state, Visit(draw=draw.id, body=body, date=date(2025, 4, 10), method="on-site"))
            assert isinstance(made, Visit)
            assert made.inspectors == team
            assert made.items == tuple(sorted(state.tasks[draw.commit.task].task.items))


def test_what_is_given_is_kept_but_for_the_order_of_the_items(state: State) -> None:
    trigger = Trigger(kind="complaint", number="XF-1", date=date(2025, 3, 1), note="投诉")
    given = Visit(
        trigger=trigger,
        body="DX-1",
        items=("B", "A", "B"),
        inspectors=("Y", "X"),
        date=date(2025, 4, 10),
        method="on-site",
    )
    made = visits.completed(state, given)
    assert isinstance(made, Visit)
    assert (made.items, made.inspectors) == (("A", "B"), ("Y", "X"))


@pytest.mark.parametrize("field", ["items", "inspectors"])
def test_without_a_draw_they_are_asked_for_by_name(state: State, field: str) -> None:
    given: dict[str, Any] = {"items": ("A",), "inspectors": ("X", "Y")} | {field: ()}
    trigger = Trigger(kind="complaint", number="XF-1", date=date(2025, 3, 1), note="投诉")
    with pytest.raises(errors.FieldNeeded) as caught:
        visits.completed(state, Visit(trigger=trigger, body="DX-1", date=date(2025, 4, 10), method="on-site", **given))
    assert caught.value.field == field
