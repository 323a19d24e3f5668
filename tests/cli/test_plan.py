"""``ssj plan``: two offices' tasks meet, are listed, merged, consolidated and approved; slips of the pen are
refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ssj_publish.core.kinds.plan import ClassRatio, PlanProposal
from ssj_publish.core.replay import replay
from ssj_publish.core.state import State
from ssj_publish.ledger import store
from tests.bureau import SIGNERS, task
from tests.cli.conftest import Ran, Ssj
from tests.cli.conftest import files as files_of
from tests.world import World

HIGH = tuple(ClassRatio(credit_class=c, p=p, q=10) for c, p in zip("ABCD", (2, 2, 5, 10), strict=True))


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """Three tasks proposed: T1 and T2 at the same bodies in April and May, T3 in autumn."""
    world = World().found().register()
    later = {"start": date(2025, 9, 1), "end": date(2025, 10, 31)}
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T1"), task("T3", **later))), "o1")
    second = task(
        "T2", items=("I2",), office="o2", start=date(2025, 4, 1), end=date(2025, 6, 30), ratios=HIGH, minimum=2
    )
    world.say(PlanProposal(year=2025, office="o2", tasks=(second,)), "o2")
    world.write(tmp_path)
    for name in ("p", "l"):
        key = SIGNERS[name].private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
        (tmp_path / name).write_bytes(key)
        (tmp_path / name).chmod(0o600)
    return tmp_path


def consolidate(ssj: Ssj, bureau: Path, *options: str) -> Ran:
    return ssj(
        "-C", bureau, "plan", "consolidate", 2025, "--title", "计划", *options,
        "--key", bureau / "p", "--time", "2025-01-10 09:00",
    )  # fmt: skip


def state_of(bureau: Path) -> State:
    return replay(store.read_entries(bureau / "ledger")).state


def test_tasks_that_meet_are_listed(ssj: Ssj, bureau: Path) -> None:
    ran = ssj("-C", bureau, "plan", "overlaps", 2025)
    assert ran.code == 0
    assert ran.out == (
        "T1 春季抽查 与 T2 春季抽查：共同对象 12 个（学校），时间重叠 2025-04-01 至 2025-05-30\n共 1 对。\n"
    )
    assert ssj("-C", bureau, "plan", "overlaps", 2026).out == "没有重叠的任务。\n"


def test_two_tasks_become_one_visit(ssj: Ssj, bureau: Path) -> None:
    """Of T1 and T2 one joint task is made, T3 is declined; what is approved stands in the plan."""
    ran = consolidate(
        ssj, bureau, "--merge", "T9=T1,T2", "--name", "T9=春季联合抽查", "--decline", "T3=与县里的安排重复。"
    )
    assert ran.code == 0, ran.err
    [found] = state_of(bureau).tasks.values()
    joint = found.task
    assert (joint.id, joint.name, joint.items) == ("T9", "春季联合抽查", ("I1", "I2"))
    assert (joint.office, joint.partners, joint.merged_from) == ("o1", ("o2",), ("T1", "T2"))
    assert (joint.start, joint.end, joint.minimum) == (date(2025, 4, 1), date(2025, 5, 30), 2)
    assert [(one.p, one.q) for one in joint.ratios] == [(2, 10), (20, 100), (50, 100), (100, 100)]
    assert not state_of(bureau).approved(found)
    approved = ssj(
        "-C", bureau, "plan", "approve", "--document", "教发1号", "--key", bureau / "l", "--time", "2025-01-11 09:00"
    )
    assert approved.code == 0, approved.err
    after = state_of(bureau)
    assert after.approved(after.tasks["T9"])
    [plan] = after.plans.values()
    assert [(one.task, one.reason) for one in plan.plan.declined] == [("T3", "与县里的安排重复。")]
    assert ssj("-C", bureau, "plan", "overlaps", 2025).out == "没有重叠的任务。\n"


def test_without_a_name_the_joint_task_is_called_after_the_first(ssj: Ssj, bureau: Path) -> None:
    assert consolidate(ssj, bureau, "--merge", "T9=T2,T1").code == 0
    tasks = state_of(bureau).tasks
    assert sorted(tasks) == ["T3", "T9"]
    assert (tasks["T9"].task.name, tasks["T9"].task.office) == ("春季抽查（联合抽查）", "o2")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--merge", "T9"), "“T9”应写成 编号=内容"),
        (("--merge", "=T1,T2"), "应写成 编号=内容"),
        (("--merge", "T9="), "应写成 编号=内容"),
        (("--decline", "T3"), "应写成 编号=内容"),
        (("--merge", "T9=T1,T8"), "T8"),
        (("--merge", "T9=T1"), "T9"),
        (("--merge", "T9=T1,T3"), "T9"),
        (("--merge", "T3=T1,T2"), "T3"),
        (("--decline", "T8=没有。"), "T8"),
    ],
)
def test_slips_are_refused_and_nothing_is_written(ssj: Ssj, bureau: Path, options: tuple[str, ...], said: str) -> None:
    before = files_of(bureau)
    ran = consolidate(ssj, bureau, *options)
    assert ran.code == 2, ran
    assert said in ran.err
    assert files_of(bureau) == before


def test_a_plan_is_approved_once_and_by_its_number_too(ssj: Ssj, bureau: Path) -> None:
    assert consolidate(ssj, bureau).code == 0
    approve = (
        "-C",
        bureau,
        "plan",
        "approve",
        "--document",
        "教发1号",
        "--key",
        bureau / "l",
        "--time",
        "2025-01-11 09:00",
    )
    number = max(files_of(bureau)).removesuffix(".yaml")
    assert ssj(*approve, "--plan", int(number)).code == 0
    again = ssj(*approve)
    assert again.code == 2
    assert "待批准" in again.err


def test_steps_out_of_order_are_told_the_step_that_comes_first(ssj: Ssj, bureau: Path) -> None:
    approve = (
        "-C",
        bureau,
        "plan",
        "approve",
        "--document",
        "1号",
        "--key",
        bureau / "l",
        "--time",
        "2025-01-10 10:00",
    )
    early = ssj(*approve)
    assert (early.code, "ssj plan consolidate" in early.err) == (2, True)
    assert consolidate(ssj, bureau).code == 0
    again = consolidate(ssj, bureau)
    assert (again.code, "2025 年没有待汇总的提报" in again.err) == (2, True)


def test_a_draft_that_could_not_be_written_is_not_sent_round(ssj: Ssj, bureau: Path) -> None:
    """The content is held to the rules before anybody signs it, whoever will sign."""
    draft = bureau / "合并.yaml"
    ran = consolidate(ssj, bureau, "--decline", "T1=", "--draft", str(draft))
    assert (ran.code, draft.exists()) == (2, False)
    ran = consolidate(ssj, bureau, "--cancel", "T9=不再开展", "--draft", str(draft))
    assert (ran.code, draft.exists()) == (2, False), ran.out
    assert consolidate(ssj, bureau, "--draft", str(draft)).code == 0
