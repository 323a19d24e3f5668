"""``ssj import``: workbooks to one dated record, after the clerk has seen what changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from ssj_publish import importers
from ssj_publish.cli import _columns, preview, tables
from ssj_publish.cli._office import Pen, ledger_folder, write_new, writes
from ssj_publish.cli._screen import confirm, say, say_json
from ssj_publish.importers import templates
from ssj_publish.machine.gc import everything_lasts
from ssj_publish.office import filling, lookup, plans, registers
from ssj_publish.office.desk import Act, Desk, Step
from ssj_publish.words import labels

#: So many new entries are listed one by one; of more, half as many.
_LISTED: Final = 40


@click.group("import")
def import_() -> None:
    """导入 xlsx 或 CSV。先列出全部问题和变化，确认后写入；身份证、手机等列不会进入台账。"""


import_.add_command(tables.visits_)
import_.add_command(tables.results_)
import_.add_command(tables.cases_)


def register(name: registers.Name, title: str) -> None:
    """The command for one register."""

    @import_.command(name, help=f"导入{title} FILE，与台账比较后写入新增、变更和移除。")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--reason", default=f"更新{title}", show_default=True, help="变更理由，将公示。")
    @click.option(
        "--removal",
        help="表中不再出现的条目为什么移除：情形，冒号后面可补充说明，如 撤并：并入城关小学（有移除时必填）。",
    )
    @click.option("--sheet", help="工作表的名称（有几张都像时指定）。")
    @click.option("--map", "maps", multiple=True, metavar="列=字段", help=_columns.MAP)
    @click.option("--fill", "fills", multiple=True, metavar="字段=内容", help=_columns.FILL)
    @click.option("--add", is_flag=True, help="表中只有一部分：新增或变更所列的，其余不动。")
    @click.option("--dry-run", is_flag=True, help="只显示变化，不写入。")
    @click.option("--json", "as_json", is_flag=True, help="以 JSON 输出（配合 --dry-run）。")
    @click.option("--yes", is_flag=True, help="不再询问，直接写入。")
    @writes
    @everything_lasts()
    def command(
        pen: Pen,
        file: Path,
        reason: str,
        removal: str | None,
        sheet: str | None,
        maps: tuple[str, ...],
        fills: tuple[str, ...],
        add: bool,
        dry_run: bool,
        as_json: bool,
        yes: bool,
    ) -> None:
        read = _columns.understood(
            pen.desk.folder,
            name,
            maps,
            lambda mapped: registers.read(pen.state, name, file, pen.time.date(), sheet, mapped),
            fills,
        )
        found = preview.checked(read, as_json)
        if not as_json:
            preview.tell_reading(found)
        built = registers.change(pen.state, name, found, reason, removal, partial=add)
        show(built, registers.current(pen.state, name), as_json)
        if built is None:
            return
        steps = registers.steps(built)
        after = pen.rehearse([Act.of(step, pen.state.keyring.first("policy")) for step in steps])
        if not as_json:
            preview.tell(name, built, pen.state)
            preview.tell_pools(pen.state, after)
            if len(steps) > 1:
                say(f"内容较多，分成 {len(steps)} 条记录，一起写入。")
        if dry_run:
            return
        if not yes:
            confirm("以上变化写入台账？")
        if len(steps) == 1:
            pen.write(steps[0])
        else:
            pen.write_all([Act.of(step, *pen.roles) for step in steps])


register("items", "抽查事项清单")
register("bodies", "监管对象名录库")
register("inspectors", "执法检查人员名录库")


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("year", type=int)
@click.option("--map", "maps", multiple=True, metavar="列=字段", help=_columns.MAP)
@click.option("--fill", "fills", multiple=True, metavar="字段=内容", help=_columns.FILL)
@click.option("--office", help="只提报这个科室的任务（角色编号或名称；默认为所给密钥所属的科室）。")
@click.option("--dry-run", is_flag=True, help="只显示任务，不写入。")
@click.option("--yes", is_flag=True, help="已看过“请核对”的各处，不再询问。")
@writes
def plan(
    pen: Pen,
    file: Path,
    year: int,
    maps: tuple[str, ...],
    fills: tuple[str, ...],
    office: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """从年度计划 FILE 读取 YEAR 年各科室的任务，由各科室各自签署提报。"""
    wanted = {plans.office(pen.state, office)} if office else pen.roles
    read = preview.checked(
        _columns.understood(
            pen.desk.folder, "plan", maps, lambda mapped: plans.read(pen.state, file, year, mapped), fills
        ),
        False,
    )
    doubtful = preview.tell_tasks(list(read.entries), pen.state) or any(one.doubt for one in read.notices)
    preview.tell_reading(read)
    for role, found in importers.by_office(read.entries).items():
        say(f"{pen.state.role(role).name}：" + "，".join(f"{one.id} {one.name}" for one in found))
    every = wanted if office or not dry_run else set(importers.by_office(read.entries))
    proposed = plans.propose(pen.state, year, read, every)
    if not proposed:
        say("与台账一致，没有变化。")
        return
    after = pen.rehearse([Act.of(Step(body), body.office) for body in proposed])
    preview.tell_sizes([task for body in proposed for task in body.tasks], after)
    if dry_run:
        return
    if doubtful and not yes:
        confirm("以上“请核对”的各处都已看过，仍要写入？")
    for body in proposed:
        pen.write(Step(body))


@click.command()
@click.argument("kind", type=click.Choice(templates.KINDS))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--task", help="任务编号：visits 预先列出它抽中而还没有检查的对象和要点。")
@click.pass_obj
def template(repo: Path | None, kind: str, file: Path, task: str | None) -> None:
    """生成 KIND 的工作簿 FILE，有下拉选项和填写说明。

    KIND：items 清单、bodies 对象、inspectors 人员、plan 计划、visits 检查和结果、results 结果、cases 案件。
    """
    desk = Desk.open(ledger_folder(repo))
    task = lookup.task(desk.state, task) if task else None
    write_new(file, filling.workbook(desk.state, desk.folder, kind, task))
    say(f"已生成 {file}：填好第一张表后运行 ssj import {kind}{f' --task {task}' if task else ''}。")


def show(built: Any, current: Mapping[str, Any], as_json: bool) -> None:
    """What would change, entry by entry and field by field."""
    if as_json:
        say_json({"change": msgspec.to_builtins(built)})
        return
    if built is None:
        say("与台账一致，没有变化。")
        return
    shown = built.added if len(built.added) <= _LISTED else built.added[: _LISTED // 2]
    for entry in shown:
        say(f"新增 {entry.id} {entry.name}")
    if len(shown) < len(built.added):  # else what is to be looked at has left the screen
        say(f"……另外新增 {len(built.added) - len(shown)} 条（--dry-run --json 列出全部）")
    for entry in built.changed:
        before = current[entry.id]
        fields = [field for field in entry.__struct_fields__ if getattr(entry, field) != getattr(before, field)]
        told = "；".join(
            f"{labels.field(type(entry), field)}：{_told(before, field)} → {_told(entry, field)}" for field in fields
        )
        say(f"变更 {entry.id} {entry.name}：{told}")
    for removal in built.removed:
        ground = (labels.codes(type(removal), "ground") or {})[removal.ground]
        more = f"（{removal.reason}）" if removal.reason != ground else ""
        name = getattr(current.get(removal.id), "name", "")
        say(f"移除 {removal.id} {name}：{ground}{more}")
    say(f"合计：新增 {len(built.added)}，变更 {len(built.changed)}，移除 {len(built.removed)}。")


def _told(entry: Any, field: str) -> str:
    """The value of a field, its codes in words."""
    value, table = getattr(entry, field), labels.codes(type(entry), field) or {}
    if isinstance(value, tuple):
        return "、".join(table.get(one, str(getattr(one, "title", one))) for one in value) or "（无）"
    return table.get(value, {True: "是", False: "否", None: "（无）"}.get(value, str(value)))
