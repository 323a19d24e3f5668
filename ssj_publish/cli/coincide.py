"""``ssj draw coincide``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ssj_publish.cli._office import ledger_folder
from ssj_publish.cli._screen import say
from ssj_publish.cli._times import Day, now
from ssj_publish.core.reading import coincidence
from ssj_publish.core.reading.coincidence import Coincidence
from ssj_publish.core.state import State
from ssj_publish.office.desk import Desk
from ssj_publish.words import labels


@click.command()
@click.option("--today", type=Day(), help="按哪一天计算（默认今天）。")
@click.option("--all", "all_", is_flag=True, help="连已经一次查完、写明理由的也列出。")
@click.pass_obj
def coincide(repo: Path | None, today: date | None, all_: bool) -> None:
    """找出被几次抽取或审批同时指到的对象，提出合并为一次检查的办法。

    合并的，检查记录在 also 里写上其他抽取；不合并的，用 ssj visit apart 写明理由。
    """
    state = Desk.open(ledger_folder(repo)).state
    found = coincidence.coincidences(state, today or now().date())
    listed = [one for one in found if all_ or one.ending in ("open", "unexplained")]
    for one in listed:
        say(_told(state, one))
    ready, odd = len(coincidence.proposed(found)), len(coincidence.unexplained(found))
    say(
        f"共 {len(found)} 对重合：可以合并 {ready} 对，分开检查而没有写明理由 {odd} 对。"
        if found
        else "没有重合的检查。"
    )


def _told(state: State, one: Coincidence) -> str:
    body = state.bodies.latest(one.body)
    name = body.name if body is not None else one.body
    both = "、".join(f"第 {errand.record.seq} 号（{errand.task or '检查审批'}）" for errand in (one.first, one.second))
    told = f"{labels.ENDINGS[one.ending]} {one.body} {name}：{both}，{one.start} 至 {one.end}"
    if one.ending != "open":
        return told
    items = sorted({*one.first.items, *one.second.items})
    team = "、".join(one.able(state)) or "（封存，未公开）"
    return f"{told}；建议一次查完事项 {'、'.join(items)}，由 {team} 去"
