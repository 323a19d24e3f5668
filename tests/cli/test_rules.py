"""``ssj rules``, ``ssj report``, ``ssj register``: rules are changed from a form; numbers come out; a list is
compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssj_publish.core.replay import replay
from ssj_publish.core.state import State
from ssj_publish.ledger import store
from tests.cli.conftest import Ran, Ssj


def state_of(office: Path) -> State:
    return replay(store.read_entries(office / "ledger")).state


def change(ssj: Ssj, office: Path, form: Path, *keys: str) -> Ran:
    given = [part for key in keys for part in ("--key", office / "keys" / key)]
    return ssj("-C", office, "rules", "change", form, *given, "--time", "2025-03-20 19:00")


@pytest.fixture
def form(ssj: Ssj, office: Path, tmp_path: Path) -> Path:
    """The rules in force, as the command prints them, with shorter days."""
    told = ssj("-C", office, "rules", "change", "--key", office / "keys" / "zhengce", "--time", "2025-03-20 19:00")
    assert told.code == 0, told.err
    assert "result_days: 20" in told.out
    path = tmp_path / "规则.yaml"
    path.write_text(told.out.replace("result_days: 20", "result_days: 10").replace("（请填写）", "教发9号"), "utf-8")
    return path


def test_the_rules_are_changed_from_what_the_command_prints(ssj: Ssj, office: Path, form: Path) -> None:
    ran = change(ssj, office, form, "zhengce", "lingdao")
    assert ran.code == 0, ran.err
    assert state_of(office).settings.result_days == 10
    told = ssj("-C", office, "rules", "list").out
    assert "创世记录" in told
    assert "结果公示期限：20 个工作日改为10 个工作日" in told


def test_beyond_the_law_the_command_says_which_law(ssj: Ssj, office: Path, form: Path) -> None:
    form.write_text(form.read_text("utf-8").replace("result_days: 10", "result_days: 99"), "utf-8")
    before = len(state_of(office).records)
    ran = change(ssj, office, form, "zhengce", "lingdao")
    assert ran.code != 0
    assert "1 至 60" in ran.err
    assert "118号" in ran.err
    assert len(state_of(office).records) == before


def test_the_form_tells_its_fields(ssj: Ssj, office: Path) -> None:
    told = ssj("-C", office, "rules", "change", "--template", "--key", office / "keys" / "zhengce").out
    assert "由谁接续" in told
    assert "新增的角色" in told
