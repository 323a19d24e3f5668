"""``ssj resequence``."""

from __future__ import annotations

from pathlib import Path

import click

from ssj_publish import errors
from ssj_publish.cli._screen import say
from ssj_publish.cli._shell import USAGE
from ssj_publish.git.command import Git
from ssj_publish.git.resequence import carry_out, check_clean, plan
from ssj_publish.words.reasons import sentence


@click.command()
@click.argument("upstream", default="@{upstream}")
@click.option("--dry-run", is_flag=True, help="只显示会怎样移动，不写任何内容。")
@click.pass_obj
def resequence(repo: Path | None, upstream: str, dry_run: bool) -> None:
    """两处同时追加时，把本分支的记录接到 UPSTREAM（默认：本分支的上游）之后；签名照旧，不必重签。"""
    git = Git.at(repo or Path.cwd())
    try:
        if not dry_run:
            check_clean(git)
        planned = plan(git, upstream)
        for move in planned.moves:
            say(f"{move.name} → {move.entry.name if move.entry else '对方已有，不再重复'}（{move.record.kind}）")
        if dry_run:
            say("以上是预演，没有写入任何内容。")
            return
        commit = carry_out(git, planned)
    except errors.NotVerified as error:
        say(f"没有重排，一切照旧：{sentence(error)}", err=True)
        raise click.exceptions.Exit(USAGE) from None
    say(f"已重排，新的提交是 {commit[:12]}，可以推送了。要退回原样：git reset --keep {planned.head[:12]}")
