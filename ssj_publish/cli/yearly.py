"""``ssj recuse`` and ``ssj summary``: what a few words say whole."""

from __future__ import annotations

from pathlib import Path

import click

from ssj_publish.cli._coded import coded
from ssj_publish.cli._office import Pen, writes
from ssj_publish.office import registers, summaries


@click.command()
@click.argument("inspector")
@click.argument("body")
@coded("--ground", place="Recusal.ground", help="回避的情形，只公开类别")
@writes
def recuse(pen: Pen, inspector: str, body: str, ground: registers.Ground) -> None:
    """登记检查人员 INSPECTOR 对监管对象 BODY 的回避（编号或名称）。"""
    pen.write(registers.recuse(pen.state, inspector, body, ground))


@click.command()
@click.argument("year", type=int)
@click.option("--title", required=True, help="标题。")
@click.option("--text-file", type=click.Path(path_type=Path), required=True, help="正文所在的文本文件（UTF-8）。")
@writes
def summary(pen: Pen, year: int, title: str, text_file: Path) -> None:
    """录入 YEAR 年的总结；其中的数字由台账算出。"""
    text = text_file.read_text("utf-8-sig").strip()
    pen.write(summaries.summarize(pen.state, year, title, text))
