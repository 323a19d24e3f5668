"""``ssj draw open``: the secrets and the result at once; with ``--anyone``, without any party."""

from __future__ import annotations

from pathlib import Path

import click

from ssj_publish.cli._draws import (
    FALSE_SEAL,
    SIGNATURE,
    Signature,
    endpoints,
    fetch,
    listing,
    refusals,
    secrets_given,
    show,
)
from ssj_publish.cli._numbers import checked, typed
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say
from ssj_publish.core.rules import knowing
from ssj_publish.core.state import Draw
from ssj_publish.office import draws, opening


@click.command("open")
@click.argument("task")
@click.option("--anyone", is_flag=True, help="不需要任何一方：到了定时密文的时间，用公布的随机数打开。")
@click.option(
    "--secret-file",
    "secret_files",
    type=click.Path(path_type=Path),
    multiple=True,
    help="或：本方的秘密文件，可重复（默认：密钥旁 promise 存下的那一份）。",
)
@click.option(
    "--signature", "signatures", type=Signature(), multiple=True, help=f"可重复；抽取和定时密文各轮的{SIGNATURE}"
)
@endpoints
@typed
@click.option("--ordinal", type=int, help="第几次抽取（默认：有效的那一次）。")
@writes
def open_(
    pen: Pen,
    task: str,
    anyone: bool,
    secret_files: tuple[Path, ...],
    signatures: tuple[str, ...],
    endpoints: tuple[str, ...],
    numbers: tuple[str, ...],
    film: Path | None,
    yes: bool,
    ordinal: int | None,
) -> None:
    """打开任务 TASK 的抽取：公开秘密，随即公布结果。

    --anyone 不给 --key 时只计算、不写入：任何人都可以在自己的副本上打开，看结果是什么。
    """
    if anyone and secret_files:
        raise click.UsageError("请在 --anyone 和 --secret-file 中选一种。")
    found = pen.draw(task, ordinal)
    given = [] if anyone else secrets_given(pen, found, secret_files)
    recorded = checked(found, numbers, film, yes)
    with refusals():
        known = opening.matched(pen.state, found, signatures)
        for one in opening.needed(found) if anyone else opening.own(found):
            known[one] = known.get(one) or fetch(pen, found, one, endpoints)
        if anyone and not pen.key_files:
            _tell(pen, found, known, numbers)
            return
        _reveal(pen, found, given)
        for one in opening.waiting(found) if anyone else ():
            pen.write(opening.unlock(found, one, known[one]))
        step = draws.conclude(
            pen.state, found, next((known[one] for one in opening.own(found)), None), numbers, recorded
        )
    pen.write(step)
    show(pen, found)


def _reveal(pen: Pen, found: Draw, secrets: list[bytes]) -> None:
    """What is open already stays so: a draw that stopped half way goes on."""
    if not secrets:
        return
    steps = draws.reveals(pen.state, found, secrets)
    draws.check_all_given(pen.state, found, steps)
    for role, step in steps:
        pen.write(step, role)


def _tell(pen: Pen, found: Draw, known: dict[opening.Round, str], numbers: tuple[str, ...]) -> None:
    outcome = opening.redo(pen.state, found, known, numbers)
    say(f"种子 {outcome.seed}")
    if found.seal is not None and not knowing.is_seal_of(found, outcome):
        say(FALSE_SEAL)
    listing(pen.state, {one.body: one.team for one in outcome.drawn}, found.visits)
    say("只是计算，没有写入台账；要写入，请加 --key。")
