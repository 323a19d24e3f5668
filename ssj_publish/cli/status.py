"""``ssj status``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ssj_publish.cli._office import Day, now, open_desk
from ssj_publish.cli._screen import say, say_json
from ssj_publish.core.reading import expiry, exposure
from ssj_publish.core.reading.beginnings import lacking
from ssj_publish.core.reading.deadlines import Due, by_day, outstanding
from ssj_publish.core.state import State
from ssj_publish.ledger import disclosures
from ssj_publish.ledger.cache import Run
from ssj_publish.words import labels

#: What to run for each step before the year's first draw.
_NEXT = {
    "calendar": "录入 {year} 年的放假安排：ssj calendar {year}",
    "items": "导入抽查事项清单：ssj import items",
    "bodies": "导入监管对象名录库：ssj import bodies",
    "inspectors": "导入执法检查人员名录库：ssj import inspectors",
    "plan": "各科室提报 {year} 年度抽查计划：ssj import plan",
    "consolidation": "政策法规科汇总 {year} 年度抽查计划：ssj plan consolidate",
    "approval": "局领导批准 {year} 年度抽查计划：ssj plan approve",
}

#: After so many days everything should be verified from the first record on again.
_RHYTHM = 30


@click.command()
@click.option("--today", type=Day(), help="按哪一天计算（默认今天）。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.pass_obj
def status(repo: Path | None, today: date | None, as_json: bool) -> None:
    """列出应办和逾期事项、期限和责任科室。"""
    desk = open_desk(repo)
    state, day = desk.state, today or now().date()
    exposed = exposure.audit(state, disclosures.read(desk.folder), day)
    owed = by_day((*outstanding(state), *expiry.due(state, exposed, day)))
    if as_json:
        say_json([_plain(state, due, day) for due in owed])
        return
    late = [due for due in owed if due.overdue(day)]
    for due in owed:
        told = _plain(state, due, day)
        mark = "逾期" if told["overdue"] else "待办"
        say(f"{mark} {told['day'] or '期限未知（缺该年放假安排）'} {told['office']} {told['what']} {told['about']}")
    for step in lacking(state, day.year):
        say(f"下一步 {_NEXT[step].format(year=day.year)}")
    say(f"截至 {day}：待办 {len(owed)} 项，其中逾期 {len(late)} 项。", *_rests_on(desk.runs, day))


def _rests_on(runs: tuple[Run, ...], today: date) -> Iterator[str]:
    """When everything was last verified from the first record on, and that it is time to do so again."""
    if not runs:
        return
    whole = datetime.fromisoformat(runs[0].time)
    since = (today - whole.date()).days
    told = f"台账上次从头核对是 {whole:%Y-%m-%d %H:%M}（第 1 条至第 {runs[0].seq} 条），以后的记录本机逐条核对过"
    yield f"{told}；已过 {since} 天，请运行 ssj verify 从头核对一次。" if since > _RHYTHM else f"{told}。"


def _plain(state: State, due: Due, today: date) -> dict[str, Any]:
    body = state.bodies.latest(due.body) if due.body else None
    role = state.keyring.roles.get(due.role)
    return {
        "what": labels.DUES[due.what],
        "office": role.name if role else due.role,
        "day": due.day.isoformat() if due.day else None,
        "overdue": due.overdue(today),
        "about": " ".join(part for part in (due.task, due.body, body.name if body else "", due.item) if part),
        "record": due.record,
    }
