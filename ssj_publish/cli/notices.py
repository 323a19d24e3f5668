"""``ssj draw notice`` and ``ssj draw check-notice``: the paper that the inspectors bring, and whether it is true."""

from __future__ import annotations

from pathlib import Path

import click

from ssj_publish import errors
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say
from ssj_publish.core.draw import notice as notices
from ssj_publish.core.draw.notice import Notice
from ssj_publish.office import sealed


@click.command()
@click.argument("task")
@click.option(
    "--list-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="ssj draw seal 存下的名单（默认：台账旁“封存名单”里的那一份）。",
)
@click.option("--site", required=True, help="公示网站的网址，例如 https://jy.example.gov.cn/ssj 。")
@click.option(
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="通知存入这个文件夹（必须是新的或空的）。",
)
@click.option("--body", "bodies", multiple=True, help="只做这些对象的通知，可重复（默认全部）。")
@writes
def notice(pen: Pen, task: str, list_file: Path | None, site: str, output: Path, bodies: tuple[str, ...]) -> None:
    """为密封抽取的任务 TASK 制作检查通知：每个对象一页，可以打印，带核对用的二维码。检查当日之前须保密。"""
    from ssj_publish.site.notices import sheet

    found = pen.draw(task, None)
    if output.exists() and any(output.iterdir()):
        raise errors.FileThere(path=str(output))
    listed = sealed.read(list_file or sealed.place(pen.desk.folder, found))
    unknown = set(bodies) - {one.body for one in listed}
    if unknown:
        raise errors.NotDrawn(name=task, body="、".join(sorted(unknown)))
    wanted = [one for one in listed if not bodies or one.body in bodies]
    made = [sheet(pen.state, found, Notice(task, found.commit.ordinal, one.body, one.proof), site) for one in wanted]
    output.mkdir(parents=True, exist_ok=True)
    for one in made:
        (output / one.name).write_text(one.html, "utf-8", newline="\n")
    say(f"已制作 {len(made)} 份检查通知，存入 {output}。请逐份打印，检查当日之前不要外传。")


@click.command("check-notice")
@click.argument("code")
@writes
def check_notice(pen: Pen, code: str) -> None:
    """核对检查通知上的核对码 CODE（以 1~ 开头；也可以给二维码里的整个网址）。"""
    told = notices.parse(code.rpartition("#")[2].strip())
    draws = [
        one for one in pen.state.draws.values() if (one.commit.task, one.commit.ordinal) == (told.task, told.ordinal)
    ]
    if not draws:
        raise errors.NoticeRefused(body=told.body, task=told.task)
    notices.check(draws[0], told)
    name = getattr(pen.state.bodies.latest(told.body), "name", "")
    say(f"成立：{told.body} {name}确在任务 {told.task} 封存的名单里，检查人员 {'、'.join(told.proof.team)}。")
