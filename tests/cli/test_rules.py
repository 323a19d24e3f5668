"""``ssj rules``, ``ssj report``, ``ssj register``: rules are changed from a form; numbers come out; a list is compared."""

from __future__ import annotations

import csv
import io
import json
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


def test_a_report_is_printed_and_written(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    """As text, as JSON, and as CSV that begins with its heads; nothing is overwritten."""
    assert "行政检查次数" in ssj("-C", office, "report", "annual", 2025).out
    found = json.loads(ssj("-C", office, "report", "indicators", 2025, "--json").out)
    assert next(row["指标"] for row in found["rows"]) == "联合检查占比"
    path = tmp_path / "计划.csv"
    assert ssj("-C", office, "report", "plan", 2025, "--csv", path).code == 0
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert (len(rows[0]), rows[0][16], rows[0][17]) == (18, "备注", "台账编号")
    assert len(rows) == 1 + len(state_of(office).tasks)
    assert ssj("-C", office, "report", "plan", 2025, "--csv", path).code != 0


def test_a_list_is_compared(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    first = next(iter(state_of(office).bodies.current.values()))
    path = tmp_path / "名单.csv"
    path.write_text(
        f"名称,统一社会信用代码,未列入原因\n{first.name},{first.code or ''},\n某外县学校,,不在本县\n", "utf-8"
    )
    ran = ssj(
        "-C", office, "register", "compare", path, "--authority", "县民政局", "--title", "名单", "--date", "2025-03-01",
        "--type", first.type, "--yes", "--key", office / "keys" / "zhengce", "--time", "2025-03-20 19:00",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "名录没有：某外县学校（不在本县）" in ran.out
    [record] = state_of(office).comparisons
    assert (record.body.count, record.body.matched, [one.reason for one in record.body.missing]) == (
        2,
        1,
        ["elsewhere"],
    )
