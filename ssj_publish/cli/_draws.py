"""What the draw's commands share: showing a draw, asking for rounds, refusing what the rules refuse."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from ssj_publish import errors
from ssj_publish.cli._office import Pen, refuse
from ssj_publish.cli._screen import say
from ssj_publish.core.state import Draw, State
from ssj_publish.office import draws, opening
from ssj_publish.office.desk import Step
from ssj_publish.web import drand as network

FALSE_SEAL = "封存不实：封存的名单不是这次抽取的结果。真实的结果照样可以公布；可由政策法规科和纪检组作废。"
SIGNATURE = "公共随机数的签名（十六进制，drand 网站可查）；不给则向 --endpoint 查询。"


def endpoints(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--endpoint``, as often as liked."""
    asked = "drand 的 HTTP 接口，可重复，依次查询（默认：公开接口）。"
    return click.option("--endpoint", "endpoints", multiple=True, default=network.ENDPOINTS, help=asked)(command)


class Signature(click.ParamType[str]):
    """A beacon's signature in hex, as it is copied: blanks and capitals do not count."""

    name = "十六进制"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return "".join(value.split()).lower().removeprefix("0x")


def write_beside(pen: Pen, path: Path | None, data: bytes, step: Step) -> None:
    """Write ``step`` with ``data``, on which it depends, in a private file before; what is refused leaves none behind.

    Where the machine failed, the record may stand all the same: then the file stays.
    """
    pen.foresee(step)
    _ = pen.signers  # a wrong passphrase: before there is a file
    if path is not None:
        private(path, data)
    try:
        pen.write(step)
    except (click.exceptions.Exit, errors.BadInput, errors.NotVerified):
        if path is not None:
            path.unlink()
        raise


class refusals:  # noqa: N801  # reads as a verb: with refusals():
    """A step that the rules refuse is bad input: the ledger itself has verified."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, errors.NotVerified):
            refuse(error)


def signature_of(pen: Pen, found: Draw, typed: str | None, asked: tuple[str, ...]) -> str | None:
    """The signature of the draw's own round: as typed, or fetched; None for a draw that names none."""
    named = found.commit.beacon
    if typed is not None or named is None:
        return typed
    return fetch(pen, found, (named.chain, named.round), asked)


def fetch(pen: Pen, found: Draw, round_: opening.Round, asked: tuple[str, ...]) -> str:
    """One round's signature from the network, or the draw's fallback said and the reason raised."""
    known = opening.chain(pen.state, found, round_[0])
    try:
        return network.fetch(known, round_[1], asked)
    except errors.RoundUnreachable:
        say(_fallback(found, network.due(known, round_[1])), err=True)
        raise


def _fallback(found: Draw, when: datetime) -> str:
    named = found.commit.beacon
    if named is None or named.hours is None:
        return "按这次抽取的承诺，应一直等到这一轮公布为止；手工查到签名后，用 --signature 填写。"
    since = f"{when + timedelta(hours=named.hours):%Y-%m-%d %H:%M}"
    return f"按这次抽取的承诺，{since} 起仍未公布的，政策法规科和纪检组可以共同作废（ssj draw void --reason beacon-absent）。"


def show(pen: Pen, found: Draw) -> None:
    """A draw as it stands."""
    commit = found.commit
    say(f"任务 {commit.task} 第 {commit.ordinal} 次抽取（台账第 {found.record.seq} 条）")
    say(f"抽取数：{draws.stratum_sizes(commit)}")
    if found.void is not None:
        say(f"已作废：{found.void.body.explanation}")
    if found.seal_holds is False:
        say(FALSE_SEAL)
    if found.outcome is None:
        say("已封存，名单尚未公开。" if found.seal is not None else "尚未公布结果。")
        return
    listing(pen.state, found.teams, found.visits)


def listing(state: State, teams: Mapping[str, tuple[str, ...]], visited: Mapping[str, str]) -> None:
    """A line for each body."""
    for body, team in teams.items():
        name = getattr(state.bodies.latest(body), "name", "")
        people = "、".join(getattr(state.inspectors.latest(one), "name", one) for one in team)
        say(f"{body} {name}：{people}{'（已检查）' if body in visited else ''}")


def secret_file(secret: bytes) -> bytes:
    """What `secret_in` reads."""
    return secret.hex().encode() + b"\n"


def private(path: Path, data: bytes) -> None:
    """Write a new file that only its owner can read, and see it on disk before anything depends on it."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise errors.FileThere(path=str(path)) from None
    with open(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def place(key: Path, task: str, ordinal: int) -> Path:
    """Where a party's secret is kept if nothing else is said: beside its key, which is on no computer but its own."""
    return key.with_name(f"{key.name.removesuffix('.pub')}.{task}-{ordinal}.秘密")


def secrets_given(pen: Pen, found: Draw, named: tuple[Path, ...]) -> list[bytes]:
    """The secrets in the files that are ``named``, else in those kept beside the keys at hand."""
    kept = [place(key, found.commit.task, found.commit.ordinal) for key in pen.key_files]
    paths = named or tuple(path for path in kept if path.is_file())
    if not paths:
        told = f"密钥旁没有 {'、'.join(path.name for path in kept)}，" if kept else ""
        raise click.UsageError(f"{told}请用 --secret-file 指明秘密文件。")
    return [secret_in(path) for path in paths]


def secret_in(path: Path) -> bytes:
    text = path.read_bytes()[:200].strip()
    try:
        secret = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        raise errors.SecretFileMalformed(path=str(path)) from None
    if len(secret) != 32:
        raise errors.SecretFileMalformed(path=str(path))
    return secret
