"""From the draw to one visit: what `coincide` proposes is written by a form of few lines, and what is not merged has a
reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as ser

from ssj_publish.core.kinds.plan import ClassRatio
from tests.bureau import SIGNERS, task
from tests.cli.conftest import Ssj
from tests.world import World

ALL = tuple(ClassRatio(credit_class=c, p=1, q=1) for c in "ABCD")


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, World]:
    """Two open draws of every body, on disk, with the offices' keys beside."""
    world = World().found().register(bodies=4)
    world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2", ratios=ALL))
    first, second = world.commit("T1"), world.commit("T2")
    world.open(first)
    world.open(second)
    world.write(tmp_path)
    for role, signer in SIGNERS.items():
        pem = signer.private.private_bytes(ser.Encoding.PEM, ser.PrivateFormat.OpenSSH, ser.NoEncryption())
        (tmp_path / f"{role}.key").write_bytes(pem)
    return tmp_path, world


def say(ssj: Ssj, folder: Path, command: str, form: str, *keys: str, time: str = "2025-04-10 17:00") -> tuple[int, str]:
    (folder / "表.yaml").write_text(form, "utf-8")
    signed = [part for key in keys for part in ("--key", folder / f"{key}.key")]
    ran = ssj("-C", folder, *command.split(), folder / "表.yaml", *signed, "--time", time)
    return ran.code, ran.out + ran.err


def test_what_is_proposed_is_written_in_a_few_lines(ssj: Ssj, desk: tuple[Path, World]) -> None:
    folder, world = desk
    first, second = world.state.draws.values()
    told = ssj("-C", folder, "draw", "coincide", "--today", "2025-04-01").out
    assert "可以合并 S001 第1学校" in told
    assert "建议一次查完事项 I1、I2" in told
    assert told.splitlines()[-1] == "共 4 对重合：可以合并 4 对，分开检查而没有写明理由 0 对。"
    form = (
        f"抽取: {first.record.seq}\n一并完成的其他抽取:\n  - 抽取: {second.record.seq}\n监管对象: S001\n检查日期: 2025-04-10\n"
        "到达时间: 09:05\n离开时间: 10:20\n检查方式: 实地检查\n签字人职务: 校长\n"
    )
    code, said = say(ssj, folder, "visit add", form, "o1")
    assert code == 0, said
    again = ssj("-C", folder, "draw", "coincide", "--today", "2025-04-11").out
    assert "S001" not in again
    assert "一次查完 S001 第1学校" in ssj("-C", folder, "draw", "coincide", "--all", "--today", "2025-04-11").out


def test_a_time_that_is_none_is_told_in_chinese(ssj: Ssj, desk: tuple[Path, World]) -> None:
    folder, world = desk
    first = next(iter(world.state.draws.values()))
    form = f"draw: {first.record.seq}\nbody: S001\ndate: 2025-04-10\narrived: 上午九点\nleft: 10:20\nmethod: 实地检查\nsigned_by: 校长\n"
    code, said = say(ssj, folder, "visit add", form, "o1")
    assert code == 2
    assert "请写成 24 小时制的 09:05" in said


def test_reasons_spared_visits_calendars_and_filings_are_written_by_forms(ssj: Ssj, desk: tuple[Path, World]) -> None:
    folder, world = desk
    first, second = world.state.draws.values()
    apart = f"监管对象: S001\n各次检查的缘由: [{first.record.seq}, {second.record.seq}]\n未合并的情形: 时间无法衔接\n说明: 错开。\n"
    code, said = say(ssj, folder, "visit apart", apart, "o1")
    assert code == 0, said
    spared = (
        f"抽取: {first.record.seq}\n监管对象: 第2学校\n作出结果的部门: 县市场监管局\n结果的日期: 2025-03-20\n"
        "文书名称和文号: 检查记录8号\n说明: 三月已查。\n"
    )
    code, said = say(ssj, folder, "visit avoid", spared, "o1", "p")
    assert code == 0, said
    closed = "对象类型: [学校]\n停检的日子:\n  - {自: 2025-06-07, 至: 2025-06-10, 停检的原因: 考试, 名称: 高考}\n校历文件: 校历\n"
    code, said = say(ssj, folder, "visit closed", closed, "o1")
    assert code == 0, said
    plan = next(one.record.seq for one in world.state.plans.values())
    filed = f"计划: {plan}\n备案机关: 县司法局\n备案编号: 备1号\n备案日期: 2025-02-10\n"
    code, said = say(ssj, folder, "plan file", filed, "p")
    assert code == 0, said
    assert ssj("-C", folder, "verify").code == 0


def test_status_and_verify_tell_the_same_duties_with_the_next_step(ssj: Ssj, desk: tuple[Path, World]) -> None:
    folder, _ = desk
    told = ssj("-C", folder, "status", "--today", "2025-04-01").out
    assert "一科 合并检查，或写明理由 T1 S001 第1学校；下一步：ssj draw coincide" in told
    assert "逾期 2025-02-04 政策法规科 抽查计划报备案 2025 年；下一步：ssj plan file" in told
    listed = json.loads(ssj("-C", folder, "status", "--json", "--today", "2025-04-01").out)
    report = json.loads(ssj("-C", folder, "verify", "--json", "--today", "2025-04-01").out)
    assert len(report["duties"]) == len(listed)
    words = ssj("-C", folder, "verify", "--today", "2025-04-01").out
    assert f"应办事项 {len(listed)} 项，其中逾期" in words
    assert "抽查计划报备案 1 项" in words
