"""``ssj verify``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from ssj_publish import errors
from ssj_publish.cli import _report, _telling
from ssj_publish.cli._office import ledger_folder, watched, write_new
from ssj_publish.cli._screen import progress, say, say_json, say_text, visible
from ssj_publish.cli._shell import UNVERIFIED
from ssj_publish.cli._times import Day, now
from ssj_publish.core import log
from ssj_publish.core.tlog import checkpoint, note
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.policy import MAX_BYTES as MAX_POLICY
from ssj_publish.core.tlog.policy import Policy
from ssj_publish.core.tlog.policy import parse as parse_policy
from ssj_publish.ledger import store, verified, zipped
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.scan import scan
from ssj_publish.ledger.verified import Tier, Verified
from ssj_publish.words.reasons import sentence


@click.command()
@click.argument("place", required=False)
@click.option("--hashes", "tier", flag_value="hashes", help="只看文件的摘要是否首尾相接；很快，但不核对签名和抽取。")
@click.option(
    "--incremental", "tier", flag_value="incremental", help="接着本机上次核对的地方继续；也用来接上中断的核对。"
)
@click.option("--since", metavar="文件或网址", help="以前保存的检查点（或别处所存的网址）：证明台账是它的延续。")
@click.option(
    "--policy",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="您自己的信任策略（C2SP tlog-policy）：要有一份检查点符合它，并说出盖到第几条。",
)
@click.option(
    "--keep", type=click.Path(path_type=Path), help="PLACE 是网址时，把取得的台账保存在这个文件夹，以后只取新增的。"
)
@click.option("--report", type=click.Path(path_type=Path), help="把核对报告另存为文本文件，可以引用。")
@click.option("--today", type=Day(), help="可移除的内容按哪一天算是否到期（默认今天）。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.pass_obj
def verify(
    repo: Path | None,
    place: str | None,
    tier: str | None,
    since: str | None,
    policy: Path | None,
    keep: Path | None,
    report: Path | None,
    today: date | None,
    as_json: bool,
) -> None:
    """核对台账：链条、签名、权限、次序，每次抽取都重新计算。

    PLACE 是仓库或 ledger 文件夹，也可以是公示网站的网址，或从网站下载的 ledger.zip。
    """
    if policy is not None and tier == "hashes":
        raise click.UsageError("--policy 要核对检查点的签名，不能与 --hashes 同用。")
    own = read_policy(policy) if policy is not None else None
    with _folder(repo, place, keep) as files:
        try:
            told = (
                _hashes(files.path, since)
                if tier == "hashes"
                else _whole(files, since, tier == "incremental", today or now().date(), own)
            )
        except errors.NotVerified as error:
            if as_json:
                fault = {"verified": False, "reason": type(error).__name__, "message": sentence(error)}
                fault |= {"field": error.field} if error.field is not None else {}
                say_json(fault)
            else:
                say(f"核对不符：{sentence(error)}", err=True)
            raise click.exceptions.Exit(UNVERIFIED) from None
    text = (_telling.words_of_hashes if tier == "hashes" else _telling.words)(told)
    if report is not None:
        about = visible(f"来源 {place or files.path}，核对于 {now().isoformat()}")
        write_new(report, f"{about}\n{text}\n".encode())
    if as_json:
        say_json(told)
    else:
        say_text(text)


@contextmanager
def _folder(repo: Path | None, place: str | None, keep: Path | None) -> Iterator[Folder]:
    """The ledger's folder; that of a site is fetched into ``keep``, or for this time only."""
    if place is None or "://" not in place:
        yield from _local(Path(place) if place is not None else repo)
        return
    from ssj_publish.web import mirror

    with tempfile.TemporaryDirectory(prefix="ssj-") as folder:
        with progress("取台账", 0) as bar:

            def watch(done: int, count: int) -> None:
                bar.length = count
                bar.update(1)

            given: list[frozenset[str]] = []
            copied = mirror.copy(place, (keep or Path(folder)) / "ledger", watch, _superseded, given.append)
        yield Folder(copied, *given)


def _local(place: Path | None) -> Iterator[Folder]:
    """The folder at ``place``, or what is in the zip there; what Windows and macOS have left in it is told, and not
    read."""
    if place is not None and zipped.is_archive(place):
        with tempfile.TemporaryDirectory(prefix="ssj-") as folder:
            yield Folder(zipped.unpack(place, Path(folder)))
        return
    found = ledger_folder(place)
    left = store.debris(found)
    if left:
        say(f"台账文件夹里有 {len(left)} 个系统自动生成的文件（如 {left[0]}），与台账无关，没有读取。", err=True)
    yield Folder(found)


def _superseded(first: int, folder: Path) -> None:
    say(
        f"网站从第 {first:06d} 号起与您以前取得的不同：原来的记录被换下或撤下。当时还没有检查点包括它们，重排是允许的；"
        f"原来的已另存在 {folder}，作为证据。",
        err=True,
    )


def _hashes(folder: Path, since: str | None) -> dict[str, Any]:
    found = scan(folder)
    if since is not None:
        log.continues(found.tree, checkpoint.parse(read_checkpoint(since).text))
    return _report.of_hashes(found)


def _whole(
    files: Folder, since: str | None, incremental: bool, today: date, own: tuple[Path, Policy] | None
) -> dict[str, Any]:
    tier = Tier.INCREMENTAL if incremental else Tier.FULL
    clock = now()
    found = verified.verify(files, tier, clock.isoformat(), watch=watched, today=today)
    saved = found.log.since(read_checkpoint(since)) if since else None
    return _report.of_ledger(found, clock, today, saved, _meeting(found, *own) if own else None)


def _meeting(found: Verified, path: Path, policy: Policy) -> Checkpoint:
    stated = found.log.met(policy)
    if stated is None:
        raise errors.PolicyUnmet(path=str(path))
    return stated


def read_policy(path: Path) -> tuple[Path, Policy]:
    """A reader's own policy, and the file that it stands in."""
    with path.open("rb") as stream:
        return path, parse_policy(stream.read(MAX_POLICY + 1))


def read_checkpoint(place: str) -> Note:
    """A checkpoint that somebody kept, in a file or at an address; `errors.CheckpointFileUnusable` where that is
    none."""
    data = _kept(place)
    try:
        saved = note.parse(data)
        checkpoint.parse(saved.text)
    except (errors.NoteMalformed, errors.CheckpointMalformed) as fault:
        raise errors.CheckpointFileUnusable(path=place, reason=sentence(fault)) from None
    return saved


def _kept(place: str) -> bytes:
    if "://" in place:
        from ssj_publish.web import http

        return http.get(place, note.MAX_BYTES)
    with Path(place).open("rb") as stream:
        return stream.read(note.MAX_BYTES + 1)
