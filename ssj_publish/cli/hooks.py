"""``ssj hooks``: git refuses what a ledger must not have."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from ssj_publish import errors
from ssj_publish.cli._screen import say, say_text
from ssj_publish.cli._shell import UNVERIFIED
from ssj_publish.cli._times import now
from ssj_publish.git import gate, recipes
from ssj_publish.git.command import Git
from ssj_publish.git.hooks import install as install_hooks
from ssj_publish.words.reasons import sentence


@click.group()
def hooks() -> None:
    """git 钩子和流水线：台账只能追加，提交和推送之前先核对。"""


@hooks.command()
@click.option("--server", type=click.Path(path_type=Path), help="服务器上的裸仓库：安装 pre-receive 钩子。")
@click.pass_obj
def install(repo: Path | None, server: Path | None) -> None:
    """在当前仓库安装 pre-commit、pre-merge-commit、pre-push 钩子；加 --server 则装到服务器的裸仓库。"""
    git = Git.at(server or repo or Path.cwd(), server=server is not None)
    if server is not None and not git.bare:
        raise errors.ServerExpected(folder=str(server))
    for path in install_hooks(git):
        say(f"已安装 {path}")


@hooks.command()
@click.argument("which", type=click.Choice(["pre-commit", "pre-push", "pre-receive"]))
@click.argument("arguments", nargs=-1)
def run(which: str, arguments: tuple[str, ...]) -> None:
    """由 git 钩子调用。"""
    git = Git(Path.cwd(), inside_hook=True)
    try:
        if which == "pre-commit":
            merging = [match[1] for name in os.environ if (match := re.fullmatch("GITHEAD_([0-9a-f]{40,64})", name))]
            gate.check_index(git, now(), merging)
        else:
            _updates(git, which, arguments)
    except errors.NotVerified as error:
        say(f"ssj 拒绝了这次{'提交' if which == 'pre-commit' else '推送'}：{sentence(error)}", err=True)
        raise click.exceptions.Exit(UNVERIFIED) from None


def _updates(git: Git, which: str, arguments: tuple[str, ...]) -> None:
    lines = sys.stdin.buffer.read()
    if which == "pre-push":
        updates, protected = gate.pushed(lines), gate.main_branch_of(git, arguments[0] if arguments else "origin")
    else:
        updates, protected = gate.received(lines), gate.main_branch(git)
    for update in updates:
        gate.check_update(git, update, update.ref in protected, now())


@hooks.command()
@click.argument("revision", default="HEAD")
@click.option("--since", help="只看这个提交以后的历史。")
@click.pass_obj
def check(repo: Path | None, revision: str, since: str | None) -> None:
    """核对到 REVISION 为止的每个提交都只追加了台账，且最后的台账成立（流水线用）。"""
    try:
        gate.check_history(Git.at(repo or Path.cwd()), revision, now(), since)
    except errors.NotVerified as error:
        say(f"核对不符：{sentence(error)}", err=True)
        raise click.exceptions.Exit(UNVERIFIED) from None
    say("核对无误：每个提交都只追加了台账。")


@hooks.command()
@click.argument("service", type=click.Choice(list(recipes.SERVICES)))
@click.option("--package", default=recipes.PACKAGE, help="pip 安装的内容，如 ssj-publish==版本，或 git+https://…。")
def recipe(service: str, package: str) -> None:
    """打印 SERVICE 的流水线文件：每次推送和合并请求都核对台账。"""
    try:
        say_text(recipes.recipe(service, package))
    except ValueError:
        raise click.BadParameter("不是 pip 能安装的名称或网址。", param_hint="--package") from None
