"""``ssj status``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ssj_publish.cli._office import ledger_folder, read_ledger
from ssj_publish.cli._screen import say, say_json
from ssj_publish.cli._times import Day, now
from ssj_publish.core.reading import exposure, watching
from ssj_publish.core.reading.deadlines import Due, by_day
from ssj_publish.core.reading.duties import duties
from ssj_publish.core.state import State
from ssj_publish.ledger import disclosures
from ssj_publish.ledger.cache import Run
from ssj_publish.words import labels

#: After so many days everything should be verified from the first record on again.
_RHYTHM = 30


@click.command()
@click.option("--today", type=Day(), help="按哪一天计算（默认今天）。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.pass_obj
def status(repo: Path | None, today: date | None, as_json: bool) -> None:
    """列出应办和逾期事项、期限和责任科室。"""
    folder, day = ledger_folder(repo), today or now().date()
    found = read_ledger(folder)
    state, log = found.state, found.log
    exposed = exposure.ending(state, disclosures.names(folder) or {}, day)
    owed = by_day((*duties(state, day, log.audited, exposed, log.times), *watching.todo(state, day)))
    if as_json:
        say_json([_plain(state, due, day) for due in owed])
        return
    late = [due for due in owed if due.overdue(day)]
    for due in owed:
        told = _plain(state, due, day)
        mark = "逾期" if told["overdue"] else "待办"
        about = f" {told['about']}" if told["about"] else ""
        say(
            f"{mark} {told['day'] or '期限未知（缺该年放假安排）'} {told['office']} {told['what']}{about}；下一步：{told['next']}"
        )
    say(f"截至 {day}：待办 {len(owed)} 项，其中逾期 {len(late)} 项。", *_rests_on(found.runs, day))


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
        "about": " ".join(
            filter(
                None, (due.task, due.body, body.name if body else "", due.item, due.inspector, labels.due_about(due))
            )
        ),
        "next": labels.due_command(due),
        "record": due.record,
    }
