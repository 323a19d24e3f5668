"""``ssj sign`` and ``ssj submit``: several signers in different rooms."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from ssj_publish import errors
from ssj_publish.cli._keys import load_key
from ssj_publish.cli._office import open_desk, refuse, written
from ssj_publish.cli._screen import confirm, say, say_text
from ssj_publish.core import encoding
from ssj_publish.core.records import Signature, read_statement
from ssj_publish.office import drafts
from ssj_publish.words import aloud, labels


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--key",
    "key_file",
    type=click.Path(path_type=Path),
    required=True,
    help="签名密钥文件；给 .pub 则由 ssh-agent 签。",
)
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取口令。")
@click.option("--yes", is_flag=True, help="不再询问：内容已经核对过。")
@click.option("--verbatim", is_flag=True, help="另外逐字显示所签的原文。")
def sign(file: Path, key_file: Path, passphrase_file: Path | None, yes: bool, verbatim: bool) -> None:
    """先显示待签文件 FILE 的内容，经签署人确认，再用密钥签名。"""
    draft = file.read_bytes()
    statement, signatures = drafts.parse_draft(draft)
    show(statement, signatures, verbatim)
    if not yes:
        confirm(f"以上内容属实，用密钥 {key_file.name} 签名？")
    signed = drafts.countersign(draft, load_key(key_file, passphrase_file))
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(signed)
    os.replace(beside, file)
    say(f"已签名：{file}")


def show(statement: bytes, signatures: Sequence[Signature], verbatim: bool) -> None:
    """What is about to be signed: every field in words, and to the letter if asked for."""
    raw = encoding.parse(statement)["statement"]
    said = read_statement(raw, "")
    say(
        "请核对要签名的内容：",
        f"  台账：{said.origin}",
        f"  种类：{labels.KINDS[said.kind]}",
        f"  时间：{said.time:%Y-%m-%d %H:%M:%S}（北京时间）",
        f"  依据：{len(said.refs)} 条记录",
        f"  已有签名：{len(signatures)} 个",
        "  内容：",
        *aloud.lines(type(said.body), raw["body"], 2),
    )
    if verbatim:
        say("  原文：")
        say_text(statement.decode())


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def submit(repo: Path | None, file: Path) -> None:
    """把签好的文件 FILE 写入台账。"""
    desk = open_desk(repo)
    try:
        record = desk.submit(file.read_bytes())
    except errors.NotVerified as error:
        refuse(error)
    say(written(record))
