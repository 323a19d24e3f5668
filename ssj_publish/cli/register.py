"""``ssj register``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ssj_publish.cli import _columns
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import confirm, say
from ssj_publish.cli._times import Day
from ssj_publish.cli.preview import checked, tell_reading
from ssj_publish.importers.outside import read_outside
from ssj_publish.office import comparing
from ssj_publish.office.desk import Step
from ssj_publish.words import labels


@click.group()
def register() -> None:
    """名录核对：与外单位的名单比对，公布差异和原因。"""


@register.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--authority", required=True, help="名单由谁提供，如 全国校外教育培训监管与服务综合平台。")
@click.option("--title", required=True, help="名单的名称。")
@click.option("--date", "day", type=Day(), required=True, help="名单的日期。")
@click.option("--type", "types", multiple=True, required=True, help="名单涵盖哪些类型的对象，可重复。")
@click.option("--map", "maps", multiple=True, metavar="列=字段", help="某一列其实是什么，可重复。")
@click.option("--yes", is_flag=True, help="不再询问。")
@writes
def compare(
    pen: Pen,
    file: Path,
    authority: str,
    title: str,
    day: date,
    types: tuple[str, ...],
    maps: tuple[str, ...],
    yes: bool,
) -> None:
    """把监管对象名录与 FILE（外单位的名单，须有名称列，最好有代码列）比对，写入差异。

    名单里有、名录里没有的，原因写在 FILE
    的“未列入原因”列（应补录、不属本局监管、已停办或注销、不在本县、其他）；没写的算应补录。
    """
    read = checked(
        _columns.understood(pen.desk.folder, "outside", maps, lambda mapped: read_outside(file, mapped=mapped)), False
    )
    tell_reading(read)
    found = comparing.compare(pen.state, read, types, authority, title, day)
    say(
        f"名单 {found.count} 个，名录中有 {found.matched} 个，没有 {len(found.missing)} 个；名录中有而名单没有的 {len(found.surplus)} 个。"
    )
    for one in found.missing:
        say(f"名录没有：{one.name}（{labels.MISSES[one.reason]}）")
    if not yes:
        confirm("以上比对结果写入台账？")
    pen.write(Step(found))
