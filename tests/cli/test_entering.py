"""``ssj reply``, ``feedback``, ``outreach``, ``follow-up``, ``recheck``: what comes back, from small forms of few
lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as ser

from ssj_publish.core.kinds.oversight import Supervision
from ssj_publish.core.records import Record
from tests.bureau import SIGNERS, task
from tests.cli.conftest import Ssj, files
from tests.cli.test_coincide import say
from tests.world import World
from tests.years import summer, whole_year

Office = tuple[Path, World, Record, Record]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A year up to a draw in August, a result in it, a finding of 纪检组 that nobody has followed, and the keys
    beside."""
    world = whole_year(task("T7", start=date(2025, 8, 18), end=date(2025, 10, 31)))
    result = next(one.record for one in world.state.results.values() if one.in_force)
    finding = world.say(Supervision(subjects=(result.id,), level="concern", finding="请说明公示的依据。"), "d")
    summer(world, "T7")
    world.write(tmp_path)
    for role, signer in SIGNERS.items():
        pem = signer.private.private_bytes(ser.Encoding.PEM, ser.PrivateFormat.OpenSSH, ser.NoEncryption())
        (tmp_path / f"{role}.key").write_bytes(pem)
    return tmp_path, world, result, finding


TIME = "2025-09-01 09:00"


def test_every_one_of_them_prints_its_form(ssj: Ssj, office: Office) -> None:
    folder, *_ = office
    for command, field in (
        ("reply", "received"), ("feedback", "offices"), ("outreach", "channels"), ("follow-up", "supervision"),
    ):  # fmt: skip
        told = ssj("-C", folder, command)
        assert told.code == 0, told
        assert field in told.out


def test_a_reply_is_entered_by_the_discipline_group_and_refused_from_another_office(ssj: Ssj, office: Office) -> None:
    folder, _, result, _ = office
    form = f"target: {result.seq}\nreceived: 2025-08-29\npost: 校长\ntext: 收费标准已经补齐。\n"
    before = files(folder)
    code, said = say(ssj, folder, "reply", form, "o2", time=TIME)
    assert (code, "一科" in said) == (2, True), said
    assert files(folder) == before
    code, said = say(ssj, folder, "reply", form, "d", time=TIME)
    assert code == 0, said
    assert "收费标准" not in "".join(path.read_text("utf-8") for path in (folder / "ledger").glob("0*/*.yaml"))


def test_a_month_is_counted_whole_or_not_at_all(ssj: Ssj, office: Office) -> None:
    folder, *_ = office
    line = "  - {office: %s, satisfied: 3, fair: 1, dissatisfied: 0, complaints: 0, integrity: 4, misconduct: %d}\n"
    head = "year: 2025\nmonth: 8\noffices:\n"
    code, said = say(ssj, folder, "feedback", head + line % ("o1", 0), "d", time=TIME)
    assert code == 2
    assert "每个业务科室都要有一行" in said
    code, said = say(ssj, folder, "feedback", head + line % ("o1", 5) + line % ("o2", 0), "d", time=TIME)
    assert code == 2
    assert "比收到的廉政反馈" in said
    whole = head + line % ("o1", 0) + line % ("o2", 0)
    assert say(ssj, folder, "feedback", whole, "o1", time=TIME)[0] == 2, "it is 纪检组's to count"
    assert say(ssj, folder, "feedback", whole, "d", time=TIME)[0] == 0
    code, said = say(ssj, folder, "feedback", whole, "d", time=TIME)
    assert code == 2
    assert "已经录入" in said


def test_publicity_has_a_channel(ssj: Ssj, office: Office) -> None:
    folder, *_ = office
    form = "title: 怎样抽查\ndate: 2025-08-29\ncontent: 介绍抽查。\n"
    assert say(ssj, folder, "outreach", form, "p", time=TIME)[0] == 2
    code, said = say(ssj, folder, "outreach", form + "channels: [张贴海报, 电视]\n", "p", time=TIME)
    assert code == 0, said


def test_a_finding_is_followed_until_it_is_closed_and_no_further(ssj: Ssj, office: Office) -> None:
    folder, _, _, finding = office
    form = f"supervision: {finding.seq}\nstep: 说明情况\ntext: 已经说明。\n"
    assert "把监督意见落实到底" in ssj("-C", folder, "status", "--today", "2025-09-01").out
    assert say(ssj, folder, "follow-up", form, "d", time=TIME)[0] == 0
    closed = form.replace("说明情况", "已整改") + "closed: 是\n"
    assert say(ssj, folder, "follow-up", closed, "d", time=TIME)[0] == 0
    code, said = say(ssj, folder, "follow-up", closed, "d", time=TIME)
    assert code == 2
    assert "办结" in said
    assert "把监督意见落实到底" not in ssj("-C", folder, "status", "--today", "2025-09-01").out


def test_a_quarter_s_sample_is_drawn_by_nobody_s_choice(ssj: Ssj, office: Office) -> None:
    folder, *_ = office
    signed = ("--key", folder / "d.key", "--time", TIME)
    told = ssj("-C", folder, "recheck", 2025, 2, *signed)
    assert told.code == 0, told
    assert "检查记录" in told.out
    again = ssj("-C", folder, "recheck", 2025, 2, *signed)
    assert again.code == 2
    early = ssj("-C", folder, "recheck", 2025, 3, *signed)
    assert early.code != 0
    assert "还不能抽取" in early.err
