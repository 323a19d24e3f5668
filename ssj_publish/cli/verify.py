"""``ssj verify``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

import click

from ssj_publish import errors, notary
from ssj_publish.cli._office import ledger_folder
from ssj_publish.cli._shell import UNVERIFIED
from ssj_publish.core import checkpoint, note, stamps
from ssj_publish.core.checkpoint import Checkpoint
from ssj_publish.core.entry import Entry
from ssj_publish.core.note import Note
from ssj_publish.core.replay import Replay, replay
from ssj_publish.core.state import State
from ssj_publish.ledger import checkpoints, store
from ssj_publish.notary import Log
from ssj_publish.site import labels
from ssj_publish.wording import sentence


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--since", type=click.Path(path_type=Path), help="以前保存的检查点：证明台账是它的延续。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.pass_obj
def verify(repo: Path | None, path: Path | None, since: Path | None, as_json: bool) -> None:
    """核对台账 PATH（仓库或 ledger 文件夹）：链条、签名、权限、次序，每次抽取都重新计算。"""
    folder = ledger_folder(path or repo)
    try:
        with ThreadPoolExecutor(os.cpu_count()) as executor:
            found = replay(_watched(folder), executor)
        if found.empty:
            check_emptied(folder)
        log = Log(folder, found.state)
        saved = notary.since(log, read_checkpoint(since)) if since else None
    except errors.NotVerified as error:
        if as_json:
            report = {"verified": False, "reason": type(error).__name__, "message": sentence(error)}
            click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            click.echo(f"核对不符：{sentence(error)}", err=True)
        raise click.exceptions.Exit(UNVERIFIED) from None
    told = report_of(found, log, saved)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else _text(told))


def check_emptied(folder: Path) -> NoReturn:
    """Tell a ledger that has no record yet from one whose records are gone."""
    for one in checkpoints.read(folder):
        raise errors.CheckpointBeyond(name=one.name, size=one.size, count=0)
    raise errors.LedgerEmpty()


def read_checkpoint(path: Path) -> Note:
    """A checkpoint that somebody kept; `errors.CheckpointFileUnusable` where the file is none."""
    with path.open("rb") as stream:
        data = stream.read(note.MAX_BYTES + 1)
    try:
        saved = note.parse(data)
        checkpoint.parse(saved.text)
    except (errors.NoteMalformed, errors.CheckpointMalformed) as fault:
        raise errors.CheckpointFileUnusable(path=str(path), reason=sentence(fault)) from None
    return saved


def report_of(found: Replay, log: Log, saved: Checkpoint | None = None) -> dict[str, Any]:
    """What was verified, for machines; `_text` says the same for people."""
    state = found.state
    redone = [draw for draw in state.draws.values() if draw.result is not None]
    return {
        "verified": True,
        "bureau": state.founding.bureau,
        "origin": state.origin,
        "notice": state.founding.notice,
        "records": found.head.seq,
        "head": found.head.digest,
        "genesis": state.genesis.id,
        "latest": state.latest.isoformat() if state.latest else None,
        "signatures": state.signatures,
        "draws": len(state.draws),
        "draws_recomputed": len(redone),
        "draws_sealed": sum(draw.seal is not None and draw.result is None for draw in state.draws.values()),
        "checkpoints": len(log.audited),
        "checkpoint": log.audited[-1].checkpoint.size if log.audited else None,
        "witnessed": max((one.checkpoint.size for one in log.audited if one.enough), default=None),
        "since": saved.size if saved else None,
        "warnings": [*_warnings(state), *_log_warnings(log)],
    }


def _warnings(state: State) -> Iterator[str]:
    for item in state.items.current.values():
        if all(basis.level == "policy" for basis in item.basis):
            yield f"事项 {item.id} {item.name} 只有规范性文件作依据。"
    for draw in state.draws.values():
        if draw.commit.beacon is None:
            yield f"任务 {draw.commit.task} 第 {draw.commit.ordinal} 次抽取没有公共随机数，只靠各方秘密（最弱）。"
    years = {draw.record.time.year for draw in state.draws.values()} - state.calendars.keys()
    for year in sorted(years):
        yield f"台账中没有 {year} 年的放假安排，该年的期限无法计算。"


def _log_warnings(log: Log) -> Iterator[str]:
    """What nobody outside vouches for."""
    for draw, found in stamps.weak(log.state, log.audited):
        yield f"任务 {draw.commit.task} 第 {draw.commit.ordinal} 次抽取：{labels.stamp(found)[0]}"
    count, trust = log.tree.size, log.trust
    if trust.log is None:
        yield "台账没有日志公钥和检查点：掌握全部密钥的人可以重写历史而不留痕迹，请自行保存末条摘要。"
        return
    if not trust.witnesses:
        yield "台账没有指定见证人：没有外人证明检查点签署的时间。"
    signed = max((one.checkpoint.size for one in log.audited), default=0)
    if signed < count:
        yield f"最后 {count - signed} 条记录还没有检查点。"
    witnessed = max((one.checkpoint.size for one in log.audited if one.enough), default=0)
    if trust.witnesses and witnessed < signed:
        yield f"第 {witnessed + 1} 条至第 {signed} 条记录的检查点还没有达到法定的 {trust.quorum} 家见证人联署。"


def _text(told: dict[str, Any]) -> str:
    lines = [
        f"核对无误：{told['bureau']}（{told['origin']}）",
        f"  记录 {told['records']} 条，签名 {told['signatures']} 个，全部成立；最新记录时间 {told['latest']}",
        f"  抽取 {told['draws']} 次：{told['draws_recomputed']} 次已公开，均已重新计算且一致；{told['draws_sealed']} 次已封存未公开",
        f"  检查点 {told['checkpoints']} 份，最新的一份签到第 {told['checkpoint'] or 0} 条，见证人联署到第 {told['witnessed'] or 0} 条",
        f"  末条摘要 {told['head']}",
        f"  创世记录 {told['genesis']}",
    ]
    if told["since"] is not None:
        lines.insert(1, f"  台账是所给检查点的延续：前 {told['since']} 条记录自那时起没有改动、删除或调换")
    if told["notice"]:
        lines.append(f"  注意：{told['notice']}")
    lines += [f"  提示：{warning}" for warning in told["warnings"]]
    return "\n".join(lines)


def _watched(folder: Path) -> Iterator[Entry]:
    """The entries, with a bar on a terminal when there are many."""
    count = sum(1 for one in os.scandir(folder) if one.name.endswith(".yaml"))
    bar: Any
    with click.progressbar(length=count, label="核对", file=sys.stderr, hidden=count < 2000) as bar:
        for place, entry in enumerate(store.read_entries(folder)):
            if place % 500 == 0:
                bar.update(min(500, count))
            yield entry
