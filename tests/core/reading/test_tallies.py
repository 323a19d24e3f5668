"""The pictures' numbers are those that anybody counts in the ledger's files."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.reading import tallies
from ssj_publish.core.state import State
from ssj_publish.site import source
from tests.world import World

LEDGER = Path(__file__).parents[3] / "ledger"
PROBLEM = {"not-published", "false-publication", "corrected-on-order", "pending", "other-department"}


@pytest.fixture(scope="module")
def state() -> State:
    return source.read(LEDGER).state


@pytest.fixture(scope="module")
def said() -> dict[str, list[dict[str, Any]]]:
    """Kind → statements, as another reader of YAML sees them; what was retracted or corrected is left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(LEDGER.glob("[0-9]*/*.yaml")):
        one = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["statement"]
        found.setdefault(one["kind"], []).append(one | {"file": path.name})
    return found


def test_visits_and_results_of_a_year_are_all_there(state: State, said: dict[str, list[dict[str, Any]]]) -> None:
    visits = [one["body"] for one in said["visit"] if str(one["body"]["date"]).startswith("2026")]
    people = Counter(person for visit in visits for person in visit["inspectors"])
    assert {one.key: one.part for one in tallies.loads(state, 2026) if one.part} == people
    assert sum(one.whole for one in tallies.months(state, 2026)) == sum(one.whole for one in tallies.items(state, 2026))
    gone = len(said.get("retraction", ()))
    both = sum(one.whole for year in (2025, 2026) for one in tallies.months(state, year))
    assert len(said["result"]) - gone <= both <= len(said["result"])
    bad = sum(one.part for year in (2025, 2026) for one in tallies.items(state, year))
    assert abs(bad - sum(one["body"]["code"] in PROBLEM for one in said["result"])) <= gone + len(
        said.get("correction", ())
    )
    assert sum(one.part for one in tallies.tasks(state, 2026)) == sum(
        ("draw" in visit or "elsewhere" in visit) + len(visit.get("also", ())) for visit in visits
    )


def test_classes_and_towns_cover_each_active_body_once(state: State) -> None:
    active = [one for one in state.bodies.current.values() if one.state == "active"]
    seen = {one.visit.body for one in state.visits.values() if one.in_force and one.visit.date.year == 2026}
    assert sum(one.whole for one in tallies.classes(state, 2026)) == len(active)
    assert sum(one.part for one in tallies.classes(state, 2026)) == len(seen & {one.id for one in active})
    assert sum(one.whole for one in tallies.towns(state, 2026)) == sum(one.town is not None for one in active)
    assert [one.key for one in tallies.classes(state, 2026)] == ["A", "B", "C", "D"]


def test_a_retracted_result_is_not_counted_and_a_task_in_wait_has_no_whole(world: World) -> None:
    assert [(one.part, one.whole) for one in tallies.tasks(world.state, 2025)] == [(0, 0)]
    draw = world.open(world.commit())
    result = world.result(world.visit(draw))
    assert tallies.months(world.state, 2025) == (tallies.Tally("2025-04", 0, 1),)
    assert tallies.punctual(world.state, 2025) == (tallies.Tally("2025-04", 1, 1),)
    assert [(one.part, one.whole) for one in tallies.tasks(world.state, 2025)] == [(1, len(draw.teams))]
    world.say(Retraction(target=result.id, reason="录错了"), "o1")
    assert tallies.months(world.state, 2025) == tallies.punctual(world.state, 2025) == ()


def test_a_void_draw_counts_for_nothing(world: World) -> None:
    world.void(world.commit())
    assert [(one.part, one.whole) for one in tallies.tasks(world.state, 2025)] == [(0, 0)]


def test_other_years_and_empty_ledgers_have_no_tallies(world: World, empty_world: World) -> None:
    world.visit(world.open(world.commit()), day=date(2025, 4, 10))
    for counted in (tallies.tasks, tallies.months, tallies.items, tallies.punctual, tallies.loads):
        assert counted(world.state, 2031) == ()
    assert tallies.repeats(world.state) == ()
    assert tallies.classes(empty_world.found().state, 2025) == ()


def test_repeats_are_bodies_with_problems_at_two_visits(state: State) -> None:
    for one in tallies.repeats(state):
        visits = [visit for visit in state.visits.values() if visit.in_force and visit.visit.body == one.key]
        bad = [
            visit
            for visit in visits
            if any(state.results[id_].result.code in PROBLEM for id_ in visit.results.values())
        ]
        assert (len(bad), len(visits)) == (one.part, one.whole)
        assert one.part >= 2
