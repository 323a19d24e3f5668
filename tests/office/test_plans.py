"""The plan: what is proposed already is not proposed again, and every proposal is answered."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.plan import Declined, Plan, PlanApproval, PlanProposal, Task
from ssj_publish.core.shapes import Source
from ssj_publish.importers.faults import Fault
from ssj_publish.importers.reading import Import
from ssj_publish.office import plans
from tests.bureau import task
from tests.world import World

SOURCE = Source(file="计划.xlsx", sha256="ab" * 32)
OTHER = task("T2", items=("I2",), office="o2")


def read(*tasks: Task, absent: frozenset[str] = frozenset(), faults: tuple[Fault, ...] = ()) -> Import[Task]:
    return Import(SOURCE, tasks, faults, (), absent)


@pytest.fixture
def filled(empty_world: World) -> World:
    return empty_world.found().register()


def test_each_office_proposes_its_own_tasks(filled: World) -> None:
    found = plans.propose(filled.state, 2025, read(task(), OTHER, task("T3")), {"o1", "o2"})
    assert found == [
        PlanProposal(year=2025, office="o1", source=SOURCE, tasks=(task(), task("T3"))),
        PlanProposal(year=2025, office="o2", source=SOURCE, tasks=(OTHER,)),
    ]
    assert plans.propose(filled.state, 2025, read(task(), OTHER), {"o2"}) == found[1:]


def test_who_has_no_task_in_the_workbook_is_told_who_has(filled: World) -> None:
    with pytest.raises(errors.NothingToPropose) as caught:
        plans.propose(filled.state, 2025, read(task()), {"o2"})
    assert caught.value.data["offices"] == "一科"
    with pytest.raises(errors.NothingToPropose) as caught:
        plans.propose(filled.state, 2025, read(), {"o2"})
    assert caught.value.data["offices"] == "（无）"


def test_what_is_proposed_or_planned_already_is_left_out(filled: World) -> None:
    """Compared as far as the workbook says anything: a column that it lacks changes nothing."""
    filled.say(PlanProposal(year=2025, office="o1", tasks=(task(),)), "o1")
    assert plans.propose(filled.state, 2025, read(task(), task("T3")), {"o1"})[0].tasks == (task("T3"),)
    assert plans.propose(filled.state, 2025, read(task()), {"o1"}) == []
    changed = msgspec.structs.replace(task(), name="改名抽查")
    assert plans.propose(filled.state, 2025, read(changed), {"o1"})[0].tasks == (changed,)
    assert plans.propose(filled.state, 2025, read(changed, absent=frozenset({"name"})), {"o1"}) == []
    special = msgspec.structs.replace(task(), special=True)
    assert plans.propose(filled.state, 2025, read(special), {"o1"}) == [], "no workbook says so"


def test_an_office_is_meant_by_its_id_or_its_name(filled: World) -> None:
    assert plans.office(filled.state, "o2") == plans.office(filled.state, "二科") == "o2"
    with pytest.raises(errors.RoleUnknown) as caught:
        plans.office(filled.state, "三科")
    assert (caught.value.data["role"], caught.value.data["known"]) == ("三科", "o1（一科）、o2（二科）")
    with pytest.raises(errors.RoleUnknown):
        plans.office(filled.state, "p")


def test_a_plan_answers_every_proposal_of_its_year_once(filled: World) -> None:
    one = filled.say(PlanProposal(year=2025, office="o1", tasks=(task("T3"), task())), "o1")
    two = filled.say(PlanProposal(year=2025, office="o2", tasks=(OTHER,)), "o2")
    assert [found.id for found in plans.unanswered(filled.state, 2025)] == [one.id, two.id]
    assert plans.unanswered(filled.state, 2026) == []
    joint = plans.merged(filled.state, "T4", ["T1", "T2"], "联合抽查")
    assert (joint.id, joint.name, joint.office, joint.partners, joint.merged_from) == (
        "T4", "联合抽查", "o1", ("o2",), ("T1", "T2"),
    )  # fmt: skip
    declined = (Declined(task="T3", reason="重复。"),)
    step = plans.consolidate(filled.state, 2025, "计划", (joint,), declined)
    assert step.body == Plan(year=2025, title="计划", proposals=(one.id, two.id), tasks=(joint,), declined=declined)
    whole = plans.consolidate(filled.state, 2025, "计划").body
    assert isinstance(whole, Plan)
    assert [found.id for found in whole.tasks] == ["T1", "T2", "T3"], "sorted by id"
    filled.say(step, "p")
    assert plans.unanswered(filled.state, 2025) == []


def test_only_what_is_proposed_can_be_merged(filled: World) -> None:
    with pytest.raises(errors.TaskUnknown) as caught:
        plans.merged(filled.state, "T4", ["T1", "T2"])
    assert (caught.value.data["task"], caught.value.data["known"]) == ("T1", "（无）")
    filled.say(PlanProposal(year=2025, office="o1", tasks=(task(),)), "o1")
    with pytest.raises(errors.TaskUnknown) as caught:
        plans.merged(filled.state, "T4", ["T1", "T2"])
    assert (caught.value.data["task"], caught.value.data["known"]) == ("T2", "T1")


def test_the_one_plan_that_waits_is_approved(filled: World) -> None:
    with pytest.raises(errors.PlanAbsent):
        plans.waiting(filled.state)
    records = []
    for one in ("T1", "T3"):
        filled.say(PlanProposal(year=2025, office="o1", tasks=(task(one),)), "o1")
        records.append(filled.say(plans.consolidate(filled.state, 2025, "计划"), "p"))
        if one == "T1":
            assert plans.waiting(filled.state) == records[0].id
    with pytest.raises(errors.PlanUnclear) as caught:
        plans.waiting(filled.state)
    assert caught.value.data["plans"] == f"{records[0].seq}、{records[1].seq}"
    step = plans.approve(records[0].id, "教发1号")
    assert step.body == PlanApproval(plan=records[0].id, document="教发1号")
    filled.say(step, "l")
    assert plans.waiting(filled.state) == records[1].id


def test_a_workbook_is_read_with_the_ledger_s_own_offices_items_and_classes(filled: World, tmp_path: Path) -> None:
    path = tmp_path / "计划.csv"
    path.write_text(
        "任务编号,任务名称,抽查事项,牵头科室,抽查对象范围,A,B,C,D,开始日期,结束日期\n"
        "T1,春季抽查,I1,一科,学校,10%,20%,50%,100%,2025-03-24,2025-05-30\n",
        "utf-8",
    )
    found = plans.read(filled.state, path, 2025)
    [one] = found.entries
    assert (one.id, one.office, one.items, [(r.credit_class, r.p, r.q) for r in one.ratios][:2]) == (
        "T1", "o1", ("I1",), [("A", 10, 100), ("B", 20, 100)],
    )  # fmt: skip
