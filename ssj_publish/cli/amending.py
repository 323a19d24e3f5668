"""``ssj correct`` and ``ssj retract``."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from ssj_publish.cli import _forms
from ssj_publish.cli._coded import coded
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say_text
from ssj_publish.core.kinds.annulment import AnnulmentGround
from ssj_publish.ledger import disclosures
from ssj_publish.office import amendments


@click.command()
@click.argument("target")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--reason", help="更正的理由。")
@writes
def correct(pen: Pen, target: str, file: Path | None, reason: str | None) -> None:
    """更正记录 TARGET（序号或记录编号）。不给 FILE 时打印现有内容，改好后存为文件再运行。"""
    found = amendments.amendable(pen.state, target)
    if file is None:
        import yaml

        told = amendments.revealed(found, disclosures.read(pen.desk.folder) or {})
        say_text(yaml.safe_dump(msgspec.to_builtins(told), allow_unicode=True, sort_keys=False))
        return
    if not reason:
        raise click.UsageError("更正须用 --reason 写明理由。")
    pen.write(amendments.correct(pen.state, target, _forms.read(file, type(found.record.body)), reason))


@click.command()
@click.argument("target")
@click.option("--reason", required=True, help="撤回的理由。")
@writes
def retract(pen: Pen, target: str, reason: str) -> None:
    """撤回记录 TARGET（序号或记录编号）；原文仍然可查。"""
    pen.write(amendments.retract(pen.state, target, reason))


@click.command()
@click.argument("target")
@coded("--ground", place="Annulment.ground", help="无效的情形")
@click.option("--explanation", required=True, help="说明，将公示；不要写出应当移除的内容。")
@writes
def annul(pen: Pen, target: str, ground: AnnulmentGround, explanation: str) -> None:
    """宣告记录 TARGET（序号或记录编号）无效，由责任科室和政策法规科共同签署；原文仍然可查。

    可以宣告无效的有检查记录、检查结果、案件的最后一步、检查审批和外部平台抽取。
    """
    pen.write(amendments.annul(pen.state, target, ground, explanation))
