"""Types and towns that nothing covers."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.kinds.registers import Body
from ssj_publish.importers.coverage import Uncovered, of_bodies, of_tasks

DAY = date(2025, 1, 6)


def body(number: int, type_: str, town: str) -> Body:
    return Body(
        id=f"DX-{number}",
        name=f"园{number}",
        type=type_,
        address="路",
        town=town,
        credit_class="A",
        class_date=DAY,
        state="active",
        capped="no",
    )


TASK = Task(
    id="RW-1",
    name="抽查",
    items=("JY-01",),
    office="a",
    scope=("幼儿园",),
    towns=("城关镇",),
    ratios=(),
    start=DAY,
    end=DAY,
)
BODIES = (body(1, "幼儿园", "城关镇"), body(2, "民办幼儿园", "城关"), body(3, "民办幼儿园", "河东镇"))


def test_bodies_outside_every_task() -> None:
    """Both kinds of near miss are counted; a town that merely is not in the task is none."""
    assert of_bodies(BODIES, (), (TASK,)) == (
        Uncovered("type", "民办幼儿园", 2, "幼儿园"), Uncovered("town", "城关", 1, "城关镇")
    )  # fmt: skip


def test_tasks_without_bodies() -> None:
    assert of_tasks((TASK,), BODIES[1:2]) == (
        Uncovered("type", "幼儿园", 0, "民办幼儿园"), Uncovered("town", "城关镇", 0, "城关")
    )  # fmt: skip
