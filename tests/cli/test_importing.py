"""``ssj import``: the dry run is a preview, and says what the write will say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.cli import _columns, _screen
from ssj_publish.core.entry import Entry
from ssj_publish.importers import parts
from ssj_publish.ledger import store
from ssj_publish.office import registers
from ssj_publish.office.desk import Desk
from tests.cli.conftest import Ssj, files

PLAN = """任务编号,任务名称,抽查事项,发起科室,抽查对象范围,抽查区域,抽查对象数量,抽取时间自,抽取时间至
RW-9,夏季抽查,{item},{office},{scope},,8,2025-05-01,2025-06-30
"""
BOOKS = Path(__file__).parents[2] / "ssj_publish" / "workbooks" / "anlan"


def plan(folder: Path, **changes: str) -> Path:
    path = folder / "计划.csv"
    told = {"item": "JY-01", "office": "民办教育科", "scope": "校外培训机构"} | changes
    path.write_text(PLAN.format(**told), encoding="utf-8")
    return path


def test_the_dry_run_of_a_plan_makes_the_ledgers_own_checks(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    """The record is built and passed through the door on a copy: refused there, it is refused before anybody signs."""
    before = files(office)
    ran = ssj("-C", office, "import", "plan", plan(tmp_path, scope="幼儿园"), 2025, "--dry-run")
    assert ran.code == 2
    assert "事项 JY-01 不适用于 幼儿园" in ran.err
    assert files(office) == before


def test_what_the_dry_run_passes_is_written(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    """The preview: columns, rows, and how many would be drawn from how many; nothing is written until it is asked
    for."""
    before = files(office)
    ran = ssj("-C", office, "import", "plan", plan(tmp_path), 2025, "--dry-run")
    assert ran.code == 0, ran.err
    assert "照表头读取 任务编号、任务名称" in ran.out
    assert "读取 1 行，跳过 0 行。" in ran.out
    assert "共 8 个）" in ran.out
    assert files(office) == before
    written = ssj(
        "-C", office, "import", "plan", plan(tmp_path), 2025, "--key", office / "keys" / "minban", "--time",
        "2025-03-20 19:00",
    )  # fmt: skip
    assert written.code == 0, written.err
    (new,) = files(office).keys() - before.keys()
    assert b"number: 8" in files(office)[new]


def test_the_preview_of_a_register_says_who_leaves_which_pool(ssj: Ssj, office: Path) -> None:
    ran = ssj(
        "-C", office, "import", "bodies", BOOKS / "监管对象名录库.xlsx", "--dry-run", "--removal", "停办", "--time",
        "2025-03-20 19:00",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "离开任务 RW-2025-02（春季幼儿园联合抽查）的抽取范围：DX-0357 安澜县柳塘镇新苗幼儿园" in ran.out
    assert "等级评定日期：2025-01-06 至 2025-01-06" in ran.out


REGISTER = """编号,学校全名,类型,所在处,信用等级,评定日期
DX-9001,临江县第一小学,中小学,文化路1号,A,2025-01-06
"""


def test_an_unknown_column_is_mapped_once_and_remembered(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    """What the clerk says of a column is kept beside the ledger, shown and used again; it is no part of the ledger."""
    table = tmp_path / "一校.csv"
    table.write_text(REGISTER, encoding="utf-8")
    command = ("-C", office, "import", "bodies", table, "--add", "--dry-run", "--time", "2025-03-20 19:00")
    refused = ssj(*command)
    assert refused.code == 2
    assert refused.err.count("缺少“名称”列") == 1
    before = files(office)
    ran = ssj(*command, "--map", "学校全名=名称", "--map", "所在处＝地址")
    assert ran.code == 0, ran.err
    assert "新增 DX-9001 临江县第一小学" in ran.out
    assert "B 列“学校全名”→名称" in ran.out
    again = ssj(*command)
    assert again.code == 0, again.err
    assert "沿用 columns.json 里记下的列：“学校全名”→名称" in again.err
    assert files(office) == before
    assert ssj("verify", office).code == 0


def test_what_a_column_can_be_mapped_to_is_said(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    table = tmp_path / "一校.csv"
    table.write_text(REGISTER, encoding="utf-8")
    command = ("-C", office, "import", "bodies", table, "--dry-run", "--map")
    assert "没有“校名字”这一项" in ssj(*command, "学校全名=校名字").err
    assert "不是列的对照" in ssj(*command, "学校全名").err


def test_a_clerk_at_a_terminal_is_asked(
    ssj: Ssj, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "一校.csv"
    table.write_text(REGISTER, encoding="utf-8")
    asked: list[str] = []

    def answer(question: str, _: object) -> str:
        asked.append(question)
        return "1" if "名称" in question else "2"

    monkeypatch.setattr(_screen, "is_terminal", lambda: True)
    monkeypatch.setattr(_columns, "inquire", answer)
    ran = ssj("-C", office, "import", "bodies", table, "--add", "--dry-run", "--time", "2025-03-20 19:00")
    assert ran.code == 0, ran.err
    assert asked[0].startswith("没有“名称”列。不认识的列有：1 学校全名，2 所在处。")
    assert len(asked) == 2


def large(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[object, ...]:
    """The command that imports forty bodies, where a record holds some seven."""
    monkeypatch.setattr(registers, "parts", partial(parts.parts, limit=2_000))
    table = tmp_path / "全县.csv"
    rows = (f"DX-9{number:03d},临江县第{number}小学,中小学,文化路{number}号,A,2025-01-06\n" for number in range(40))
    table.write_text("编号,名称,类型,地址,信用等级,评定日期\n" + "".join(rows), encoding="utf-8")
    given = ("--time", "2025-03-20 19:00", "--key", office / "keys" / "zhengce")
    return ("-C", office, "import", "bodies", table, "--add", "--yes", *given)


def bodies(office: Path) -> dict[str, Any]:
    return {id_: one for id_, one in Desk.open(office / "ledger").state.bodies.current.items() if id_[:4] == "DX-9"}


def test_a_register_too_large_for_a_record_comes_in_several(
    ssj: Ssj, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clerk is told before and after; each record says which it is; the ledger verifies, and nothing is left to
    import."""
    command, before = large(office, tmp_path, monkeypatch), files(office)
    ran = ssj(*command)
    assert ran.code == 0, ran.err
    new = files(office).keys() - before.keys()
    assert len(new) > 3
    assert f"分成 {len(new)} 条记录" in ran.out
    assert f"已写入 {len(new)} 条记录" in ran.out
    for place, name in enumerate(sorted(new), 1):
        assert f"（分 {len(new)} 条记录写入，这是第 {place} 条）" in files(office)[name].decode()
    assert len(bodies(office)) == 40
    assert ssj("verify", office).code == 0
    assert "与台账一致" in ssj(*command).out


def test_where_one_of_several_cannot_be_written_none_is(
    ssj: Ssj, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command, before = large(office, tmp_path, monkeypatch), files(office)
    with monkeypatch.context() as full:
        full.setattr(store, "append", third_fails(store.append))
        ran = ssj(*command)
    assert ran.code == 3
    assert files(office) == before
    assert ssj(*command).code == 0
    assert len(bodies(office)) == 40


def test_a_machine_that_stops_halfway_leaves_what_the_next_import_completes(
    ssj: Ssj, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records that were written hold by themselves, and what they say is not said again."""
    command, before = large(office, tmp_path, monkeypatch), files(office)
    with monkeypatch.context() as stopped:
        stopped.setattr(store, "append", third_fails(store.append))
        stopped.setattr(store, "_take_back", lambda folder, written: None)
        ssj(*command)
    assert len(files(office)) == len(before) + 2
    assert ssj("verify", office).code == 0
    assert 0 < len(bodies(office)) < 40
    ran = ssj(*command)
    assert ran.code == 0, ran.err
    assert len(bodies(office)) == 40
    assert ssj("verify", office).code == 0


def third_fails(append: Callable[..., None]) -> Callable[..., None]:
    """A disk that is full after two records."""
    done: list[str] = []

    def instead(folder: Path, entry: Entry, prev: str | None) -> None:
        if len(done) == 2:
            raise errors.StorageFailed(folder=str(folder), reason="ENOSPC")
        append(folder, entry, prev)
        done.append(entry.name)

    return instead
