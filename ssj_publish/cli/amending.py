"""``ssj correct`` and ``ssj retract``."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from ssj_publish.cli import _forms
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say_text
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

        say_text(yaml.safe_dump(msgspec.to_builtins(found.body), allow_unicode=True, sort_keys=False))
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
