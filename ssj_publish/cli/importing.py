"""``ssj import``: workbooks to one dated record, after the clerk has seen what changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec

from ssj_publish import importers
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import confirm, say, say_json
from ssj_publish.core.kinds.plan import PlanProposal
from ssj_publish.importers import wording
from ssj_publish.importers.reading import Import
from ssj_publish.office.desk import Step


@click.group("import")
def import_() -> None:
    """导入 xlsx 或 CSV。先列出全部问题和变化，确认后写成一条记录；身份证、手机等列不会进入台账。"""


def register(
    name: str, title: str, read: Callable[[Pen, Path, str | None], Import[Any]], change: Callable[..., Any]
) -> None:
    """The command for one register."""

    @import_.command(name, help=f"导入{title} FILE，与台账比较后写入新增、变更和移除。")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--reason", default=f"更新{title}", show_default=True, help="变更理由，将公示。")
    @click.option("--removal", help="表中不再出现的条目的移除理由（有移除时必填）。")
    @click.option("--sheet", help="工作表的名称（有几张都像时指定）。")
    @click.option("--dry-run", is_flag=True, help="只显示变化，不写入。")
    @click.option("--json", "as_json", is_flag=True, help="以 JSON 输出（配合 --dry-run）。")
    @click.option("--yes", is_flag=True, help="不再询问，直接写入。")
    @writes
    def command(
        pen: Pen,
        file: Path,
        reason: str,
        removal: str | None,
        sheet: str | None,
        dry_run: bool,
        as_json: bool,
        yes: bool,
    ) -> None:
        found = read(pen, file, sheet)
        current = getattr(pen.state, name).current
        built = change(current, checked(found, as_json), reason=reason, removal=removal)
        if as_json:
            say_json({"change": msgspec.to_builtins(built)})
        else:
            show(built, current)
        if dry_run or built is None:
            return
        if not yes:
            confirm("以上变化写入台账？")
        pen.write(Step(built))


def _items(pen: Pen, file: Path, sheet: str | None) -> Import[Any]:
    return importers.read_items(file, offices=offices(pen), sheet=sheet)


def _bodies(pen: Pen, file: Path, sheet: str | None) -> Import[Any]:
    codes = {one.code: one.id for one in pen.state.bodies.current.values() if one.code and one.branch_of is None}
    classes = pen.state.founding.settings.classes
    return importers.read_bodies(file, classes=classes, ids=codes, today=pen.time.date(), sheet=sheet)


def _inspectors(pen: Pen, file: Path, sheet: str | None) -> Import[Any]:
    items = pen.state.items
    known = {id_: one.name for id_ in items.history if (one := items.latest(id_)) is not None}
    return importers.read_inspectors(file, items=known, sheet=sheet)


register("items", "抽查事项清单", _items, importers.item_change)
register("bodies", "监管对象名录库", _bodies, importers.body_change)
register("inspectors", "执法检查人员名录库", _inspectors, importers.inspector_change)


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("year", type=int)
@click.option("--office", help="只提报这个科室的任务（角色编号或名称；默认为所给密钥所属的科室）。")
@click.option("--dry-run", is_flag=True, help="只显示任务，不写入。")
@writes
def plan(pen: Pen, file: Path, year: int, office: str | None, dry_run: bool) -> None:
    """从年度计划 FILE 读取 YEAR 年各科室的任务，由各科室各自签署提报。"""
    known = {id_: one.name for id_, one in pen.state.items.current.items()}
    read = importers.read_plans(
        file, offices=offices(pen), classes=pen.state.founding.settings.classes, items=known, year=year
    )
    tasks = importers.by_office(checked(read, False).entries)
    mine = {pen.state.keyring.holder.get(one.public.key_id) for one in pen.signers}
    wanted = offices(pen).get(office, office) if office else None
    for role, found in tasks.items():
        say(f"{pen.state.role(role).name}：" + "，".join(f"{one.id} {one.name}" for one in found))
        if not dry_run and (role == wanted or (wanted is None and role in mine)):
            pen.write(Step(PlanProposal(year=year, office=role, source=read.source, tasks=found)))


def offices(pen: Pen) -> dict[str, str]:
    """Names of the bureau's 业务科室 → role ids."""
    return {role.name: role.id for role in pen.state.keyring.roles.values() if role.type == "office"}


def checked(found: Import[Any], as_json: bool) -> Import[Any]:
    """The import if it has no fault; else every fault, a line each, and the code for bad input."""
    if as_json and found.faults:
        say_json({"faults": [wording.sentence(one) for one in found.faults]})
        raise click.exceptions.Exit(2)
    for finding in (*found.notices, *found.faults):
        say(wording.sentence(finding), err=True)
    if found.faults:
        say(f"共 {len(found.faults)} 处问题，没有导入任何内容。请改好后重新导入。", err=True)
        raise click.exceptions.Exit(2)
    return found


def show(built: Any, current: dict[str, Any]) -> None:
    """What would change, entry by entry and field by field."""
    if built is None:
        say("与台账一致，没有变化。")
        return
    for entry in built.added:
        say(f"新增 {entry.id} {entry.name}")
    for entry in built.changed:
        before = current[entry.id]
        fields = [field for field in entry.__struct_fields__ if getattr(entry, field) != getattr(before, field)]
        told = "；".join(f"{field}：{getattr(before, field)} → {getattr(entry, field)}" for field in fields)
        say(f"变更 {entry.id} {entry.name}：{told}")
    for removal in built.removed:
        say(f"移除 {removal.id}：{removal.reason}")
    say(f"合计：新增 {len(built.added)}，变更 {len(built.changed)}，移除 {len(built.removed)}。")
