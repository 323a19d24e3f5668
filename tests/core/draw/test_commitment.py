"""What a draw commits to follows from the registers; whoever writes otherwise is refused by the field's name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.draw import commitment
from ssj_publish.core.draw.commitment import choices_of, pool_digest, slots_of, strata_of
from ssj_publish.core.kinds.draw import BeaconRound, DrawCommit, Exclusion, Pair
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange, Recusal, Removal
from ssj_publish.office import draws
from ssj_publish.office.desk import Step
from tests.bureau import ROUND, at, body, inspector, item, task
from tests.world import World


def derived(world: World, task_id: str = "T1", **changes: Any) -> DrawCommit:
    """What the ledger gives at its head."""
    return commitment.derive(world.state, world.choices(task_id, **changes)).commit


def pool(world: World, task_id: str = "T1") -> commitment.Pool:
    return commitment.derive(world.state, world.choices(task_id)).pool


def excluded(world: World, task_id: str = "T1") -> dict[str, tuple[str, ...]]:
    return {one.reason: one.bodies for one in derived(world, task_id).excluded}


@pytest.fixture
def ready(world: World) -> World:
    return world.promise()


# The pool.


def test_the_pool_is_every_active_body_of_the_scope(ready: World) -> None:
    assert pool(ready) == {f"S{n:03d}": ("ABCD"[n % 4], "2025-01-06") for n in range(1, 13)}


def test_the_pool_follows_the_registers(ready: World) -> None:
    """Added, moved, re-classed, removed: what the register says at the commitment is what is drawn from."""
    added = (body(21), body(22, type="幼儿园"), body(23, state="closed"))
    ready.say(
        BodyChange(
            reason="变动", added=added, removed=(Removal(id="S001", ground="closed", state="closed", reason="注销"),)
        ),
        "p",
    )
    ready.change("S002", credit_class="D", class_date=date(2025, 3, 1))
    found = pool(ready)
    assert "S001" not in found
    assert found["S002"] == ("D", "2025-03-01")
    assert found.keys() - {f"S{n:03d}" for n in range(2, 13)} == {"S021"}
    assert excluded(ready) == {"inactive": ("S023",)}


def test_towns_narrow_the_scope(world: World) -> None:
    world.plan(task("T2", towns=("西镇",)))
    world.change("S001", town="西镇")
    world.change("S002", town=None)
    world.promise("T2")
    assert pool(world, "T2").keys() == {"S001"}
    assert excluded(world, "T2") == {}


@pytest.mark.parametrize("state", ["suspended", "closed", "moved"])
def test_who_is_not_active_is_listed_as_left_out(ready: World, state: str) -> None:
    ready.change("S005", state=state)
    assert excluded(ready) == {"inactive": ("S005",)}


def test_a_branch_has_its_heads_chance_and_no_second_one(ready: World) -> None:
    """Edge 1: one visit, one probability."""
    ready.change("S001", code="91110000600037341L")
    ready.change("S002", code="91110000600037341L", branch_of="S001")
    assert excluded(ready) == {"branch": ("S002",)}
    assert "S001" in pool(ready)


@given(st.dictionaries(st.from_regex(r"[A-Z][0-9]{1,3}", fullmatch=True), st.sampled_from("ABCD"), max_size=8))
def test_the_digest_is_that_of_the_sorted_lines(classes: dict[str, str]) -> None:
    """Anyone can write them down and run sha256sum; the order in which the register grew plays no part."""
    members = {id_: (class_, "2025-01-06") for id_, class_ in classes.items()}
    lines = sorted(f"{id_} {class_} 2025-01-06\n" for id_, class_ in classes.items())
    expected = sha256("".join(lines).encode()).hexdigest()
    assert pool_digest(members) == pool_digest(dict(reversed(members.items()))) == expected


def test_a_number_is_dealt_out_over_the_classes() -> None:
    """The sum is the number, and what a stratum states gives its sample to every verifier: p = 0, q = 1, the part."""
    made = task(ratios=(), number=3)
    members = {"S1": ("A", "x"), "S2": ("A", "x"), "S3": ("A", "x"), "S4": ("C", "x"), "S5": ("D", "x")}
    found = [(one.credit_class, one.p, one.q, one.minimum, one.sample) for one in strata_of(made, members, "ABCD", ())]
    assert found == [("A", 0, 1, 1, 1), ("B", 0, 1, 0, 0), ("C", 0, 1, 1, 1), ("D", 0, 1, 1, 1)]


def test_every_class_has_its_stratum_empty_ones_too(world: World) -> None:
    """Edge 6: a share of 0 bodies is 0, and is said to be."""
    made = task(minimum=1)
    members = {"S1": ("A", "x"), "S2": ("A", "x"), "S3": ("C", "x")}
    found = [
        (one.credit_class, one.size, one.sample, one.minimum) for one in strata_of(made, members, "ABCD", made.ratios)
    ]
    assert found == [("A", 2, 1, 1), ("B", 0, 0, 1), ("C", 1, 1, 1), ("D", 0, 0, 1)]
    assert [(one.p, one.q) for one in strata_of(made, members, "ABCD", made.ratios)] == [
        (10, 100),
        (20, 100),
        (50, 100),
        (100, 100),
    ]


# The cap of visits per year.


@pytest.fixture
def capped(world: World) -> World:
    """Every body is capped; the item allows two visits a year."""
    for id_ in list(world.state.bodies.current):
        world.change(id_, capped="yes")
    return world


def test_who_has_had_the_years_visits_is_left_out(capped: World) -> None:
    """Two draws of other tasks in the same year: those visited under both are not drawn a third time."""
    everyone = tuple(msgspec.structs.replace(one, p=1, q=1) for one in task().ratios)
    capped.plan(task("T2", ratios=everyone), task("T3", ratios=everyone))
    for task_id in ("T2", "T3"):
        capped.now = at("2025-03-27 09:00")
        capped.promise(task_id)
    capped.promise("T1")
    first = capped.state.draws[capped.say(draws.commit(capped.state, capped.choices("T2")), "o1").id]
    second = capped.state.draws[capped.say(draws.commit(capped.state, capped.choices("T3")), "o1").id]
    assert excluded(capped) == {}
    capped.open(first)
    assert excluded(capped) == {}
    capped.visit(first, "S001", day=date(2025, 3, 28))
    capped.open(second)
    assert excluded(capped) == {"cap": tuple(sorted(first.teams))}


def test_a_draw_that_will_still_visit_counts_beforehand(capped: World) -> None:
    """Cap 1: whoever an open draw of another task waits to visit this year is not drawn again."""
    capped.say(ItemChange(reason="变动", changed=(item(cap=1),)), "p")
    capped.plan(task("T2"))
    capped.promise("T1").promise("T2")
    other = capped.state.draws[capped.say(draws.commit(capped.state, capped.choices("T2")), "o1").id]
    assert excluded(capped) == {}
    capped.open(other)
    waiting = tuple(sorted(other.teams))
    assert excluded(capped) == {"cap": waiting}
    capped.visit(other, waiting[0], day=date(2025, 3, 28))
    assert excluded(capped) == {"cap": waiting}
    gone = waiting[1]
    capped.change(gone, state="closed")
    assert excluded(capped)["inactive"] == (gone,)


def test_a_void_draw_waits_for_nobody(capped: World) -> None:
    capped.say(ItemChange(reason="变动", changed=(item(cap=1),)), "p")
    capped.plan(task("T2"))
    capped.promise("T1")
    other = capped.open(capped.commit("T2"))
    assert excluded(capped)
    capped.void(other)
    assert excluded(capped) == {}


def test_a_complaint_does_not_count_a_drawn_visit_does(capped: World) -> None:
    """Edge 7: 个案 is exempt (国办发〔2024〕54号)."""
    capped.say(ItemChange(reason="变动", changed=(item(cap=1),)), "p")
    capped.complaint("S003")
    capped.complaint("S003", note="再次来信。")
    capped.promise("T1")
    assert excluded(capped) == {}
    draw = capped.open(capped.state.draws[capped.say(draws.commit(capped.state, capped.choices("T1")), "o1").id])
    assert "S003" in draw.teams
    capped.visit(draw, "S003", day=date(2025, 3, 28))
    assert capped.state.visit_counts(2025) == {("S003", "I1"): 1}
    assert capped.state.visit_counts(2024) == {}


@pytest.mark.parametrize("capped", ["no", "unclear"])
def test_where_the_cap_does_not_bind_nobody_is_left_out(world: World, capped: str) -> None:
    world.say(ItemChange(reason="变动", changed=(item(cap=1),)), "p")
    world.plan(task("T2"))
    for id_ in list(world.state.bodies.current):
        if capped != "no":
            world.change(id_, capped=capped)
    world.promise("T1").open(world.commit("T2"))
    assert excluded(world) == {}


def test_an_item_without_a_cap_leaves_nobody_out(capped: World) -> None:
    capped.say(ItemChange(reason="变动", changed=(item(cap=None),)), "p")
    capped.plan(task("T2"))
    capped.promise("T1").open(capped.commit("T2"))
    assert excluded(capped) == {}


def test_the_cap_of_one_item_says_nothing_of_another(capped: World) -> None:
    capped.say(ItemChange(reason="变动", changed=(item(cap=1), item("I2", office="o2", cap=1))), "p")
    capped.plan(task("T2", items=("I2",), office="o2"), task("T3", items=("I1", "I2"), partners=("o2",)))
    capped.promise("T1").promise("T3")
    other = capped.open(capped.commit("T2"))
    assert excluded(capped, "T1") == {}
    assert excluded(capped, "T3") == {"cap": tuple(sorted(other.teams))}


# Who may inspect.


@pytest.mark.parametrize(
    ("changes", "eligible"),
    [
        ({}, True),
        ({"valid_until": date(2025, 5, 30)}, True),
        ({"valid_until": date(2025, 5, 29)}, False),
        ({"valid_from": date(2025, 3, 24)}, True),
        ({"valid_from": date(2025, 3, 25)}, False),
        ({"items": ("I2",)}, False),
    ],
)
def test_only_who_is_certified_on_every_day_of_the_task_is_eligible(
    ready: World, changes: dict[str, Any], eligible: bool
) -> None:
    """Edge 5: a certificate that expires inside the window is no certificate for this draw."""
    ready.say(InspectorChange(reason="新", added=(inspector(9, **changes),)), "p")
    assert ("N09" in derived(ready).inspectors) is eligible


def test_recusals_bind_if_both_are_in_the_draw(ready: World) -> None:
    ready.say(InspectorChange(reason="新", added=(inspector(9, items=("I2",)),)), "p")
    ready.change("S004", state="closed")
    for inspector_id, body_id in (("N02", "S003"), ("N01", "S004"), ("N09", "S005"), ("N01", "S006")):
        ready.say(Recusal(inspector=inspector_id, body=body_id, ground="kinship"), "d")
    assert derived(ready).recusals == (Pair(inspector="N01", body="S006"), Pair(inspector="N02", body="S003"))


@pytest.mark.parametrize(
    ("items", "minimum", "slots"),
    [
        (("I1",), 2, ["I1", "I1"]),
        (("I1",), 3, ["I1", "I1", "I1"]),
        (("I1", "I2"), 2, ["I1", "I2"]),
        (("I1", "I2"), 3, ["I1", "I2", "I1"]),
        (("I1", "I2", "I3"), 2, ["I1", "I2", "I3"]),
    ],
)
def test_nobody_inspects_alone_and_each_item_has_somebody(
    items: tuple[str, ...], minimum: int, slots: list[str]
) -> None:
    assert [slot.items for slot in slots_of(task(items=items), minimum)] == [(one,) for one in slots]


# What is written is what follows.


def test_the_choices_of_a_commitment_give_the_commitment_back(ready: World) -> None:
    for changes in (
        {},
        {"sealed": True},
        {"beacon": None},
        {"cap": 5},
        {"beacon": BeaconRound(chain="quicknet", round=ROUND + 7, fallback="void", hours=9)},
    ):
        body_ = derived(ready, **changes)
        assert commitment.derive(ready.state, choices_of(body_)).commit == body_


def reclass(world: World) -> None:
    world.change("S001", credit_class="D")


def close(world: World) -> None:
    world.change("S001", state="closed")


def add_inspector(world: World) -> None:
    world.say(InspectorChange(reason="新", added=(inspector(9),)), "p")


def recuse(world: World) -> None:
    world.say(Recusal(inspector="N01", body="S001", ground="kinship"), "d")


@pytest.mark.parametrize(
    ("change", "field"),
    [(reclass, "pool"), (close, "pool"), (add_inspector, "inspectors"), (recuse, "recusals")],
)
def test_a_commitment_made_before_a_change_does_not_hold_after_it(
    ready: World, change: Callable[[World], None], field: str
) -> None:
    stale = derived(ready)
    change(ready)
    with ready.refused(errors.CommitmentMismatch, field=field, task="T1"):
        ready.say(stale, "o1")
    ready.say(derived(ready), "o1")


def without(members: commitment.Pool, id_: str) -> str:
    return pool_digest({one: entry for one, entry in members.items() if one != id_})


@pytest.mark.parametrize(
    ("field", "forge"),
    [
        ("pool", lambda world, made: without(pool(world), "S003")),
        ("pool", lambda world, made: pool_digest(pool(world) | {"S001": ("D", "2025-01-06")})),
        ("pool", lambda world, made: pool_digest(pool(world) | {"S099": ("D", "2025-01-06")})),
        ("strata", lambda world, made: tuple(msgspec.structs.replace(one, sample=one.size) for one in made.strata)),
        ("strata", lambda world, made: tuple(msgspec.structs.replace(one, p=1, q=1) for one in made.strata)),
        ("strata", lambda world, made: made.strata[:3]),
        ("excluded", lambda world, made: (Exclusion(reason="inactive", bodies=("S003",)),)),
        ("inspectors", lambda world, made: (*made.inspectors, "N99")),
        ("inspectors", lambda world, made: made.inspectors[:-1]),
        ("recusals", lambda world, made: (Pair(inspector="N01", body="S003"),)),
        ("slots", lambda world, made: made.slots[:1]),
        ("plan", lambda world, made: world.state.genesis.id),
    ],
)
def test_a_forged_field_is_named(ready: World, field: str, forge: Callable[[World, DrawCommit], Any]) -> None:
    """Dropping a school, re-classing one, adding an inspector, another k: nothing but the choices is the office's."""
    made = derived(ready)
    with ready.refused(errors.CommitmentMismatch, field=field):
        said = msgspec.structs.replace(made, **{field: forge(ready, made)})
        refs = (said.plan, *said.secrets)
        ready.say(Step(said, refs), "o1")


def test_every_field_is_either_chosen_or_compared() -> None:
    """A field that is neither would be the office's to fill in."""
    chosen = {"task", "ordinal", "secrets", "cap", "opens", "beacon", "lotteries", "balls", "sealed", "guests_by"}
    compared = {"guests", "pool", "strata", "excluded", "inspectors", "recusals", "slots", "plan"}
    assert chosen | compared | {"algorithm"} == set(DrawCommit.__struct_fields__)
