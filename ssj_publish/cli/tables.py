"""``ssj import visits|results|cases``: one workbook for many records, told as a whole and written as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from ssj_publish.cli import _columns, preview
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import confirm, say
from ssj_publish.importers.reading import Import
from ssj_publish.office import cases, sealed, visits
from ssj_publish.office.desk import Act

_TASK = click.option("--task", help="任务编号：各行都是它的抽取（表中没有“任务编号”列时）。")
_LIST = click.option(
    "--list-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="密封抽取的名单（默认：台账旁“封存名单”里的那一份）；要同时给出 --task。",
)
_EVIDENCE = click.option(
    "--evidence",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="证据文件所在的文件夹；表中只写文件名，指纹由程序计算。",
)


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every such table."""
    for option in (
        click.option("--yes", is_flag=True, help="不再询问，直接写入。"),
        click.option("--dry-run", is_flag=True, help="只显示将要写入的内容，不写入。"),
        click.option("--map", "maps", multiple=True, metavar="列=字段", help=_columns.MAP),
        click.option("--sheet", help="工作表的名称（有几张都像时指定）。"),
        click.argument("file", type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return command


@click.command("visits")
@_common
@_TASK
@_LIST
@_EVIDENCE
@writes
def visits_(
    pen: Pen,
    file: Path,
    sheet: str | None,
    maps: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    task: str | None,
    list_file: Path | None,
    evidence: Path | None,
) -> None:
    """从 FILE 一次录入多次检查及其结果：一行一次检查（几个事项的一行一个事项），全部写入或一条也不写。

    检查事项、检查人员、封存证明由抽取推出，可以不写。空表用 ssj template visits --task 任务编号 生成。
    """
    if list_file is not None and task is None:
        raise click.UsageError("--list-file 要和 --task 一起给出。")
    task = pen.task(task) if task is not None else None
    proofs = {
        one.id: sealed.kept(pen.desk.folder, one, list_file)
        for one in pen.state.draws.values()
        if one.seal is not None and one.outcome is None and task in (None, one.commit.task)
    }
    read = _columns.understood(
        pen.desk.folder,
        "visits",
        maps,
        lambda mapped: visits.read(pen.state, file, task, evidence, proofs, sheet, mapped),
    )
    _all(pen, read, visits.acts(pen.state, preview.checked(read, False).entries), preview.tell_visits, dry_run, yes)


@click.command("results")
@_common
@writes
def results_(pen: Pen, file: Path, sheet: str | None, maps: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """从 FILE 一次录入多个检查结果（检查记录已在台账中），全部写入或一条也不写。"""
    read = _columns.understood(
        pen.desk.folder,
        "results",
        maps,
        lambda mapped: visits.read_results(pen.state, file, sheet, mapped),
    )
    _all(pen, read, visits.acts(pen.state, preview.checked(read, False).entries), preview.tell_visits, dry_run, yes)


@click.command("cases")
@_common
@_EVIDENCE
@writes
def cases_(
    pen: Pen,
    file: Path,
    sheet: str | None,
    maps: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    evidence: Path | None,
) -> None:
    """从 FILE 一次录入多个案件的步骤（立案、决定、整改、复查、结案），全部写入或一条也不写。"""
    read = _columns.understood(
        pen.desk.folder,
        "cases",
        maps,
        lambda mapped: cases.read(pen.state, file, evidence, sheet, mapped),
    )
    _all(pen, read, cases.acts(pen.state, preview.checked(read, False).entries), preview.tell_cases, dry_run, yes)


def _all(
    pen: Pen,
    read: Import[Any],
    acts: Sequence[Act],
    tell: Callable[[Sequence[Any], Any], None],
    dry_run: bool,
    yes: bool,
) -> None:
    """Show the whole, past the ledger's own checks; then write it in one go."""
    preview.tell_reading(read)
    if not acts:
        say("与台账一致，没有变化。")
        return
    pen.rehearse(acts)
    tell(read.entries, pen.state)
    say(f"共 {len(acts)} 条记录，已按台账的规则全部核对过。")
    if dry_run:
        return
    if not yes:
        confirm("以上内容写入台账？")
    pen.write_all(acts)
