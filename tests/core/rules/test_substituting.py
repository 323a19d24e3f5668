"""递补: the order decides who steps in; who leaves does so for a reason that the registers know."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.draw.outcome import preference
from ssj_publish.core.kinds.draw import Substitution
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, Recusal, Removal
from ssj_publish.core.state import Draw
from ssj_publish.office import draws
from tests.bureau import at, inspector, task
from tests.world import World

REASONS = get_args(get_type_hints(Substitution)["reason"])
BODY_LEAVES = {"closed", "moved", "merged", "suspended"}


@pytest.fixture(scope="module")
def _waiting() -> World:
    ratios = tuple(msgspec.structs.replace(one, p=1, q=2) for one in task().ratios)
    return World().found().register(bodies=16).plan(task(ratios=ratios))


@pytest.fixture(scope="module")
def _opened(_waiting: World) -> tuple[World, Draw]:
    world = deepcopy(_waiting)
    return world, world.open(world.commit())


@pytest.fixture
def waiting(_waiting: World) -> World:
    """Of each class half is drawn, so that there is somebody to step in."""
    return deepcopy(_waiting)


@pytest.fixture
def _copied(_opened: tuple[World, Draw]) -> tuple[World, Draw]:
    return deepcopy(_opened)


@pytest.fixture
def world(_copied: tuple[World, Draw]) -> World:
    """`waiting`, with its draw open."""
    return _copied[0]


@pytest.fixture
def draw(_copied: tuple[World, Draw]) -> Draw:
    return _copied[1]


def order(draw: Draw, class_: str) -> list[str]:
    """Who was not drawn of a class, in the published order."""
    assert draw.outcome is not None
    return [one.body for one in draw.outcome.tickets if one.credit_class == class_ and not one.drawn]


def drawn(draw: Draw, class_: str) -> list[str]:
    assert draw.outcome is not None
    return [one.body for one in draw.outcome.drawn if one.credit_class == class_]


# A body leaves.


def test_the_next_of_its_class_steps_in_with_the_same_team(world: World, draw: Draw) -> None:
    """Edge 4: closed after the draw; the heir is visited in its place, and counts."""
    gone, heir = drawn(draw, "D")[0], order(draw, "D")[0]
    team = draw.teams[gone]
    world.change(gone, state="closed")
    record = world.substitute(draw, gone, None, "closed")
    assert record.body.replacement == heir
    assert draw.teams[heir] == record.body.team == team
    assert gone not in draw.teams
    with world.refused(errors.NotDrawn):
        world.say(record.body, "o1", "d", time=world.now)
    world.visit(draw, heir)


def test_nobody_chooses_the_heir_or_its_team(world: World, draw: Draw) -> None:
    gone, (heir, second) = drawn(draw, "D")[0], order(draw, "D")
    world.change(gone, state="closed")
    good: Any = draws.substitute(world.state, draw, gone, None, "closed", "x", world.now).body
    other_class = order(draw, "A")[0]
    team = draw.teams[gone]
    others = sorted(set(draw.commit.inspectors) - set(team))
    for changes in (
        {"replacement": second},
        {"replacement": other_class},
        {"replacement": drawn(draw, "D")[1]},
        {"replacement": None, "team": ()},
        {"team": team[::-1]},
        {"team": (team[0], others[0])},
        {"team": ()},
    ):
        with world.refused(errors.SubstitutionMismatch, expected=heir):
            world.say(msgspec.structs.replace(good, **changes), "o1", "d")


def test_substitutes_of_substitutes_follow_the_order_to_its_end(world: World, draw: Draw) -> None:
    """Nobody comes twice; when all have left, nobody steps in, and the place is empty in public."""
    waiting = order(draw, "D")
    leaving = drawn(draw, "D")
    came = []
    while leaving:
        gone = leaving.pop(0)
        world.change(gone, state="suspended")
        heir = world.substitute(draw, gone, None, "suspended").body.replacement
        if heir is not None:
            leaving.append(heir)
            came.append(heir)
    assert came == waiting
    assert {one.credit_class for one in draw.commit.strata} == set("ABCD")
    assert not {*came, *drawn(draw, "D")} & draw.teams.keys()


def test_an_heir_never_replaces_somebody_of_another_class(world: World, draw: Draw) -> None:
    for class_ in "ABCD":
        gone = drawn(draw, class_)[0]
        world.change(gone, state="moved", credit_class="A")
        assert world.substitute(draw, gone, None, "moved").body.replacement == order(draw, class_)[0]


def test_a_member_who_may_not_visit_the_heir_is_replaced_in_order(world: World, draw: Draw) -> None:
    gone, heir = drawn(draw, "D")[0], order(draw, "D")[0]
    keeps, leaves = draw.teams[gone]
    world.say(Recusal(inspector=leaves, body=heir, ground="kinship"), "d")
    world.change(gone, state="closed")
    team = world.substitute(draw, gone, None, "closed").body.team
    ordered = preference(draw.outcome.seed, heir, draw.commit.inspectors)  # type: ignore[union-attr]
    assert team == (keeps, next(one for one in ordered if one not in (keeps, leaves)))


# An inspector leaves.


def test_the_next_by_ticket_for_this_body_takes_the_place(world: World, draw: Draw) -> None:
    body_id = drawn(draw, "D")[0]
    stays, leaves = draw.teams[body_id]
    record = world.substitute(draw, body_id, leaves, "illness")
    ordered = preference(draw.outcome.seed, body_id, draw.commit.inspectors)  # type: ignore[union-attr]
    assert record.body.replacement == next(one for one in ordered if one not in (stays, leaves))
    assert draw.teams[body_id] == (stays, record.body.replacement)
    with world.refused(errors.TeamWrong):
        world.visit(draw, body_id, inspectors=(stays, leaves))
    world.visit(draw, body_id)


def test_nobody_chooses_the_colleague(world: World, draw: Draw) -> None:
    body_id = drawn(draw, "D")[0]
    team = draw.teams[body_id]
    good: Any = draws.substitute(world.state, draw, body_id, team[0], "illness", "x", world.now).body
    for one in sorted(set(draw.commit.inspectors) - {good.replacement}):
        with world.refused(errors.SubstitutionMismatch):
            changed = msgspec.structs.replace(good, replacement=one, team=(one, team[1]))
            world.say(changed, "o1", "d")
    with world.refused(errors.SubstitutionMismatch):
        world.say(msgspec.structs.replace(good, team=good.team[::-1]), "o1", "d")
    world.say(good, "o1", "d")


def test_who_has_left_a_team_does_not_come_back_to_it(world: World, draw: Draw) -> None:
    """Four colleagues leave one after another; then nobody is left, and that is said."""
    body_id = drawn(draw, "D")[0]
    seen = set(draw.teams[body_id])
    for _ in range(4):
        record = world.substitute(draw, body_id, draw.teams[body_id][0], "illness")
        assert record.body.replacement not in seen
        seen.add(record.body.replacement)
    with pytest.raises(errors.SlotUnfillable):
        world.substitute(draw, body_id, draw.teams[body_id][0], "illness")
    stuck = msgspec.structs.replace(record.body, inspector=draw.teams[body_id][0])
    with world.refused(errors.SlotUnfillable):
        world.say(stuck, "o1", "d")


def colleague(world: World, draw: Draw, body: str, leaves: str) -> str:
    """Who would step in now."""
    step: Any = draws.substitute(world.state, draw, body, leaves, "illness", "x", world.now).body
    return str(step.replacement)


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_until": date(2025, 3, 27)},
        {"valid_from": date(2025, 5, 1)},
        {"items": ("I2",)},
    ],
    ids=["expired", "not yet valid", "other items"],
)
def test_the_next_must_be_fit_on_the_day(world: World, draw: Draw, changes: dict[str, object]) -> None:
    """Edge 5, and what the register says by now: eligible at the commitment is not enough. (A renewal says nothing of
    the days before it, so who was certified then still is.)"""
    body_id = drawn(draw, "D")[0]
    leaves = draw.teams[body_id][0]
    first = colleague(world, draw, body_id, leaves)
    entry = msgspec.structs.replace(world.state.inspectors.current[first], **changes)
    world.say(InspectorChange(reason="变动", changed=(entry,)), "p")
    then = world.substitute(draw, body_id, leaves, "illness").body.replacement
    assert (then == first) == ("valid_from" in changes)


def test_the_next_must_still_be_in_the_register_not_recused_and_below_the_cap(waiting: World) -> None:
    draw = waiting.open(waiting.commit(cap=4))
    body_id = drawn(draw, "D")[0]
    leaves = draw.teams[body_id][0]
    first = colleague(waiting, draw, body_id, leaves)
    waiting.say(InspectorChange(reason="变动", removed=(Removal(id=first, ground="transferred", reason="调离"),)), "p")
    second = colleague(waiting, draw, body_id, leaves)
    waiting.say(Recusal(inspector=second, body=body_id, ground="kinship"), "d")
    third = waiting.substitute(draw, body_id, leaves, "illness").body.replacement
    assert len({first, second, third, *draw.teams[body_id]}) == 4
    assert sum(third in team for team in draw.teams.values()) <= 4


def test_somebody_added_after_the_commitment_never_steps_in(world: World, draw: Draw) -> None:
    world.say(InspectorChange(reason="新持证", added=(inspector(7),)), "p")
    body_id = drawn(draw, "D")[0]
    for _ in range(4):
        assert world.substitute(draw, body_id, draw.teams[body_id][0], "illness").body.replacement != "N07"


# Reasons.


#: How a body's entry stands (None: removed), and what may then be said of it.
STANDING = {
    "active": set(),
    "closed": {"closed", "merged"},
    "moved": {"moved"},
    "suspended": {"suspended"},
    None: {"closed", "moved", "merged"},
}


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("standing", STANDING)
def test_a_body_leaves_only_for_what_the_register_says_of_it(
    world: World, draw: Draw, standing: str | None, reason: str
) -> None:
    """An office that would rather not visit a school cannot just say that it has closed."""
    gone = drawn(draw, "D")[0]
    if standing is None:
        world.say(
            BodyChange(reason="变动", removed=(Removal(id=gone, ground="closed", state="closed", reason="变动"),)),
            "o1",
            "p",
        )
    elif standing != "active":
        world.change(gone, state=standing)
    if reason in STANDING[standing]:
        world.substitute(draw, gone, None, reason)
    else:
        with world.refused(errors.ReasonUnfit, reason=reason):
            world.substitute(draw, gone, None, reason)


def test_a_body_removed_from_the_register_leaves(world: World, draw: Draw) -> None:
    gone = drawn(draw, "D")[0]
    world.say(
        BodyChange(reason="合并", removed=(Removal(id=gone, ground="closed", state="closed", reason="并入他校"),)),
        "o1",
        "p",
    )
    world.substitute(draw, gone, None, "merged")


@pytest.mark.parametrize("reason", REASONS)
def test_of_an_inspector_only_what_no_register_knows_is_taken_at_its_word(
    world: World, draw: Draw, reason: str
) -> None:
    """The certificate is valid, nobody was transferred, no recusal is recorded."""
    body_id = drawn(draw, "D")[0]
    leaves = draw.teams[body_id][0]
    if reason in ("illness", "leave", "away"):
        world.substitute(draw, body_id, leaves, reason)
    else:
        with world.refused(errors.ReasonUnfit, reason=reason):
            world.substitute(draw, body_id, leaves, reason)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"valid_until": date(2025, 3, 27)}, "certificate"),
        ({"unit": "二科"}, "transferred"),
        ({"items": ("I2",)}, "transferred"),
        (None, "transferred"),
    ],
    ids=["expired", "another unit", "other items", "removed"],
)
def test_an_inspector_leaves_for_what_the_register_says(
    world: World, draw: Draw, changes: dict[str, object] | None, reason: str
) -> None:
    body_id = drawn(draw, "D")[0]
    leaves = draw.teams[body_id][0]
    if changes is None:
        world.say(
            InspectorChange(reason="变动", removed=(Removal(id=leaves, ground="transferred", reason="调离"),)), "p"
        )
    else:
        entry = msgspec.structs.replace(world.state.inspectors.current[leaves], **changes)
        world.say(InspectorChange(reason="变动", changed=(entry,)), "p")
    for other in {"certificate", "transferred"} - {reason}:
        with world.refused(errors.ReasonUnfit, reason=other):
            world.substitute(draw, body_id, leaves, other)
    world.substitute(draw, body_id, leaves, reason)


@pytest.mark.parametrize("unit", ["一 科", "（一科）"])
def test_another_way_of_writing_the_unit_is_no_transfer(world: World, draw: Draw, unit: str) -> None:
    body_id = drawn(draw, "D")[0]
    leaves = draw.teams[body_id][0]
    entry = msgspec.structs.replace(world.state.inspectors.current[leaves], unit=unit)
    world.say(InspectorChange(reason="变动", changed=(entry,)), "p")
    with world.refused(errors.ReasonUnfit):
        world.substitute(draw, body_id, leaves, "transferred")


def test_a_late_recusal_is_recorded_before_it_moves_anybody(world: World, draw: Draw) -> None:
    body_id = drawn(draw, "D")[0]
    leaves = draw.teams[body_id][0]
    world.say(Recusal(inspector=leaves, body=body_id, ground="kinship"), "d")
    with world.refused(errors.InspectorRecused):
        world.visit(draw, body_id)
    world.substitute(draw, body_id, leaves, "recusal")
    world.visit(draw, body_id)


@pytest.mark.parametrize("reason", ["bored", "", "Closed"])
def test_a_reason_outside_the_vocabulary_is_refused(world: World, draw: Draw, reason: str) -> None:
    body_id = drawn(draw, "D")[0]
    with world.refused(errors.RecordMalformed):
        world.substitute(draw, body_id, draw.teams[body_id][0], reason)


# When, and by whom.


def test_office_and_discipline_write_a_substitution(world: World, draw: Draw) -> None:
    body_id = drawn(draw, "D")[0]
    step = draws.substitute(world.state, draw, body_id, draw.teams[body_id][0], "illness", "x", world.now)
    for roles in (("o1",), ("d",), ("o2", "d"), ("o1", "p")):
        with world.refused(errors.RoleMissing):
            world.say(step, *roles)


def test_nobody_steps_in_before_the_opening_or_in_a_void_draw(waiting: World) -> None:
    draw = waiting.commit(sealed=True)
    found = waiting.seal(draw)
    one = found.drawn[0]
    made = Substitution(draw=draw.id, body=one.body, inspector=one.team[0], reason="illness", explanation="x")
    with waiting.refused(errors.DrawNotOpen):
        waiting.say(made, "o1", "d")
    waiting.open(draw)
    waiting.void(draw)
    with waiting.refused(errors.DrawNotOpen):
        waiting.say(made, "o1", "d")
    with waiting.refused(errors.ReferenceUnknown):
        waiting.say(msgspec.structs.replace(made, draw=waiting.state.genesis.id), "o1", "d")


def test_only_who_is_to_be_visited_is_replaced(world: World, draw: Draw) -> None:
    visited, spare = drawn(draw, "D")[0], order(draw, "D")[0]
    team = draw.teams[visited]
    world.visit(draw, visited)
    made = Substitution(draw=draw.id, body=visited, inspector=team[0], reason="illness", explanation="x")
    for body_id in (visited, spare, "S099"):
        with world.refused(errors.NotDrawn):
            world.say(msgspec.structs.replace(made, body=body_id), "o1", "d")
    waiting = drawn(draw, "D")[1]
    stranger = next(one for one in draw.commit.inspectors if one not in draw.teams[waiting])
    with world.refused(errors.ReferenceUnknown, what="inspector"):
        world.say(msgspec.structs.replace(made, body=waiting, inspector=stranger), "o1", "d")


def test_a_proven_visit_under_the_seal_is_not_undone_by_a_substitution(waiting: World) -> None:
    draw = waiting.commit(sealed=True)
    found = waiting.seal(draw)
    one = found.drawn[0]
    waiting.visit(draw, one.body, proof=draws.prove(found, one.body), inspectors=one.team)
    waiting.open(draw)
    waiting.now = max(waiting.now, at("2025-04-20 09:00"))
    with waiting.refused(errors.NotDrawn):
        waiting.say(
            Substitution(draw=draw.id, body=one.body, inspector=one.team[0], reason="illness", explanation="x"),
            "o1",
            "d",
        )


def test_a_joint_tasks_slots_keep_their_items(empty_world: World) -> None:
    """Who replaces the inspector of I2 may inspect I2."""
    world = empty_world.found().register(inspectors=4)
    only = tuple(inspector(n, items=("I1",) if n % 2 else ("I2",)) for n in (5, 6, 7, 8))
    world.say(InspectorChange(reason="新持证", added=only), "p")
    draw = world.open(world.plan(task("T2", items=("I1", "I2"), partners=("o2",))).commit("T2"))
    for body_id in draw.teams:
        for slot, item_id in enumerate(("I1", "I2")):
            world.substitute(draw, body_id, draw.teams[body_id][slot], "illness")
            assert item_id in world.state.inspectors.current[draw.teams[body_id][slot]].items
