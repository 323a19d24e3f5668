"""``ssj checkpoint``: the log's signed checkpoints, and what witnesses say of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ssj_publish import errors
from ssj_publish.cli._keys import load_log_key
from ssj_publish.cli._office import ledger_folder, watched, write_new
from ssj_publish.cli._screen import say, say_text
from ssj_publish.cli._shell import ENVIRONMENT
from ssj_publish.cli._times import now
from ssj_publish.core.clock import ZONE, moment
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.mldsa import LatticeKey
from ssj_publish.core.tlog.vkey import LATTICE, LOG, VerifierKey
from ssj_publish.ledger import checkpoints, verified
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.verified import Tier
from ssj_publish.office.checkpoints import Log
from ssj_publish.words.reasons import sentence


def open_log(repo: Path | None, tier: Tier = Tier.INCREMENTAL) -> Log:
    """The ledger verified, with its checkpoints."""
    folder = ledger_folder(repo)
    found = verified.verify(Folder(folder), tier, now().isoformat(), watch=watched)
    return Log(folder, found.state, found.log)


@click.group()
def checkpoint() -> None:
    """检查点：对全部记录签一次名，请见证人联署；有了它，谁也不能悄悄改写历史。"""


@checkpoint.command()
@click.option("--key", "key_file", type=click.Path(path_type=Path), required=True, help="日志密钥文件。")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取密钥口令。")
@click.pass_obj
def sign(repo: Path | None, key_file: Path, passphrase_file: Path | None) -> None:
    """从头核对整本台账，为现有的全部记录签一份检查点。"""
    log = open_log(repo, Tier.FULL)
    log.sign(load_log_key(key_file, passphrase_file), now())
    say(f"已为 {log.tree.size} 条记录签署检查点。下一步：ssj checkpoint request 见证人名称，请见证人联署。")


@checkpoint.command()
@click.argument("witness")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="请求写入的文件。")
@click.option("--old", type=click.IntRange(min=0), help="见证人记得的记录条数（它回答“不符”时会告诉你）。")
@click.pass_obj
def request(repo: Path | None, witness: str, output: Path, old: int | None) -> None:
    """生成给 WITNESS 的联署请求文件，用邮件或 U 盘送去。"""
    write_new(output, open_log(repo).request(witness, old))
    say(f"请求已写入 {output}。请见证人运行 ssj witness cosign，把回执交回后运行 ssj checkpoint add。")


@checkpoint.command()
@click.pass_obj
def collect(repo: Path | None) -> None:
    """向有网址的见证人逐一请求联署，收下回执。"""
    log = open_log(repo)
    named = [one for trust in log.trusts_of(log.last) for one in trust.witnesses]
    reached = [one for one in dict.fromkeys(named) if one.url]
    if not reached:
        raise errors.WitnessUnknown(known="（台账指定的见证人都没有网址，请用 ssj checkpoint request）")
    for one in reached:
        try:
            for name in log.ask(one):
                say(f"“{name}”（{one.holder}）已联署。")
        except (errors.Environment, errors.NotVerified) as error:
            say(f"{one.holder}：{sentence(error)}", err=True)
    if not open_log(repo).last.enough:
        say("联署还没有达到法定家数。", err=True)
        raise click.exceptions.Exit(ENVIRONMENT)


@checkpoint.command()
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--authority", help="FILES 是这个时间戳机构（编号）的应答，而不是见证人的回执。")
@click.pass_obj
def add(repo: Path | None, files: tuple[Path, ...], authority: str | None) -> None:
    """收下见证人的回执或时间戳机构的应答 FILES。"""
    log = open_log(repo)
    for path in files:
        with path.open("rb") as stream:
            data = stream.read(checkpoints.MAX_FILE + 1)
        if authority is not None:
            say(f"已收下时间戳：{_beijing(log.keep_token(log.authority(authority), data))}。")
            continue
        for name in log.keep(data):
            say(f"已收下“{name}”的联署。")


@checkpoint.command()
@click.argument("authority")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="不联网：只把时间戳请求（.tsq）写入文件。")
@click.pass_obj
def stamp(repo: Path | None, authority: str, output: Path | None) -> None:
    """请时间戳机构 AUTHORITY（编号）为最新的检查点盖时间戳（RFC 3161）。

    时间戳只证明这份检查点在那一刻已经存在，不证明当时只有这一份；它是见证人联署之外的补充。
    """
    log = open_log(repo)
    named = log.authority(authority)
    if output is None and named.url:
        say(f"“{named.holder}”已盖时间戳：{_beijing(log.stamp(named))}。")
        return
    if output is None:
        raise errors.AuthorityOffline(authority=authority)
    write_new(output, log.query())
    say(f"请求已写入 {output}。取得应答后运行 ssj checkpoint add --authority {authority} 应答文件。")


@checkpoint.command()
@click.pass_obj
def show(repo: Path | None) -> None:
    """列出检查点和联署；最后打印最新一份的全文，可以留底。"""
    log = open_log(repo)
    for one in log.audited:
        seen = "，".join(
            f"{name} {_moment(time)}" for name, time in sorted(one.times.items(), key=lambda item: item[1])
        )
        stamped = "".join(f"；时间戳 {id_} {_beijing(time)}" for id_, time in sorted(one.tokens.items()))
        say(
            f"{one.checkpoint.size} 条：{seen or '还没有见证人联署'}{'（已达法定家数）' if one.enough else ''}{stamped}"
        )
    say_text(note.form(log.last.stored.whole).decode())


@checkpoint.command()
@click.argument("origin")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取口令。")
def vkey(origin: str, file: Path, passphrase_file: Path | None) -> None:
    """把密钥 FILE 写成台账 ORIGIN 的日志公钥，填入 ssj init 的设置文件。"""
    public = load_log_key(file, passphrase_file).public
    say(VerifierKey(origin, LATTICE if isinstance(public, LatticeKey) else LOG, public).text)


def _moment(time: int) -> str:
    return _beijing(moment(time))


def _beijing(time: datetime) -> str:
    return time.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")
