"""``ssj recuse``, ``ssj recheck`` and ``ssj summary``: what a few words say whole."""

from __future__ import annotations

from pathlib import Path

import click

from ssj_publish.cli._coded import coded
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say, say_text
from ssj_publish.core.kinds.references import pointers
from ssj_publish.office import lookup, rechecks, registers, summaries


@click.command()
@click.argument("inspector")
@click.argument("body")
@coded("--ground", place="Recusal.ground", help="回避的情形，只公开类别")
@writes
def recuse(pen: Pen, inspector: str, body: str, ground: registers.Ground) -> None:
    """登记检查人员 INSPECTOR 对监管对象 BODY 的回避（编号或名称）。"""
    pen.write(registers.recuse(pen.state, inspector, body, ground))


@click.command()
@click.argument("year", type=int, required=False)
@click.option("--title", help="标题。")
@click.option("--text-file", type=click.Path(path_type=Path), help="正文所在的文本文件（UTF-8），分五节。")
@click.option("--template", is_flag=True, help="打印正文的样式：做法、成效、问题、可复制的经验、制度化。")
@writes
def summary(pen: Pen, year: int | None, title: str | None, text_file: Path | None, template: bool) -> None:
    """录入 YEAR 年的总结；其中的数字由台账算出，正文分五节，缺一节不能录入。"""
    if template:
        say_text(summaries.template())
        return
    if year is None or title is None or text_file is None:
        raise click.UsageError("请给出年份、--title 和 --text-file；正文的样式用 --template 打印。")
    pen.write(summaries.summarize(pen.state, year, title, text_file.read_text("utf-8-sig")))


@click.command()
@click.argument("year", type=int)
@click.argument("quarter", type=click.IntRange(1, 4))
@writes
def recheck(pen: Pen, year: int, quarter: int) -> None:
    """纪检组抽取 YEAR 年第 QUARTER 季度的回访样本：抽中哪些检查由台账里的公共随机数决定，任何人都能重算。"""
    found = rechecks.drawn(pen.state, year, quarter)
    visits = pointers(found.body)
    pen.write(found)
    for id_ in visits:
        say(lookup.telling(pen.state, pen.state.records[id_]))
