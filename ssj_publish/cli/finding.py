"""``ssj find``."""

from __future__ import annotations

from pathlib import Path

import click

from ssj_publish.cli._office import open_desk
from ssj_publish.cli._screen import say
from ssj_publish.office import lookup


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.pass_obj
def find(repo: Path | None, words: tuple[str, ...]) -> None:
    """查找记录：列出同时含有各个 WORDS 的记录，如 ssj find 检查结果 2025-04 第一小学。"""
    state = open_desk(repo).state
    found = lookup.find(state, words)
    for one in found:
        say(f"{lookup.telling(state, one)}  {one.id[:12]}")
    say(f"共 {len(found)} 条。" if found else "没有这样的记录。")
