"""``ssj plan``."""

from __future__ import annotations

import click

from ssj_publish import errors
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say
from ssj_publish.cli.entering import form
from ssj_publish.core.kinds.plan import Declined
from ssj_publish.core.reading import overlap
from ssj_publish.office import lookup, plans


@click.group()
def plan() -> None:
    """年度抽查计划：先由各科室 ssj import plan 提报，再合并、批准。"""


@plan.command()
@click.argument("year", type=int)
@writes
def overlaps(pen: Pen, year: int) -> None:
    """列出 YEAR 年会查到同一批对象的任务，供合并为联合抽查。"""
    found = overlap.of_proposals(pen.state, year)
    for one in found:
        say(
            f"{one.first.id} {one.first.name} 与 {one.second.id} {one.second.name}："
            f"共同对象 {one.bodies} 个（{'、'.join(one.types)}），时间重叠 {one.start} 至 {one.end}"
        )
    say(f"共 {len(found)} 对。" if found else "没有重叠的任务。")


@plan.command()
@click.argument("year", type=int)
@click.option("--title", required=True, help="计划名称。")
@click.option("--merge", "merges", multiple=True, help="合并：新编号=任务1,任务2（可重复）。")
@click.option("--name", "names", multiple=True, help="合并后任务的名称：新编号=名称。")
@click.option("--decline", "declines", multiple=True, help="不列入：任务=理由。")
@click.option("--cancel", "cancels", multiple=True, help="取消以前计划中的任务：任务=理由。")
@writes
def consolidate(
    pen: Pen,
    year: int,
    title: str,
    merges: tuple[str, ...],
    names: tuple[str, ...],
    declines: tuple[str, ...],
    cancels: tuple[str, ...],
) -> None:
    """政策法规科合并 YEAR 年各科室的提报。"""
    if not (cancels or plans.unanswered(pen.state, year)):
        raise errors.ProposalAbsent(year=year)
    named = dict(_pair(one) for one in names)
    merged = [plans.merged(pen.state, id_, parts.split(","), named.get(id_)) for id_, parts in map(_pair, merges)]
    declined = [Declined(task=task, reason=reason) for task, reason in map(_pair, declines)]
    cancelled = [Declined(task=task, reason=reason) for task, reason in map(_pair, cancels)]
    pen.write(plans.consolidate(pen.state, year, title, merged, declined, cancelled))


@plan.command()
@click.option("--document", required=True, help="批准文件的文号。")
@click.option("--plan", "plan_id", help="计划的序号或记录编号（默认：唯一待批准的一份）。")
@writes
def approve(pen: Pen, document: str, plan_id: str | None) -> None:
    """局领导批准计划；批准后方可抽取。"""
    chosen = lookup.record(pen.state, plan_id).id if plan_id is not None else plans.waiting(pen.state)
    pen.write(plans.approve(chosen, document))


plan.add_command(form("file", "plan-filing", "录入计划的备案：备案机关、编号和日期。"))


def _pair(text: str) -> tuple[str, str]:
    left, sign, right = text.partition("=")
    if not sign or not left or not right:
        raise click.UsageError(f"“{text}”应写成 编号=内容。")
    return left, right
