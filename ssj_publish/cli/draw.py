"""``ssj draw``: the draw's steps, one command each."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import yaml

from ssj_publish import errors
from ssj_publish.cli import preview
from ssj_publish.cli._coded import coded
from ssj_publish.cli._draws import (
    SIGNATURE,
    Signature,
    endpoints,
    place,
    refusals,
    secret_file,
    secrets_given,
    show,
    signature_of,
    write_beside,
)
from ssj_publish.cli._numbers import Issue, Spot, checked, typed
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say
from ssj_publish.cli._times import Moment
from ssj_publish.cli.coincide import coincide
from ssj_publish.cli.entering import elsewhere
from ssj_publish.cli.guests import guest
from ssj_publish.cli.notices import check_notice, notice
from ssj_publish.cli.opening import open_
from ssj_publish.cli.sorting import sort
from ssj_publish.core.draw import beacons, drand
from ssj_publish.core.draw.commitment import Choices
from ssj_publish.core.kinds.draw import Balls, BeaconRound, Lotteries, LotteryIssue, VoidReason
from ssj_publish.core.rules import founding
from ssj_publish.office import draws, guests, sealed
from ssj_publish.words import labels

_SECRET = click.option(
    "--secret-file",
    "secret_files",
    type=click.Path(path_type=Path),
    multiple=True,
    help="秘密文件，可重复（默认：密钥旁 promise 存下的那一份）。",
)
_ORDINAL = click.option("--ordinal", type=int, help="第几次抽取（默认：有效的那一次）。")


@click.group()
def draw() -> None:
    """抽取。顺序：三方 promise（来宾 guest）→ commit →（随机数公布后）reveal → run；密封的先 seal；
    定时密文到时 open --anyone。"""


draw.add_command(open_)
draw.add_command(guest)
draw.add_command(notice)
draw.add_command(check_notice)
draw.add_command(elsewhere)
draw.add_command(coincide)
draw.add_command(sort)


@draw.command()
@click.argument("task")
@click.option(
    "--secret-file",
    "path",
    type=click.Path(path_type=Path),
    help="把新秘密存入这个文件，不覆盖已有文件（默认：存在密钥旁，名为 密钥.任务编号-次数.秘密）。",
)
@click.option(
    "--opens-at", type=Moment(), help="定时密文：这个时间一到，任何人都能打开（应与承诺的最迟公开时间相同）。"
)
@click.option("--chain", default="quicknet", show_default=True, help="定时密文所用的公共随机源。")
@writes
def promise(pen: Pen, task: str, path: Path | None, opens_at: datetime | None, chain: str) -> None:
    """为任务 TASK 的下一次抽取生成本方的秘密并提交其承诺；秘密文件保存到公开之时，不可外传。

    给出 --opens-at 的，提交的是定时密文：到时无论本方是否愿意，任何人都能打开。
    """
    secret, task = secrets.token_bytes(32), pen.task(task)
    if path is None and len(pen.key_files) != 1:
        raise click.UsageError("请用 --secret-file 写明秘密存入哪个文件，或者用 --key 给出本方的一把密钥。")
    if opens_at is None:
        step = draws.promise(pen.state, task, secret)
    else:
        known = _chain(pen, chain)
        with refusals():
            step = draws.promise(pen.state, task, secret, known, drand.round_at(known, int(opens_at.timestamp())))
    path = path or place(pen.key_files[0], task, draws.next_ordinal(pen.state, task))
    write_beside(pen, path, secret_file(secret), step)
    say(f"秘密存在 {path}，公开之前不要外传，也不要删去。")


@draw.command()
@click.argument("task")
@click.option("--round", "round_", type=int, help="指定的公共随机数轮次（必须尚未产生）。")
@click.option("--round-at", type=Moment(), help="或：取这个时间之后的第一轮。")
@click.option("--chain", default="quicknet", show_default=True, help="公共随机源。")
@click.option(
    "--lottery",
    "issues",
    type=Issue(),
    multiple=True,
    help="没有 drand 时：指定几期彩票的开奖号码，合起来至少 64 比特。",
)
@click.option(
    "--balls", "spot", type=Spot(), help="连彩票也用不上时：承诺之后当众摇珠，至少 64 比特（0 到 9 的要摇 20 个）。"
)
@click.option("--not-returned", is_flag=True, help="摇珠时摇出的球不放回（默认每个放回再摇）。")
@click.option("--local", is_flag=True, help="不用公共随机数，只靠各方秘密（最弱，会公开注明）。")
@click.option("--cap", type=int, required=True, help="每名检查人员最多检查几个对象。")
@click.option("--opens", type=Moment(), required=True, help="最迟何时公开结果。")
@click.option("--sealed", is_flag=True, help="密封抽取：检查前不公开名单。")
@click.option(
    "--guests-by",
    type=Moment(),
    help="有来宾的：来宾最迟何时公开秘密（默认：公共随机数产生前 10 分钟；不用公共随机数的，半小时后）。",
)
@click.option("--void-after-hours", type=int, help="随机数超过这么多小时仍未公布时允许作废（默认一直等待）。")
@writes
def commit(
    pen: Pen,
    task: str,
    round_: int | None,
    round_at: datetime | None,
    chain: str,
    issues: tuple[LotteryIssue, ...],
    spot: dict[str, Any] | None,
    not_returned: bool,
    local: bool,
    cap: int,
    opens: datetime,
    sealed: bool,
    guests_by: datetime | None,
    void_after_hours: int | None,
) -> None:
    """冻结任务 TASK 的抽取规则：对象池、比例、人员、回避都由台账推出。"""
    if sum((round_ is not None, round_at is not None, bool(issues), spot is not None, local)) != 1:
        raise click.UsageError("请在 --round、--round-at、--lottery、--balls、--local 中选一种。")
    task = pen.task(task)
    drawn = tuple(sorted(issues, key=lambda one: (one.game, one.issue)))
    choices = Choices(
        task=task,
        ordinal=draws.next_ordinal(pen.state, task),
        secrets=draws.secrets_of(pen.state, task),
        cap=cap,
        opens=opens,
        beacon=None if local or issues or spot else _round(pen, chain, round_, round_at, void_after_hours),
        lotteries=Lotteries(issues=drawn, **_fallback(void_after_hours)) if issues else None,
        balls=Balls(returned=not not_returned, **spot, **_fallback(void_after_hours)) if spot else None,
        sealed=sealed,
        guests_by=guests_by,
    )
    with refusals():  # what cannot be staffed is bad input
        step = draws.commit(pen.state, guests.with_time(pen.state, choices, pen.time))
    preview.tell_tasks([pen.state.tasks[task].task], pen.state)  # types and towns that no body has, or nearly has
    pen.write(step)


@draw.command()
@click.argument("task")
@_SECRET
@_ORDINAL
@writes
def reveal(pen: Pen, task: str, secret_files: tuple[Path, ...], ordinal: int | None) -> None:
    """随机数产生后，各方公开自己的秘密。"""
    found = pen.draw(task, ordinal)
    for secret in secrets_given(pen, found, secret_files):
        pen.write(draws.reveal(found, secret))


@draw.command("run")
@click.argument("task")
@click.option("--signature", type=Signature(), help=SIGNATURE)
@endpoints
@typed
@_ORDINAL
@writes
def run_(
    pen: Pen,
    task: str,
    signature: str | None,
    endpoints: tuple[str, ...],
    numbers: tuple[str, ...],
    film: Path | None,
    yes: bool,
    ordinal: int | None,
) -> None:
    """各方都已公开秘密后，计算并公布结果。"""
    found = pen.draw(task, ordinal)
    recorded = checked(found, numbers, film, yes)
    signature = signature_of(pen, found, signature, endpoints)
    with refusals():
        step = draws.conclude(pen.state, found, signature, numbers, recorded)
    pen.write(step)
    show(pen, found)


@draw.command()
@click.argument("task")
@_SECRET
@click.option("--signature", type=Signature(), help=SIGNATURE)
@endpoints
@typed
@click.option(
    "--list-file",
    type=click.Path(path_type=Path),
    help="把名单和封存证明存入这个文件（保密，检查当日使用；默认存入台账旁的“封存名单”）。",
)
@writes
def seal(
    pen: Pen,
    task: str,
    secret_files: tuple[Path, ...],
    signature: str | None,
    endpoints: tuple[str, ...],
    numbers: tuple[str, ...],
    film: Path | None,
    yes: bool,
    list_file: Path | None,
) -> None:
    """密封抽取：三方在同一台电脑上交出秘密文件，只把结果的封存值写入台账。"""
    found = pen.draw(task, None)
    recorded = checked(found, numbers, film, yes)
    signature = signature_of(pen, found, signature, endpoints)
    with refusals():
        secrets = draws.in_order(pen.state, found, secrets_given(pen, found, secret_files))
        outcome = draws.redo(pen.state, found, secrets, signature, numbers)
    listed = yaml.safe_dump(draws.proofs(outcome), allow_unicode=True, sort_keys=False).encode()
    kept = list_file or sealed.place(pen.desk.folder, found)
    kept.parent.mkdir(parents=True, exist_ok=True)
    step = draws.seal(found, outcome, signature, numbers, recorded)
    write_beside(pen, None if _holds(kept, listed) else kept, listed, step)
    say(f"名单和封存证明存在 {kept}，检查当日之前不要外传。")


@draw.command("show")
@click.argument("task")
@_ORDINAL
@writes
def show_(pen: Pen, task: str, ordinal: int | None) -> None:
    """显示任务 TASK 的抽取。"""
    show(pen, pen.draw(task, ordinal))


@draw.command()
@click.argument("task")
@coded("--reason", place="DrawVoid.reason", help="作废的法定情形")
@click.option("--explanation", required=True, help="说明，将公示。")
@writes
def void(pen: Pen, task: str, reason: VoidReason, explanation: str) -> None:
    """政策法规科和纪检组共同作废一次抽取；作废的抽取仍须公开它本来的结果。"""
    pen.write(draws.void(pen.draw(task, None), reason, explanation))


@draw.command()
@click.argument("task")
@click.argument("body")
@click.option("--inspector", help="只更换这名检查人员（不给则由下一顺位对象递补）。")
@coded("--reason", place="Substitution.reason", help="递补的情形")
@click.option("--explanation", required=True, help="说明，将公示。")
@writes
def substitute(pen: Pen, task: str, body: str, inspector: str | None, reason: str, explanation: str) -> None:
    """递补：对象或检查人员不能到场时，按公布的顺序由下一个接替。"""
    found = pen.draw(task, None)
    with refusals():
        step = draws.substitute(pen.state, found, body, inspector, reason, explanation, pen.time)
    pen.write(step)


def _holds(path: Path, data: bytes) -> bool:
    """Whether the list is there already, from a first try."""
    return path.is_file() and path.read_bytes() == data


def _round(pen: Pen, chain: str, round_: int | None, at: datetime | None, hours: int | None) -> BeaconRound:
    known = _chain(pen, chain)
    if round_ is None and at is not None:
        round_ = drand.round_at(known, int(at.timestamp()))
    return BeaconRound(chain=chain, round=round_ or 1, **_fallback(hours))


def _fallback(hours: int | None) -> dict[str, Any]:
    return {"fallback": "void" if hours else "wait", "hours": hours}


def _chain(pen: Pen, chain: str) -> drand.Chain:
    known = next((one for one in pen.state.trust.beacons if one.id == chain), None)
    if known is None:
        named = "、".join(one.id for one in pen.state.trust.beacons) or "（无）"
        raise errors.ChainUnknown(chain=chain, known=named)
    if not beacons.known(known.chain_hash):
        say(f"提示：{labels.beacon_told(known.id, known.chain_hash)}；公示页和核对报告都会写明。", err=True)
    return founding.chain_of(known)
